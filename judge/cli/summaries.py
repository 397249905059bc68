"""Scenarios in a line each: the verdict, the name, and the claim or the symptom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.cli.claims import claim
from judge.cli.plain import columns, visible, wrap
from judge.verdict.report import ScenarioReport, Verdict

NAME_AT = 10


def summaries(
    scenarios: Sequence[ScenarioReport], width: int, indent: str = "", *, plain: bool = False
) -> list[str]:
    """Return the lines on some scenarios, two for each where one would be too long for any."""
    lines = [indent + summary(scenario, plain=plain) for scenario in scenarios]
    if all(columns(line) <= width for line in lines):
        return lines
    if plain:
        rest = f"{indent}  "
        return [
            part for line in lines for part in wrap(line.strip(), width, first=indent, rest=rest)
        ]
    return [line for scenario in scenarios for line in in_two(scenario, width, indent)]


def summary(scenario: ScenarioReport, *, plain: bool = False) -> str:
    """Return the one line on a scenario; ``plain`` without columns."""
    name, what = visible(scenario.name), came_to(scenario)
    if plain:
        return f"{scenario.verdict.value}: {name}{what and f', {what}'}"
    return f"{scenario.verdict.value:<{NAME_AT}}{name}  {what}".rstrip()


def in_two(scenario: ScenarioReport, width: int, indent: str) -> Iterator[str]:
    """Yield the verdict with the name, and under the name what came of it."""
    yield f"{indent}{scenario.verdict.value:<{NAME_AT}}{visible(scenario.name)}"
    under = indent + " " * NAME_AT
    if what := came_to(scenario):
        yield from wrap(what, width, first=under, rest=under)


def came_to(scenario: ScenarioReport) -> str:
    """Return the claim of a passed scenario, the symptom of another, nothing if it has none."""
    return claim(scenario) if scenario.verdict is Verdict.PASSED else symptom(scenario)


def symptom(scenario: ScenarioReport) -> str:
    """Return the symptom of a scenario, nothing if it has none."""
    return scenario.symptom.value if scenario.symptom else ""
