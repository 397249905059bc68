"""``kata explore``: the engine, on anybody's threaded program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from judge.cli.arguments import document_options, exploring_options
from judge.cli.claims import claim, meaning
from judge.cli.completing import complete_files
from judge.cli.output import STDOUT, check_destination, deliver, note, wants_plain, width
from judge.cli.own_program import again, own_program, own_program_options
from judge.cli.plain import paragraphs, visible
from judge.cli.progress import progress
from judge.cli.status import Status, UserMistake, status_of
from judge.cli.story import replay_line, story
from judge.verdict.report import ScenarioReport, Verdict

if TYPE_CHECKING:
    from judge.box.own import OwnProgram


@click.command("explore")
@click.argument("target", metavar="FILE[:FUNCTION]", shell_complete=complete_files)
@click.argument("more", metavar="[MORE_FILES]...", nargs=-1, type=click.Path(path_type=Path))
@own_program_options
@exploring_options
@click.option("--executions", type=click.IntRange(min=1), help="Stop after so many executions.")
@document_options("text", "json")
def command(
    target: str,
    more: tuple[Path, ...],
    control: tuple[str, ...],
    forbid_spinning: bool,
    style: str,
    output: str,
    **how: Any,
) -> Status:
    """Look for a schedule under which a program of yours fails.

    FUNCTION builds its threads, runs them and asserts; it is main unless you name another. The
    exit status is 0 when no failure was found, 1 when one was.

    What is under control is run anew for every schedule, and all it does to shared data and locks
    is seen: FILE, MORE_FILES, every PACKAGE, and the modules beside these files that they import.
    Other modules run as they are. What they do is not seen, so nothing is claimed to be complete
    where one is used that may touch shared data. Modules written in C cannot be put under control.

    \b
    Example:
      kata explore transfer.py
      kata explore transfer.py:two_transfers --executions 500
      kata explore tests/race.py --control shop --control shop_cache
      kata explore transfer.py --format json --output failure.json
    """
    own = own_program(target, more, control=control, forbid_spinning=forbid_spinning)
    path = own.main.path
    check_destination(output, Path(path), *more)
    scenario = explored(own, quiet=style != "text", **how)
    deliver(rendered(scenario, own, style, output), output)
    if style == "text" and output != STDOUT:
        note(f"{path}: {scenario.verdict.value}, the report is in {output}")
    return status_of(scenario.verdict, scenario.symptom)


def explored(own: OwnProgram, *, quiet: bool, **how: Any) -> ScenarioReport:
    """Explore the program, showing how far that is; raises ``UserMistake``."""
    from judge.box import judging

    how["strategy"] = how["strategy"] or judging.Options.strategy
    options = judging.Options(**how)
    try:
        with progress(quiet=quiet) as on_progress:
            return judging.explore_file(own, options, on_progress)
    except judging.UsageProblem as problem:
        raise UserMistake(str(problem)) from None


def rendered(scenario: ScenarioReport, own: OwnProgram, style: str, output: str) -> str:
    """Return the report in the format asked for."""
    if style == "json":
        return json.dumps(scenario.to_json(), indent=2)
    if output != STDOUT:
        return "\n".join(told(scenario, own, 80, plain=wants_plain()))
    return "\n".join(told(scenario, own, width(), plain=wants_plain()))


def told(
    scenario: ScenarioReport, own: OwnProgram, width: int, *, plain: bool = False
) -> list[str]:
    """Return the claim with what it means, or the failure with how to replay it."""
    target = f"{own.main.path}:{own.function}"
    if scenario.verdict is Verdict.PASSED:
        claimed = f"{visible(target)}: {claim(scenario)}"
        noted = paragraphs(scenario.message, width) if scenario.message else []
        return [claimed, *noted, *paragraphs(meaning([scenario]), width)]
    lines = story(scenario, width, plain=plain)
    replay = replay_line(target, scenario)
    if replay is None:
        return lines
    return [*lines, "", "See it again:", f"  {visible(f'{replay} {again(own)}'.rstrip())}"]
