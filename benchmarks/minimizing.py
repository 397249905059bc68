"""What it takes to make a failure small, and how small it gets."""

from __future__ import annotations

import argparse
import time

from common import PROGRAMS, load, machine, print_table
from manifest import Case, cases

from judge.engine.explore import Budget, Explorer
from judge.engine.fewest import FewerPreemptions
from judge.engine.minimize import Minimizer
from judge.engine.replay import blocks_of
from judge.engine.result import Outcome
from judge.engine.rules import Rules
from judge.engine.schedule import Blocks
from judge.engine.stdlib import StandardLibrary

REPLAYS = 100
SECONDS = 0.5
HEADER = ["minimizing", "preemptions", "least", "replays", "CPU seconds", "CPU seconds, least", ""]


def main() -> None:
    """Find every bug once with random walk, minimize it, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strategy", default="random_walk")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    library = StandardLibrary()
    print(machine(), end="\n\n")
    buggy = [case for case in cases() if not case.correct]
    rows = [row(case, options.strategy, options.seed, library) for case in buggy]
    print_table(HEADER, rows)


def row(case: Case, strategy: str, seed: int, library: StandardLibrary) -> list[object]:
    """Return the figures of one program; the last column says what was missed."""
    program = load(PROGRAMS / f"{case.name}.py", library)
    explorer = Explorer(program, "main", strategy, seed, Rules(), Budget())
    found = first_failure(explorer)
    if found is None:
        return [case.name, None, None, None, None, None, "not found"]
    blocks, outcome = found
    if outcome.endless:
        return [case.name, None, None, None, None, None, "endless: told as a round"]
    began = time.process_time()
    minimizer = Minimizer(program, Rules(), outcome, REPLAYS)
    smallest = minimizer.run(blocks)
    seconds = time.process_time() - began
    assert smallest is not None
    began = time.process_time()
    fewer = FewerPreemptions(program, Rules(), {*explorer.shared}, outcome)
    fewer.search(smallest.preemptions)
    least = smallest.preemptions if fewer.none else fewer.least if fewer.found else None
    missed = "" if seconds <= SECONDS and minimizer.left >= 0 else "missed"
    used = REPLAYS - minimizer.left
    took = time.process_time() - began
    return [case.name, smallest.preemptions, least, used, seconds, took, missed]


def first_failure(explorer: Explorer) -> tuple[Blocks, Outcome] | None:
    """Explore until an execution fails; return its schedule and how it ended."""
    while explorer.executions < 5_000 and explorer.strategy.begin():
        execution = explorer._execute()
        if execution.outcome is not None and execution.outcome.failed:
            return blocks_of(execution), execution.outcome
    return None


if __name__ == "__main__":
    main()
