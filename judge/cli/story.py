"""The story of one failing scenario: what broke, how it came about, and how to see it again."""

from __future__ import annotations

import shlex

from judge.cli.claims import count
from judge.cli.lanes import lanes
from judge.cli.plain import paragraphs, visible
from judge.cli.sentences import sentences
from judge.cli.summaries import symptom
from judge.verdict.report import ScenarioReport

INDENT = "  "
# What the box calls the strategy of a replay.
REPLAY = "replay"


def story(scenario: ScenarioReport, width: int = 80, *, plain: bool = False) -> list[str]:
    """Return a failing scenario as lines of at most ``width`` columns.

    ``plain`` tells one thing after the other, without columns.
    """
    lines = [f"{visible(scenario.name)}: {symptom(scenario) or scenario.verdict.value}"]
    if scenario.message:
        lines += paragraphs(scenario.message, width, INDENT)
    if found := how_found(scenario):
        lines += paragraphs(found, width, INDENT)
    told = (sentences if plain else lanes)(scenario.trace, width)
    return [*lines, "", *told] if told else lines


def how_found(scenario: ScenarioReport) -> str:
    """Return how much it took to find the failure; a replay has nothing to find."""
    if scenario.strategy == REPLAY:
        return ""
    found = []
    if scenario.executions:
        found.append(f"after {count(scenario.executions, 'execution')}")
    if scenario.strategy:
        found.append(f"by {visible(scenario.strategy)}")
    if scenario.preemptions is not None:
        found.append(f"with {count(scenario.preemptions, 'preemption')}")
    if scenario.preemptions and scenario.preemptions_fewest:
        found.append("(no fewer will do)")
    return f"found {' '.join(found)}" if found else ""


def replay_line(target: str, scenario: ScenarioReport, path: str | None = None) -> str | None:
    """Return the command that replays a failure, None when it has no schedule.

    It is one line however long it gets, so that it can be copied.
    """
    if scenario.schedule is None:
        return None
    schedule = shlex.quote(scenario.schedule)
    if not schedule.startswith("'"):
        schedule = f"'{schedule}'"
    file = [] if path is None else [shlex.quote(path)]
    return " ".join(["kata replay", shlex.quote(target), schedule, *file])
