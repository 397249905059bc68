"""Whether memory stays flat over a hundred thousand executions in one process."""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from common import OWN_PROGRAMS, PROGRAMS, load, machine, print_table

from judge.engine.explore import Budget, explore
from judge.engine.program import Program
from judge.engine.stdlib import StandardLibrary

EXECUTIONS = 100_000
BETWEEN_SAMPLES = 10_000
# The first executions fill caches and the allocator's arenas.
WARM_UP = 10_000
AIM_GROWTH = 0.05
STATM = Path("/proc/self/statm")


def resident() -> float:
    """Return the memory that this process has in use, in MiB."""
    if STATM.exists():
        pages = int(STATM.read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    # Elsewhere only the highest figure so far is known, which is flat when memory is.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def samples(program: Program, strategy: str, executions: int) -> Iterator[tuple[int, float]]:
    """Explore, and yield the memory in use before and after every ten thousand executions."""
    seen = [(0, resident())]

    def note(number: int) -> None:
        if number in (1_000, WARM_UP) or number % BETWEEN_SAMPLES == 0:
            seen.append((number, resident()))

    budget = Budget(executions=executions)
    result = explore(program, strategy=strategy, budget=budget, on_execution=note)
    if result.failure is not None or result.executions != executions:
        raise RuntimeError(f"no measure: {result.executions} executions, {result.failure}")
    yield from seen


def main() -> None:
    """Measure, and print the samples; none of the programs ever fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strategy", default="random_walk")
    parser.add_argument("--executions", type=int, default=EXECUTIONS)
    options = parser.parse_args()
    library = StandardLibrary()
    programs = {
        "locked counter 2 x 1": load(OWN_PROGRAMS / "locked_counter.py", library, times=1),
        "counter_ok": load(PROGRAMS / "counter_ok.py", library),
    }
    print(f"{machine()}; {options.strategy}\n")
    measured = {
        name: dict(samples(program, options.strategy, options.executions))
        for name, program in programs.items()
    }
    numbers = next(iter(measured.values()))
    rows = [[number, *(round(own[number], 2) for own in measured.values())] for number in numbers]
    print_table(["executions, MiB resident", *measured], rows)
    for name, own in measured.items():
        growth = own[max(own)] / own[min(WARM_UP, max(own))] - 1
        flat = "flat" if growth <= AIM_GROWTH else f"NOT flat, aim {AIM_GROWTH:.0%}"
        print(f"{name}: {growth:+.2%} since execution {WARM_UP:,}, {flat}")


if __name__ == "__main__":
    main()
