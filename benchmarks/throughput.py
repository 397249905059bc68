"""How fast the engine takes decisions, beside what switching between threads costs otherwise.

The engine's figures are per second of processor time, because other processes disturb the wall
clock. All figures come from the same run, in turns, and are medians.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import greenlet
from common import OWN_PROGRAMS, PROGRAMS, load, machine, print_table

from judge.engine.explore import Budget, explore
from judge.engine.program import Program
from judge.engine.stdlib import StandardLibrary

STRATEGY = "random_walk"
REPEATS = 5
SWITCHES = 500_000
HAND_OVERS = 20_000
AIM_COUNTER = 1_000_000
AIM_BUFFER = 700_000
AIM_EXECUTIONS = 5_000
AIM_RATIO = 20


@dataclass(frozen=True, kw_only=True)
class Workload:
    """A program, and how many executions of it make one measurement."""

    name: str
    program: Program
    executions: int


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What the engine does in one second of processor time."""

    decisions: float
    steps: float
    executions: float


def workloads() -> list[Workload]:
    """Return what is measured, smallest first."""
    library = StandardLibrary()
    buffer = load(PROGRAMS / "bounded_buffer_ok.py", library)
    return [
        own("counter 2 x 1", 2_000, "locked_counter", library, times=1),
        own("5 philosophers", 700, "ordered_philosophers", library, seats=5),
        Workload(name="bounded buffer 2 + 2", program=buffer, executions=300),
        own("counter 2 x 500", 10, "locked_counter", library, times=500),
        own("racing writers 2 x 1000", 10, "racing_writers", library, times=1_000),
    ]


def own(
    name: str, executions: int, stem: str, library: StandardLibrary, **arguments: int
) -> Workload:
    """Return a workload that exists only for this benchmark."""
    program = load(OWN_PROGRAMS / f"{stem}.py", library, **arguments)
    return Workload(name=name, program=program, executions=executions)


def engine_rates(work: Workload, seed: int) -> Rates:
    """Explore a correct program once; raises ``RuntimeError`` when it fails."""
    budget = Budget(executions=work.executions)
    started = time.process_time()
    result = explore(work.program, strategy=STRATEGY, seed=seed, budget=budget)
    seconds = time.process_time() - started
    if result.failure is not None or result.executions != work.executions:
        raise RuntimeError(f"{work.name} is no measure: {result.failure}")
    return Rates(
        decisions=result.decisions / seconds,
        steps=result.steps / seconds,
        executions=result.executions / seconds,
    )


def greenlet_switches() -> float:
    """Return how often in a second of processor time one greenlet switches to another."""
    here = greenlet.getcurrent()

    def answer() -> None:
        while True:
            here.switch()

    other = greenlet.greenlet(answer)
    started = time.process_time()
    for _ in range(SWITCHES // 2):
        other.switch()
    return SWITCHES / (time.process_time() - started)


def hand_overs() -> tuple[float, float]:
    """Return how often two OS threads hand over by lock: per second of wall time, and of CPU."""
    mine, theirs = threading.Lock(), threading.Lock()
    theirs.acquire()
    other = threading.Thread(target=pass_on, args=(theirs, mine))
    wall, cpu = time.perf_counter(), time.process_time()
    other.start()
    pass_on(mine, theirs)
    other.join()
    return HAND_OVERS / (time.perf_counter() - wall), HAND_OVERS / (time.process_time() - cpu)


def pass_on(mine: threading.Lock, theirs: threading.Lock) -> None:
    """Wait for the turn and give it to the other, half of all times."""
    for _ in range(HAND_OVERS // 2):
        mine.acquire()
        theirs.release()


@dataclass(frozen=True, kw_only=True)
class Baselines:
    """What switching costs without an engine, per second."""

    switches: float
    hand_overs_wall: float
    hand_overs_cpu: float


def baselines() -> Baselines:
    """Measure them once."""
    wall, cpu = hand_overs()
    return Baselines(switches=greenlet_switches(), hand_overs_wall=wall, hand_overs_cpu=cpu)


def middle(values: list[object], field: str) -> float:
    """Return the median of one field."""
    return median(getattr(value, field) for value in values)


def engine_rows(measured: dict[str, list[Rates]], hand_over: float) -> Iterator[list[object]]:
    """Yield the rows of the engine's table."""
    for name, rates in measured.items():
        decisions = middle(rates, "decisions")
        yield [
            name,
            round(decisions),
            round(middle(rates, "steps")),
            round(middle(rates, "executions")),
            f"{decisions / hand_over:.1f}x",
        ]


def baseline_rows(plain: list[Baselines], hand_over: float) -> Iterator[list[object]]:
    """Yield the rows of the table of what a switch costs otherwise."""
    names = {
        "greenlet switches, CPU": "switches",
        "OS thread hand-overs by lock, CPU": "hand_overs_cpu",
        "OS thread hand-overs by lock, wall": "hand_overs_wall",
    }
    for name, field in names.items():
        rate = middle(plain, field)
        yield [name, round(rate), f"{1e6 / rate:.2f}", f"{rate / hand_over:.1f}x"]


def aim_rows(measured: dict[str, list[Rates]], hand_over: float) -> Iterator[list[object]]:
    """Yield the rows that compare the best rates with the aims."""
    decisions = {name: middle(rates, "decisions") for name, rates in measured.items()}
    counter = middle(measured["counter 2 x 1"], "executions")
    for name, aim, figure in [
        ("decisions/s, counter 2 x 500", AIM_COUNTER, decisions["counter 2 x 500"]),
        ("decisions/s, bounded buffer 2 + 2", AIM_BUFFER, decisions["bounded buffer 2 + 2"]),
        ("executions/s, counter 2 x 1", AIM_EXECUTIONS, counter),
        ("decisions against hand-overs (CPU)", AIM_RATIO, max(decisions.values()) / hand_over),
    ]:
        yield [name, aim, figure, "met" if figure >= aim else "missed"]


def repeatedly(
    works: list[Workload], measure: Callable[[Workload, int], Rates]
) -> tuple[dict[str, list[Rates]], list[Baselines]]:
    """Measure everything in turns, so that a busy moment of the machine falls on all alike."""
    measured: dict[str, list[Rates]] = {work.name: [] for work in works}
    plain = []
    for seed in range(REPEATS):
        plain.append(baselines())
        for work in works:
            measured[work.name].append(measure(work, seed))
    return measured, plain


def main() -> None:
    """Measure, and print three tables."""
    print(f"{machine()}; median of {REPEATS} repeats, engine figures per CPU second, {STRATEGY}\n")
    measured, plain = repeatedly(workloads(), engine_rates)
    hand_over = middle(plain, "hand_overs_cpu")
    header = ["engine", "decisions/s", "steps/s", "executions/s", "decisions per hand-over"]
    print_table(header, engine_rows(measured, hand_over))
    header = ["without an engine", "per second", "µs each", "per hand-over"]
    print_table(header, baseline_rows(plain, hand_over))
    print_table(["aim", "at least", "measured", ""], aim_rows(measured, hand_over))


if __name__ == "__main__":
    main()
