"""The waits of an execution: for locks, for threads to end, for virtual time to pass."""

from __future__ import annotations

from typing import Any

from judge.engine.operation import SLEEP, Operation
from judge.engine.result import Outcome, OutcomeKind
from judge.engine.scheduling import Scheduling
from judge.engine.task import Task

IDLE_ROUNDS_BEFORE_YIELDING = 2
IDLE_ROUNDS_BEFORE_GIVING_WAY = 5
IDLE_ROUNDS_BEFORE_CUT = 60


class Waits(Scheduling):
    """The part of an execution in which tasks wait, or go round in a loop as if they did."""

    def park(self, operation: Operation, source: Any, deadline: int | None) -> None:
        """Announce an operation that may have to wait for ``source``; return when it may go on.

        On return either ``source`` is free or the timer of the task has fired; the caller counts
        the step.
        """
        if self.over:
            self.abandon()
        task = self.task
        task.pending = operation
        task.waiting_on = source
        task.deadline = deadline
        source.parked.append(task)
        if source.held:
            task.writes_seen = self.writes
            if self.recorder is not None:
                self.recorder.blocks_on(self, task, operation)
            if deadline is None or self.fair:
                self.rest(task)
        chosen = self._pick()
        if chosen is not task:
            self._switch(chosen)
        source.parked.remove(task)
        task.waiting_on = None

    def sleep(self, ticks: int) -> None:
        """Park the current task until its timer fires."""
        if self.over:
            self.abandon()
        task = self.task
        if not self.announcing:
            self.now += ticks
            return
        deadline = self.deadline_in(ticks)
        task.pending = SLEEP
        task.deadline = deadline
        if self.fair and ticks:
            self.rest(task)
        if task.idle >= IDLE_ROUNDS_BEFORE_YIELDING and self.fair_to_spinners:
            self.fairness.yields(task, self)
        chosen = self._pick()
        if chosen is not task:
            self._switch(chosen)
        self.account(task, SLEEP)
        self.expire(task)
        self.heed(task)

    def expire(self, task: Task) -> None:
        """Let the timer of ``task`` fire: time moves to its deadline at the least."""
        assert task.deadline is not None
        if not self.fair:
            self._becomes_shared(self.clock, task, writes=True)
            if self.records_steps:
                self.note_release(self.clock.serial)
        self.now = max(self.now, task.deadline)
        task.deadline = None
        task.expiries += 1
        self.idled(task)

    def look(self) -> int:
        """Return virtual time; whether a timer has fired by now is for the strategy to decide."""
        self.task.looks += 1
        if self.announcing and not self.fair:
            self.touch(self.clock, False)
        return self.now

    def deadline_in(self, ticks: int) -> int:
        """Return when a timer that is set now may fire."""
        if self.announcing and not self.fair:
            if self.clock.shared or self.every_access:
                self.touch(self.clock, False)
            else:
                # A step like the others, or schedules would not count the same.
                self.account(self.task, self.clock.read)
        return self.now + ticks

    def wait_for_end(self, other: Task, deadline: int | None) -> bool:
        """Park the current task until ``other`` has ended; False when the timer fired first."""
        if other.finished:
            if self.records_steps:
                self.joins.append((len(self.footprints) - 1, other.sentinel.location.serial))
            return True
        source = other.sentinel
        self.park(source.operation, source, deadline)
        self.account(self.task, source.operation)
        if other.finished:
            self.task.deadline = None
        else:
            self.expire(self.task)
        self.heed(self.task)
        return other.finished

    def idled(self, task: Task) -> None:
        """Note that ``task`` went round without getting anywhere, so that others go first."""
        if task.idle_since != task.progress:
            task.idle_since = task.progress
            task.idle = 0
        task.idle += 1
        if task.idle < IDLE_ROUNDS_BEFORE_YIELDING:
            return
        if self.fair_to_spinners or self.every_access:
            self.fairness.yields(task, self)
        elif task.idle >= IDLE_ROUNDS_BEFORE_GIVING_WAY:
            self._give_way(task)

    def _give_way(self, task: Task) -> None:
        # A strategy that tries everything would let a task spin for ever while others could run.
        self.caveats.add("a loop waits without blocking")
        self.fairness.yields(task, self)
        if task.idle >= IDLE_ROUNDS_BEFORE_CUT and len(self.runnable) > 1:
            self.stop(Outcome(kind=OutcomeKind.CUT, message="an unfair schedule"))
