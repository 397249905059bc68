"""The report a person reads."""

from __future__ import annotations

import click

from judge.cli.claims import meaning
from judge.cli.plain import paragraphs, visible
from judge.cli.story import replay_line, story
from judge.cli.summaries import summaries
from judge.verdict.report import Report, ScenarioReport, Verdict

COLOURS = {
    Verdict.PASSED: "green",
    Verdict.FAILED: "red",
    Verdict.REJECTED: "red",
    Verdict.ERROR: "yellow",
}


def render(report: Report, *, width: int = 80, colour: bool = False, plain: bool = False) -> str:
    """Return the report as text of at most ``width`` columns; commands to copy may be longer.

    ``plain`` tells one thing after the other, without columns or drawings.
    """
    top = headline(report)
    if colour:
        top = click.style(top, fg=COLOURS[report.verdict], bold=True)
    good = report.verdict is Verdict.PASSED
    body = passed(report, width, plain=plain) if good else broken(report, width, plain=plain)
    return "\n".join([top, "", *body, *footer(report, width, plain=plain)])


def headline(report: Report) -> str:
    """Return the verdict in one line."""
    why = f" ({report.symptom.value})" if report.symptom else ""
    fault = ", a fault of the judge, not of the file" if report.verdict is Verdict.ERROR else ""
    return f"{report.kata}: {report.verdict.value}{why}{fault}, in {report.seconds:.1f} s"


def passed(report: Report, width: int, *, plain: bool = False) -> list[str]:
    """Return what was tried and what the pass is worth."""
    said = paragraphs(report.message, width) if report.message else []
    claims = summaries(report.scenarios, width, plain=plain)
    return [*said, *claims, "", *paragraphs(meaning(report.scenarios), width), ""]


def broken(report: Report, width: int, *, plain: bool = False) -> list[str]:
    """Return the first failing scenario in full, then the others in a line each."""
    first = report.first_failure
    lines: list[str] = []
    if report.message and (first is None or report.message != first.message):
        lines += [*paragraphs(report.message, width), ""]
    if first is not None:
        lines += [*told(report, first, width, plain=plain), ""]
    others = [scenario for scenario in report.scenarios if scenario is not first]
    if others:
        heading = "The other scenarios:" if first else "The scenarios:"
        lines += [heading, *summaries(others, width, "  ", plain=plain), ""]
    return lines


def told(report: Report, scenario: ScenarioReport, width: int, *, plain: bool = False) -> list[str]:
    """Return the story of a failing scenario, and the command that replays it."""
    lines = story(scenario, width, plain=plain)
    replay = replay_line(report.kata, scenario, report.path)
    return [*lines, "", "See it again:", f"  {visible(replay)}"] if replay else lines


def footer(report: Report, width: int, *, plain: bool = False) -> list[str]:
    """Return what the verdict rests on: the box, the seed, the versions."""
    box = visible(", ".join(report.box)) or "NONE"
    versions = [f"seed {report.seed}", f"Python {report.python}", f"judge {report.judge}"]
    return [*paragraphs(f"box: {box}", width), (", " if plain else " · ").join(versions)]
