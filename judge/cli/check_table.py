"""The result of ``kata check`` as a table: one line per part of a kata that is in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from judge.authoring.findings import Finding, Part, State, in_order, worst
from judge.authoring.trials import Fate, Trial
from judge.cli.claims import count
from judge.cli.plain import visible, wrap

COLOURS = {State.OK: "green", State.WARNING: "yellow", State.PROBLEM: "red"}
PART_WIDTH = max(len(part) for part in Part)
STATE_WIDTH = max(len(state) for state in State)
COUNTED = {
    Part.ACCEPTED: "{} pass",
    Part.WRONG: "{} fail with the symptom of their folder",
}


def table(
    name: str, findings: Sequence[Finding], width: int, *, colour: bool = False
) -> Iterator[str]:
    """Yield the lines on one kata, below a line with its name."""
    yield click.style(name, bold=True) if colour else name
    for part, group in groupby(in_order(findings), key=lambda finding: finding.part):
        ours = list(group)
        if worst(ours) is State.OK:
            yield from row(part, State.OK, summary(part, ours), width, colour)
        for finding in ours:
            if finding.state is not State.OK:
                yield from row(part, finding.state, finding.message, width, colour, finding.file)


def spoken(name: str, findings: Sequence[Finding], width: int) -> Iterator[str]:
    """Yield the lines on one kata for somebody who listens: sentences instead of columns."""
    yield f"{name}:"
    for part, group in groupby(in_order(findings), key=lambda finding: finding.part):
        ours = list(group)
        if worst(ours) is State.OK:
            yield from wrap(f"{part} is ok: {visible(summary(part, ours))}", width)
        for finding in ours:
            if finding.state is not State.OK:
                told = " ".join(visible(finding.message).split())
                yield from wrap(
                    f"{part}, {finding.state} in {visible(finding.file)}: {told}", width
                )


def summary(part: Part, findings: Sequence[Finding]) -> str:
    """Return what is said of a part that is in order."""
    if part in COUNTED:
        return COUNTED[part].format(len(findings))
    return "; ".join(finding.message for finding in findings if finding.message)


def row(
    part: Part, state: State, told: str, width: int, colour: bool, file: str = ""
) -> Iterator[str]:
    """Yield the lines of one row; the file, if there is one, in full on the first of them."""
    padded = f"{state:<{STATE_WIDTH}}"
    shown = click.style(padded, COLOURS[state]) if colour else padded
    indent = " " * (PART_WIDTH + STATE_WIDTH + 6)
    lines = wrap(" ".join(visible(told).split()), width, first=indent, rest=indent)
    first, *rest = [indent + visible(file), *lines] if file else lines
    yield f"  {part:<{PART_WIDTH}}  {shown}  {first[len(indent) :]}"
    yield from rest


def trial_lines(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield how many mutants each scenario has killed, and the diffs of those that survived."""
    killers = Counter(
        f"{trial.scenario or 'before any scenario'} ({trial.symptom})"
        for trial in trials
        if trial.fate is Fate.KILLED
    )
    yield "  killed by"
    yield from (f"  {number:>5}  {visible(name)}" for name, number in killers.most_common())
    yield ""
    for trial in trials:
        if trial.fate in (Fate.SURVIVED, Fate.ERROR):
            yield f"  {trial.fate}: {trial.mutant.id}"
            yield from (f"    {visible(line)}" for line in trial.mutant.diff.splitlines())
            yield ""


def conclusion(findings: Sequence[Finding]) -> str:
    """Return the last line."""
    problems = sum(finding.state is State.PROBLEM for finding in findings)
    warnings = sum(finding.state is State.WARNING for finding in findings)
    katas = count(len({finding.kata for finding in findings}), "kata")
    said = [count(problems, "problem")] if problems else ["all right"]
    if warnings:
        said.append(count(warnings, "warning"))
    return f"{katas}: {', '.join(said)}"
