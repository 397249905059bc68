"""``kata test``: judge a submission."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from judge.cli.arguments import (
    document_options,
    exploring_options,
    judging_options,
    load_submission,
    optional_kata_argument,
)
from judge.cli.discovery import format_names, renderer
from judge.cli.first_pass import after_first_pass
from judge.cli.output import (
    STDOUT,
    check_destination,
    deliver,
    note,
    say,
    wants_colour,
    wants_plain,
    width,
)
from judge.cli.progress import progress
from judge.cli.state import own_state
from judge.cli.status import Status, UserMistake, status_of
from judge.cli.which import chosen
from judge.cli.workfile import submission_path
from judge.katas import Kata
from judge.verdict.report import Report


@click.command("test")
@optional_kata_argument
@click.argument("file", type=click.Path(path_type=Path), required=False)
@exploring_options
@judging_options
@document_options(*format_names())
def command(
    name: str | None,
    file: Path | None,
    style: str,
    output: str,
    scenario: str | None,
    **how: Any,
) -> Status:
    """Judge a submission under many schedules.

    FILE is ./KATA.py unless you name another; without KATA it is the kata whose file is in the
    current folder. The exit status is 0 for a pass, 1 for none, 2 for wrong usage, 3 when the
    judge itself failed.

    \b
    Example:
      kata test
      kata test mutex
      kata test mutex answer.py --budget 30
      kata test mutex answer.py --format json --output report.json
    """
    state = own_state()
    kata, file = chosen(name, file)
    path = submission_path(kata, file, state)
    check_destination(output, path)
    report = judged(kata, path, quiet=style != "text", scenario=scenario, **how)
    own = not path.resolve().is_relative_to(kata.solutions.resolve())
    first = own and state.record_attempt(report, path, whole=scenario is None)
    deliver(rendered(report, style, output), output)
    if style == "text" and output != STDOUT:
        note(f"{report.kata}: {report.verdict.value}, the report is in {output}")
    elif style == "text" and first:
        say("\n".join(["", *after_first_pass(kata, state, width())]))
    return status_of(report.verdict, report.symptom)


def judged(kata: Kata, path: Path, *, quiet: bool, **how: Any) -> Report:
    """Read the file and judge it, showing how far the judge is; raises ``UserMistake``."""
    from judge.box import judging

    submission = load_submission(path)
    how["strategy"] = how["strategy"] or judging.Options.strategy
    options = judging.Options(**how)
    try:
        with progress(quiet=quiet) as on_progress:
            return judging.judge(kata, submission, options, on_progress)
    except judging.UsageProblem as problem:
        raise UserMistake(str(problem)) from None


def rendered(report: Report, style: str, output: str) -> str:
    """Return the report in a format; only text knows of plain output, width and colour."""
    if style != "text":
        return renderer(style)(report)
    from judge.cli.formats import text

    if output != STDOUT:
        return text.render(report, plain=wants_plain())
    return text.render(report, width=width(), colour=wants_colour(sys.stdout), plain=wants_plain())
