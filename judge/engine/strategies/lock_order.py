"""Lock order: predict deadlocks from an execution that had none, and steer into each of them.

The first execution, without preemptions, shows who takes which lock while holding which others.
Where such orders close a cycle, another execution holds every thread of it back just before its
second lock until all have their first: a deadlock then, or the prediction is dropped. Two threads
that hold a common lock on the way, a gate lock, keep each other out and make no cycle. Havelund,
"Using runtime analysis to guide model checking of Java programs", SPIN 2000.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from judge.engine.execution import Execution
from judge.engine.footprint import pending_footprint
from judge.engine.operation import Kind
from judge.engine.result import Claim
from judge.engine.strategies.run_to_block import keep_going
from judge.engine.task import Task

MOST_CYCLES = 10
LONGEST_CYCLE = 6


@dataclass(frozen=True, kw_only=True)
class Nesting:
    """A task took the lock ``wanted`` for the ``time``-th time while it held ``held``.

    ``gates`` are all the locks it held at that moment; locks are known by their serial numbers.
    """

    task: int
    held: int
    wanted: int
    time: int
    gates: frozenset[int]


Cycle = tuple[Nesting, ...]


class LockOrder:
    """Observes once, then runs once for every predicted deadlock."""

    claim = Claim.SAMPLED
    bound: int | None = None
    fair = True
    records_steps = True

    def __init__(self) -> None:
        self.observed = False
        self.cycles: list[Cycle] = []
        self.goals: dict[int, Nesting] = {}
        self.taken: Counter[tuple[int, int]] = Counter()

    def begin(self) -> bool:
        """Observe first; then go for the next cycle, False when there is none left."""
        self.taken.clear()
        if self.observed and not self.cycles:
            return False
        cycle = self.cycles.pop(0) if self.observed else ()
        self.goals = {nesting.task: nesting for nesting in cycle}
        return True

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return a task that has not reached its second lock yet, if there is one."""
        free = [task for task in runnable if not self._has_arrived(task)]
        chosen = keep_going(free or runnable, last)
        chosen.footprint = pending_footprint(chosen)
        if chosen.footprint.kind is Kind.ACQUIRE:
            self.taken[chosen.index, chosen.footprint.serial] += 1
        return chosen

    def _has_arrived(self, task: Task) -> bool:
        goal = self.goals.get(task.index)
        if goal is None or task.pending.kind is not Kind.ACQUIRE or task.pending.location is None:
            return False
        if task.pending.location.serial != goal.wanted:
            return False
        return self.taken[task.index, goal.wanted] == goal.time

    def end(self, execution: Execution) -> None:
        """Predict from the first execution."""
        if not self.observed:
            self.observed = True
            self.cycles = cycles_of([*nestings_of(execution)])[:MOST_CYCLES]

    def restart(self) -> None:
        """Forget nothing: locks are always scheduling points."""


def nestings_of(execution: Execution) -> Iterator[Nesting]:
    """Yield who took which lock while holding which other one, in the order it happened."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    times: Counter[tuple[int, int]] = Counter()
    for task, step in zip(execution.choices, execution.footprints, strict=False):
        if step.kind is Kind.ACQUIRE:
            gates = frozenset(held[task])
            time = times[task, step.serial]
            times[task, step.serial] += 1
            if not step.may_fail:
                for lock in held[task]:
                    yield Nesting(task=task, held=lock, wanted=step.serial, time=time, gates=gates)
                held[task].append(step.serial)
        for serial in step.released:
            for locks in held.values():
                if serial in locks:
                    locks.remove(serial)


def cycles_of(nestings: list[Nesting]) -> list[Cycle]:
    """Return the cycles that different tasks can close, each once, the shortest first."""
    found: dict[frozenset[tuple[int, int, int]], Cycle] = {}
    for cycle in _closed([(nesting,) for nesting in nestings], nestings):
        found.setdefault(frozenset((n.task, n.held, n.wanted) for n in cycle), cycle)
    return [*found.values()]


def _closed(paths: list[Cycle], nestings: list[Nesting]) -> Iterator[Cycle]:
    while paths and len(paths[0]) < LONGEST_CYCLE:
        longer = [
            (*path, nesting)
            for path in paths
            for nesting in nestings
            if nesting.held == path[-1].wanted and _is_apart(nesting, path)
        ]
        yield from (path for path in longer if path[-1].wanted == path[0].held)
        paths = [path for path in longer if path[-1].wanted != path[0].held][:1_000]


def _is_apart(nesting: Nesting, path: Cycle) -> bool:
    return all(nesting.task != n.task and not nesting.gates & n.gates for n in path)


def make(rng: Random) -> LockOrder:
    """Return the strategy; it leaves nothing to chance."""
    return LockOrder()
