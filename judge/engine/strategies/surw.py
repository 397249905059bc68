"""SURW, selectively uniform random walk: uniform over the orders of the accesses to one location.

For every execution one shared location is drawn; the orders in which the tasks access it are made
equally likely, and everything else runs by random priorities. Zhao, Wolff, Mathur and
Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from random import Random

from judge.engine.execution import Execution
from judge.engine.operation import Location
from judge.engine.strategies import Sampler
from judge.engine.task import Task

Key = tuple[str, str, int]


class SelectivelyUniform(Sampler):
    """The sampler; ``accesses`` are, by location and task, those counted in the first execution."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.random = rng.random
        self.accesses: dict[Key, Counter[int]] = {}
        self.counting: defaultdict[Key, Counter[int]] = defaultdict(Counter)
        self.locations: list[Key] = []
        self.learnt = False

    def begin(self) -> bool:
        """Draw the location of this execution."""
        self.priorities: dict[int, float] = {}
        self.held_back: set[int] = set()
        self.next: int | None = None
        self.location = self.rng.choice(self.locations) if self.locations else None
        self.left = Counter(self.accesses[self.location]) if self.location else Counter()
        return True

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return the task of the highest priority whose access to the location is due."""
        while True:
            best = self._highest(runnable)
            location = best.pending.location
            key = None if location is None else key_of(location)
            if not self.learnt and key is not None:
                self.counting[key][best.index] += 1
            if key is None or key != self.location:
                return best
            if self._is_due(best, runnable):
                self.left[best.index] -= 1
                self.held_back.clear()
                self.next = None
                return best
            self.held_back.add(best.index)

    def _highest(self, runnable: list[Task]) -> Task:
        free = [task for task in runnable if task.index not in self.held_back]
        if not free:
            self.held_back.clear()
            self.next = None
            free = runnable
        priorities = self.priorities
        for task in free:
            if task.index not in priorities:
                priorities[task.index] = self.random()
        best = max(free, key=lambda task: priorities[task.index])
        del priorities[best.index]
        return best

    def _is_due(self, task: Task, runnable: list[Task]) -> bool:
        if self.left[task.index] <= 0:
            self.left[task.index] = 1
        if self.next is None:
            # A task that is blocked now may still get to its access before the others.
            waiting = [t for t, left in self.left.items() if left > 0 and t not in self.held_back]
            weights = [self.left[t] for t in waiting]
            self.next = self.rng.choices(waiting, weights)[0]
        return task.index == self.next

    def end(self, execution: Execution) -> None:
        """Learn from the first execution which locations several tasks access, and how often."""
        if self.learnt:
            return
        self.learnt = True
        self.accesses = dict(self.counting)
        self.locations = [key for key, tasks in self.counting.items() if len(tasks) > 1]

    def restart(self) -> None:
        """Count again: what was counted lacks the locations found to be shared since."""
        self.learnt = False
        self.counting.clear()
        self.locations = []


def key_of(location: Location) -> Key:
    """Return what a location is known by from one execution to the next."""
    owner, field = location.label
    # Locks have no name, but they are numbered as they are made.
    return owner, field, 0 if field else location.serial


def make(rng: Random) -> SelectivelyUniform:
    """Return a new sampler."""
    return SelectivelyUniform(rng)
