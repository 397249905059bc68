"""``kata explore``: the engine, on anybody's threaded program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from judge.cli.arguments import (
    document_options,
    exploring_options,
    load_submission,
    program,
)
from judge.cli.claims import claim, meaning
from judge.cli.output import STDOUT, check_destination, deliver, note, width
from judge.cli.plain import paragraphs, visible
from judge.cli.progress import progress
from judge.cli.status import Status, UserMistake, status_of
from judge.cli.story import replay_line, story
from judge.verdict.report import ScenarioReport, Verdict


@click.command("explore")
@click.argument("target", metavar="FILE[:FUNCTION]")
@exploring_options
@click.option("--executions", type=click.IntRange(min=1), help="Stop after so many executions.")
@document_options("text", "json")
def command(target: str, style: str, output: str, **how: Any) -> Status:
    """Look for a schedule under which a program of yours fails.

    FUNCTION builds its threads, runs them and asserts; it is main unless you name another. The
    exit status is 0 when no failure was found, 1 when one was.

    \b
    Example:
      kata explore transfer.py
      kata explore transfer.py:two_transfers --executions 500
      kata explore transfer.py --format json --output failure.json
    """
    path, function = program(target)
    check_destination(output, path)
    scenario = explored(path, function, quiet=style != "text", **how)
    deliver(rendered(scenario, f"{path}:{function}", style, output), output)
    if style == "text" and output != STDOUT:
        note(f"{path}: {scenario.verdict.value}, the report is in {output}")
    return status_of(scenario.verdict, scenario.symptom)


def explored(path: Path, function: str, *, quiet: bool, **how: Any) -> ScenarioReport:
    """Explore the program, showing how far that is; raises ``UserMistake``."""
    from judge.box import judging

    submission = load_submission(path)
    how["strategy"] = how["strategy"] or judging.Options.strategy
    options = judging.Options(**how)
    try:
        with progress(quiet=quiet) as on_progress:
            return judging.explore_file(submission, function, options, on_progress)
    except judging.UsageProblem as problem:
        raise UserMistake(str(problem)) from None


def rendered(scenario: ScenarioReport, target: str, style: str, output: str) -> str:
    """Return the report in the format asked for."""
    if style == "json":
        return json.dumps(scenario.to_json(), indent=2)
    return "\n".join(told(scenario, target, width() if output == STDOUT else 80))


def told(scenario: ScenarioReport, target: str, width: int) -> list[str]:
    """Return the claim with what it means, or the failure with how to replay it."""
    if scenario.verdict is Verdict.PASSED:
        claimed = f"{visible(target)}: {claim(scenario)}"
        return [claimed, *paragraphs(meaning([scenario]), width)]
    lines = story(scenario, width)
    replay = replay_line(target, scenario)
    return [*lines, "", "See it again:", f"  {visible(replay)}"] if replay else lines
