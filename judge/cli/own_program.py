"""What is said of somebody's own program on the command line, to explore it and to replay it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from judge.cli.arguments import load_submission, program
from judge.cli.status import UserMistake

if TYPE_CHECKING:
    from judge.box.own import OwnProgram

Function = TypeVar("Function", bound=Callable[..., Any])


def names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Check that packages are named as in an import."""
    for name in value:
        if not all(part.isidentifier() for part in name.split(".")):
            raise click.BadParameter(f'"{name}" is not the name of a module, such as shop.stock.')
    return value


def own_program_options(function: Function) -> Function:
    """Add the options that say what of a program is under control, and what is a failure."""
    control = click.option(
        "--control",
        metavar="PACKAGE",
        multiple=True,
        callback=names,
        help="Put a package or module under control, too; may be given several times.",
    )
    spinning = click.option(
        "--forbid-spinning",
        is_flag=True,
        help="Waiting in a loop without blocking is a failure.",
    )
    return control(spinning(function))


def own_program(
    target: str, more: Sequence[Path], *, control: tuple[str, ...], forbid_spinning: bool
) -> OwnProgram:
    """Read the files of a program; raises ``UserMistake`` when one cannot be."""
    from judge.box.own import OwnProgram

    path, function = program(target)
    files = [path, *more]
    twice = next((file for n, file in enumerate(files) if file in files[:n]), None)
    if twice is not None:
        raise UserMistake(f"{twice} is given twice; two files have to be different ones")
    main, *further = [load_submission(file) for file in files]
    return OwnProgram(
        main=main,
        function=function,
        further=tuple(further),
        control=control,
        forbid_spinning=forbid_spinning,
    )


def again(own: OwnProgram) -> str:
    """Return the arguments and options to repeat when a schedule of the program is replayed."""
    words = [file.path for file in own.further]
    for name in own.control:
        words += ["--control", name]
    if own.forbid_spinning:
        words.append("--forbid-spinning")
    return shlex.join(words)
