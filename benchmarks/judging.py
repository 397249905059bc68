"""How long a person waits for ``kata``: for its list, and for a verdict on every known answer."""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from common import ROOT, machine, print_table

from judge.katas import Kata, kata_names, load_kata
from judge.verdict.report import Symptom

CONSOLE_SCRIPT = Path(sys.executable).parent / "kata"
LISTINGS = 7
AIM_LIST = 0.3
AIM_REFERENCE = 5.0
AIM_WRONG = 2.0
CLAIMS = ("complete", "complete_to_bound", "sampled")


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One run of the console script: seconds of wall time and of processor time."""

    wall: float
    cpu: float
    output: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One answer, what the judge had to say and what it said."""

    path: Path
    expected: str
    said: str
    wait: Wait

    @property
    def as_expected(self) -> bool:
        """Whether the judge named the symptom, without which its speed is worth nothing."""
        return self.said == self.expected

    def __str__(self) -> str:
        name = self.path.relative_to(ROOT / "solutions")
        return f"{name} {self.wait.wall:.1f} s"


def run(arguments: Sequence[str], state: str) -> Wait:
    """Run the console script with a state folder of its own, and wait for it."""
    before, started = children_cpu(), time.perf_counter()
    process = subprocess.run(
        [CONSOLE_SCRIPT, *arguments],
        env={**os.environ, "KATA_STATE": state},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - started
    return Wait(wall=wall, cpu=children_cpu() - before, output=process.stdout)


def children_cpu() -> float:
    """Return the seconds of processor time of all children so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def judged(kata: Kata, path: Path, expected: str, state: str) -> Judged:
    """Judge one answer."""
    wait = run(["test", kata.name, str(path), "--format", "json"], state)
    print(f"{path.relative_to(ROOT)} {wait.wall:.1f} s", file=sys.stderr, flush=True)
    return Judged(path=path, expected=expected, said=said(wait.output), wait=wait)


def said(output: str) -> str:
    """Return the symptom in the JSON report, or else the verdict."""
    try:
        report: dict[str, Any] = json.loads(output)
    except ValueError:
        return "no report"
    return str(report["symptom"] or report["verdict"])


def wrong_answers(kata: Kata) -> list[Path]:
    """Return the wrong submissions of a kata, in the folders named after their symptoms."""
    return sorted(path for name in Symptom for path in (kata.solutions / name.value).glob("*.py"))


Answers = tuple[list[Judged], list[Judged]]


def judge_kata(kata: Kata, state: str, *, wrong_too: bool) -> Answers:
    """Judge the reference, where there is one, and the wrong submissions."""
    right = [judged(kata, path, "passed", state) for path in [kata.reference] if path.is_file()]
    paths = wrong_answers(kata) if wrong_too else []
    return right, [judged(kata, path, path.parent.name, state) for path in paths]


def print_list(state: str) -> None:
    """Print how long ``kata list`` takes."""
    waits = [run(["list"], state) for _ in range(LISTINGS)]
    walls = [wait.wall for wait in waits]
    row = ["kata list", median(walls), max(walls), median(wait.cpu for wait in waits), AIM_LIST]
    print_table(["seconds", "median wall", "max wall", "median CPU", "aim"], [row])


def print_references(results: dict[str, Answers]) -> None:
    """Print what was found out about every reference, and how long that took."""
    rows = []
    for name, (right, _) in results.items():
        for answer in right:
            scenarios: list[dict[str, Any]] = json.loads(answer.wait.output)["scenarios"]
            claims = [scenario["claim"] for scenario in scenarios]
            executions = sum(scenario["executions"] or 0 for scenario in scenarios)
            counts = [claims.count(claim) for claim in CLAIMS]
            seconds = [answer.wait.wall, answer.wait.cpu]
            rows.append([name, len(scenarios), *counts, executions, *seconds])
    print_table(["reference", "scenarios", *CLAIMS, "executions", "wall s", "CPU s"], rows)


def print_wrong(results: dict[str, Answers]) -> None:
    """Print how many wrong answers of every kata were told by their symptom, and how soon."""
    rows = []
    for name, (_, wrong) in results.items():
        walls = [answer.wait.wall for answer in wrong]
        cpus = [answer.wait.cpu for answer in wrong]
        good = sum(answer.as_expected for answer in wrong)
        if wrong:
            seconds = [median(walls), max(walls), median(cpus), max(cpus)]
            rows.append([name, len(wrong), good, *seconds])
    seconds_of = ["median wall s", "max wall s", "median CPU s", "max CPU s"]
    if rows:
        print_table(["wrong answers", "judged", "as expected", *seconds_of], rows)


def print_aims(right: list[Judged], wrong: list[Judged]) -> None:
    """Print how many verdicts were as expected and in time, and which came last."""
    rows = []
    for name, answers, aim in [("references", right, AIM_REFERENCE), ("wrong", wrong, AIM_WRONG)]:
        if answers:
            good = [answer for answer in answers if answer.as_expected]
            in_wall = sum(answer.wait.wall < aim for answer in good)
            in_cpu = sum(answer.wait.cpu < aim for answer in good)
            slowest = max(answers, key=lambda answer: answer.wait.wall)
            row = [f"{name} < {aim:g} s", len(answers), len(good), in_wall, in_cpu, slowest]
            rows.append(row)
    header = ["aim", "judged", "as expected", "in time, wall", "in time, CPU", "slowest"]
    print_table(header, rows)
    for answer in [*right, *wrong]:
        if not answer.as_expected:
            print(f"{answer}: {answer.said}, but expected {answer.expected}")


def main() -> None:
    """Judge every answer of the catalogue, or of the katas asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kata", nargs="+", choices=kata_names(), default=kata_names())
    parser.add_argument("--references", action="store_true", help="leave out the wrong answers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        print(f"{machine()}\n")
        print_list(state)
        results = {
            name: judge_kata(load_kata(name), state, wrong_too=not options.references)
            for name in options.kata
        }
    print_references(results)
    print_wrong(results)
    print_aims(*([one for pair in results.values() for one in pair[at]] for at in (0, 1)))


if __name__ == "__main__":
    main()
