"""Happens-before over the steps of one execution, and the races in it, by vector clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from judge.engine.execution import Execution
from judge.engine.footprint import RESOURCES, Footprint, acquires, dependent
from judge.engine.operation import LOCK, WHOLE

Clock = list[int]


class Step:
    """One step: whose it was, what it did, and the clocks before and after it."""

    __slots__ = ("after", "before", "footprint", "task")

    def __init__(self, task: int, footprint: Footprint, before: Clock) -> None:
        self.task = task
        self.footprint = footprint
        self.before = before
        self.after = before


class Clocks:
    """The steps of an execution with their clocks.

    A clock holds, for each task, the index of its last step that happened before; -1 for none.
    """

    def __init__(self, execution: Execution) -> None:
        self.width = len(execution.tasks)
        self.current: list[Clock] = [[-1] * self.width for _ in range(self.width)]
        self.steps: list[Step] = []
        self.by_serial: dict[int, list[int]] = defaultdict(list)
        self.accessed: dict[int, dict[Any, tuple[Clock, Clock]]] = defaultdict(dict)
        self.released_at: dict[int, Clock] = {}
        self.tried_at: dict[int, Clock] = {}
        self.wakes = by_step(execution.wakes)
        self.joins = by_step(execution.joins)
        for task, footprint in zip(execution.choices, execution.footprints, strict=True):
            self._add(task, footprint)

    def _add(self, task: int, footprint: Footprint) -> None:
        index = len(self.steps)
        step = Step(task, footprint, self.current[task])
        after = list(step.before)
        for clock in self._before(footprint):
            join(after, clock)
        after[task] = index
        step.after = after
        self.current[task] = list(after)
        self.steps.append(step)
        self._note(index, step)

    def _before(self, footprint: Footprint) -> Iterator[Clock]:
        """Yield the clocks of what a step depends on, or was made possible by."""
        if footprint.serial:
            for field, (writes, reads) in self.accessed[footprint.serial].items():
                if field == footprint.field or WHOLE in (field, footprint.field):
                    yield writes
                    if footprint.writes:
                        yield reads
        if footprint.kind in RESOURCES and footprint.serial in self.released_at:
            yield self.released_at[footprint.serial]
        for serial in footprint.released:
            if serial in self.tried_at:
                yield self.tried_at[serial]
        for serial in footprint.foreign:
            yield from (writes for writes, _ in self.accessed[serial].values())
            if serial in self.released_at:
                yield self.released_at[serial]

    def _note(self, index: int, step: Step) -> None:
        footprint, after = step.footprint, step.after
        if footprint.serial:
            self.by_serial[footprint.serial].append(index)
            self._note_access(footprint.serial, footprint.field, footprint.writes, after)
            if footprint.may_fail:
                join(self.tried_at.setdefault(footprint.serial, [-1] * self.width), after)
        for serial in footprint.released:
            join(self.released_at.setdefault(serial, [-1] * self.width), after)
            self.by_serial[serial].append(index)
        for serial in footprint.foreign:
            if serial not in footprint.released:
                self._note_access(serial, LOCK, True, after)
                self.by_serial[serial].append(index)
        for task in self.wakes.get(index, ()):
            join(self.current[task], after)
        for serial in self.joins.get(index, ()):
            join(self.current[step.task], self.released_at[serial])

    def _note_access(self, serial: int, field: Any, writes: bool, after: Clock) -> None:
        clocks = self.accessed[serial].setdefault(field, ([-1] * self.width, [-1] * self.width))
        join(clocks[0 if writes else 1], after)

    def _related(self, footprint: Footprint) -> Iterator[int]:
        if footprint.serial:
            yield from self.by_serial[footprint.serial]
        for serial in footprint.released + footprint.foreign:
            yield from self.by_serial[serial]

    def ordered(self, earlier: int, later: int, task: int) -> bool:
        """Return whether step ``earlier``, of ``task``, happened before step ``later``."""
        return self.steps[later].after[task] >= earlier

    def races_with(self, later: int) -> list[int]:
        """Return the steps that race with ``later``: dependent, and ordered by nothing else."""
        return self._unhidden(self.conflicts_with(later))

    def races_with_pending(self, task: int, footprint: Footprint) -> list[int]:
        """Return the steps that race with what ``task`` would have done next."""
        return self._unhidden(self.conflicts_with_pending(task, footprint))

    def conflicts_with(self, later: int) -> list[int]:
        """Return the steps that ``later`` depends on, and its task before it did not."""
        step = self.steps[later]
        return self._conflicts(step.task, step.footprint, step.before, later)

    def conflicts_with_pending(self, task: int, footprint: Footprint) -> list[int]:
        """Return the steps that what ``task`` would have done next depends on in the same way."""
        return self._conflicts(task, footprint, self.current[task], len(self.steps))

    def _conflicts(self, task: int, footprint: Footprint, before: Clock, end: int) -> list[int]:
        found = []
        for index in sorted(set(self._related(footprint))):
            if index >= end:
                break
            other = self.steps[index]
            if other.task == task or before[other.task] >= index:
                continue
            if dependent(other.footprint, footprint) or taken_for(other.footprint, footprint):
                found.append(index)
        return found

    def _unhidden(self, steps: list[int]) -> list[int]:
        return [index for index in steps if not self._hidden(index, steps)]

    def _hidden(self, index: int, others: list[int]) -> bool:
        task = self.steps[index].task
        return any(k > index and self.ordered(index, k, task) for k in others)

    def initials(self, between: list[int], racing: int, later: int | None) -> set[int]:
        """Return the tasks that can start the sequence ``between`` followed by ``racing``."""
        found: set[int] = set()
        seen: set[int] = set()
        for index in between:
            step = self.steps[index]
            if step.task in seen:
                continue
            seen.add(step.task)
            if not any(self._precedes(k, index) for k in between if k < index):
                found.add(step.task)
        if racing not in seen:
            before = self.steps[later].after if later is not None else self.current[racing]
            if not any(before[self.steps[k].task] >= k for k in between):
                found.add(racing)
        return found

    def _precedes(self, earlier: int, later: int) -> bool:
        return self.ordered(earlier, later, self.steps[earlier].task)


def taken_for(earlier: Footprint, later: Footprint) -> bool:
    """Return whether ``earlier`` took a lock that ``later``, of another task, gives back.

    Before it, nobody would have held the lock; after it, there was no other way.
    """
    return later.foreign != () and any(acquires(earlier, serial) for serial in later.foreign)


def by_step(pairs: list[tuple[int, int]]) -> dict[int, list[int]]:
    """Return the second parts of ``pairs`` by the first."""
    found: dict[int, list[int]] = defaultdict(list)
    for step, value in pairs:
        found[step].append(value)
    return found


def join(clock: Clock, other: Clock) -> None:
    """Raise ``clock`` to at least ``other``, in place."""
    for task, step in enumerate(other):
        if step > clock[task]:
            clock[task] = step
