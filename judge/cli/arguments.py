"""Arguments and options that several commands share, and the mistakes people make with them."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from judge.cli.completing import complete_katas, complete_scenarios, complete_strategies
from judge.cli.output import STDOUT
from judge.cli.status import UserMistake
from judge.cli.which import WHERE_KATAS_ARE, known_kata

if TYPE_CHECKING:
    from judge.box.intake import Submission
    from judge.katas import Kata

Function = TypeVar("Function", bound=Callable[..., Any])
DEFAULT_FUNCTION = "main"


def kata_argument(function: Function) -> Function:
    """Add the argument KATA; the command gets the ``Kata``."""
    add = click.argument(
        "kata",
        metavar="KATA",
        required=False,
        callback=lambda ctx, param, value: named_kata(value),
        shell_complete=complete_katas,
    )
    return add(function)


def named_kata(name: str | None) -> Kata:
    """Return the kata of that name; raises ``UserMistake``, also where no name was given."""
    if name is None:
        raise UserMistake(f"which kata? {WHERE_KATAS_ARE}")
    return known_kata(name)


def optional_kata_argument(function: Function) -> Function:
    """Add the argument [KATA]; the command gets a name or a file for ``which.chosen``."""
    add = click.argument("name", metavar="[KATA]", required=False, shell_complete=complete_katas)
    return add(function)


def seconds(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Check a time in seconds: more than none, and less than for ever."""
    if value is not None and not (value > 0 and math.isfinite(value)):
        raise click.BadParameter(f"{value} is not a number of seconds above 0.")
    return value


def strategy_name(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Check the name of a strategy; the engine is asked for them only when one is given."""
    if value is None:
        return None
    from judge.box import judging

    if value not in (names := judging.strategy_names()):
        raise click.BadParameter(f'there is no "{value}"; choose from {", ".join(names)}.')
    return value


def exploring_options(function: Function) -> Function:
    """Add the options that say how to explore."""
    seed = click.option(
        "--seed", type=int, default=0, show_default=True, help="Seed of every random choice."
    )
    budget = click.option(
        "--budget",
        type=float,
        metavar="SECONDS",
        callback=seconds,
        help="Wall time for the whole exploration.",
    )
    strategy = click.option(
        "--strategy",
        metavar="NAME",
        callback=strategy_name,
        shell_complete=complete_strategies,
        help="Explore with this strategy only.",
    )
    return seed(budget(strategy(function)))


def judging_options(function: Function) -> Function:
    """Add the options that say which scenarios of a kata to run, and how besides exploring."""
    scenario = click.option(
        "--scenario",
        metavar="NAME",
        shell_complete=complete_scenarios,
        help="Judge this scenario only.",
    )
    native = click.option(
        "--native/--no-native",
        default=True,
        show_default=True,
        help="Also run the scenarios on real threads.",
    )
    return scenario(native(function))


def format_option(*formats: str, what: str) -> Callable[[Function], Function]:
    """Return the option that says in which of the formats to show something, by default as text."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(formats),
        default="text",
        show_default=True,
        help=f"Form of the {what}.",
    )


def document_options(*formats: str) -> Callable[[Function], Function]:
    """Add the options that say in which of the formats and where to report."""

    def add(function: Function) -> Function:
        style = format_option(*formats, what="report")
        output = click.option(
            "--output",
            type=click.Path(allow_dash=True),
            default=STDOUT,
            help="File to write the report to, instead of standard output.",
        )
        return style(output(function))

    return add


def load_submission(path: Path) -> Submission:
    """Read the file to judge; raises ``UserMistake`` when it cannot be judged at all."""
    from judge.box.intake import IntakeError, read_submission

    try:
        return read_submission(path)
    except IntakeError as error:
        raise UserMistake(str(error)) from None


def program(target: str) -> tuple[Path, str]:
    """Return the file and the function of FILE[:FUNCTION]; raises ``UserMistake``."""
    path, colon, function = target.rpartition(":")
    if not colon or Path(target).is_file():
        return Path(target), DEFAULT_FUNCTION
    if not path or not function.isidentifier():
        raise UserMistake(f'"{target}" is not FILE or FILE:FUNCTION')
    return Path(path), function


def is_program(target: str) -> bool:
    """Return whether a target is meant as FILE[:FUNCTION] rather than the name of a kata."""
    path = target.rpartition(":")[0] or target
    return path.endswith(".py") or target.endswith(".py") or "/" in target
