"""The scheduling points of an execution, and the switch from one task to the next.

Tasks are greenlets on one OS thread. A task that reaches a scheduling point asks the strategy in
its own context who goes on and switches to that task directly; the hub, which is the caller of
``run``, is entered only when a task ends or the execution is over.
"""

from __future__ import annotations

from typing import Any

from judge.engine.diagnosis import describe_endless, describe_stuck
from judge.engine.ending import Ending
from judge.engine.fairness import next_in_turn
from judge.engine.operation import RELEASE, Location, Operation
from judge.engine.result import Outcome, OutcomeKind
from judge.engine.task import Task

IDLE_ROUNDS_BEFORE_SHARING = 50


class Scheduling(Ending):
    """The part of an execution that announces steps and decides who goes on."""

    def point(self, operation: Operation) -> None:
        """Announce what the current task does next; return when it may do it."""
        if self.over:
            self.abandon()
        if not self.announcing:
            return
        task = self.task
        task.pending = operation
        chosen = self._pick()
        if chosen is not task:
            self._switch(chosen)
        if self.alarm is not None:
            self.heed(task)
        self.account(task, operation)

    def heed(self, task: Task) -> None:
        """Do in the main task what another one has interrupted it for; raises what that raises.

        One that is blocked is not woken for it, as in CPython.
        """
        alarm = self.alarm
        if alarm is None or task.index:
            return
        self.alarm = None
        try:
            alarm()
        except KeyboardInterrupt as interrupt:
            self.simulated = interrupt
            raise

    def release_point(self, *, seen: bool) -> None:
        """Announce that the current task gives something back, or ends.

        It is a scheduling point only if others can see the difference without waiting for it.
        """
        task = self.task
        if seen or self.every_access:
            before, task.pending = task.pending, RELEASE
            chosen = self._pick()
            if chosen is not task:
                self._switch(chosen)
            task.pending = before
        self.account(task, RELEASE)

    def access(self, owner: Any, field: Any, writes: bool, label: tuple[str, str]) -> None:
        """Announce a read or write of ``field`` of ``owner`` by the current task."""
        self.touch(self.memory.location(owner, field, label), writes)

    def touch(self, location: Location, writes: bool) -> None:
        """Announce a read or write of a location that is known already."""
        if self.over:
            self.abandon()
        task = self.task
        whole = location.whole
        if writes:
            task.progress += 1
            self.writes += 1
            operation = location.write
        else:
            operation = location.read
        if whole.shared or self._becomes_shared(whole, task, writes):
            task.pending = operation
            chosen = self._pick()
            if chosen is not task:
                self._switch(chosen)
        if self.alarm is not None:
            self.heed(task)
        self.account(task, operation)

    def _becomes_shared(self, whole: Location, task: Task, writes: bool) -> bool:
        if whole.first is None:
            whole.first = task
        elif whole.first is not task:
            whole.several = True
        if writes:
            whole.written = True
        # What a task reads again and again it expects somebody else to write.
        spins = task.idle >= IDLE_ROUNDS_BEFORE_SHARING and task.idle_since == task.progress
        if (whole.several and whole.written) or spins:
            whole.shared = True
            self.memory.shared.add(whole.label)
        return whole.shared or self.every_access

    def account(self, task: Task, operation: Operation) -> None:
        """Count one step of ``task``, which is about to perform ``operation``."""
        if self.last is task:
            self.run_length += 1
        else:
            if self.last is not None:
                self.blocks.append((self.last.index, self.run_length))
                self.last.ran_at = self.steps
            if self.fairness.before:
                self.fairness.ran(task)
            self.last = task
            self.run_length = 1
        self.steps += 1
        if self.steps > self.step_limit:
            self.exhausted()
        if self.recorder is not None:
            self.recorder.step(self, task, operation)

    def turn(self) -> None:
        """Count one turn of a loop; an execution has only so many.

        Clean-ups on the way out of a task may go round a few times.
        """
        if self.over:
            if self.is_tired():
                self.abandon()
            return
        self.turns += 1
        if self.turns > self.turn_limit:
            self.exhausted()

    def exhausted(self) -> None:
        """Let everybody take one step in turn, and end the execution if that does not end it.

        What goes on for ever only because the strategy passes somebody over is no failure.
        """
        if self.step_limit == self.rules.step_limit:
            self.exhausted_for_good()
        self.step_limit, self.turn_limit = self.rules.step_limit, self.rules.turn_limit
        if not self.every_access:
            self.caveats.add("an execution was too long to be chosen to its end")
            self.choose, self.records_steps = next_in_turn, False
            # What nobody else has touched yet may be what somebody is kept from touching.
            self.every_access = True

    def exhausted_for_good(self) -> None:
        """End the execution because nothing shows that it will ever end."""
        self.stop(describe_endless(self))

    def _pick(self) -> Task | None:
        if self.eager:
            return self.eager.pop(0)
        runnable = self.runnable
        if not runnable:
            if not self._advance_time():
                self.stuck()
                return None
            runnable = self.runnable
        if len(runnable) > 1:
            self.decisions += 1
            if self.fairness.before and not self.every_access:
                runnable = self.fairness.among(runnable)
        chosen = self.choose(runnable, self.last)
        if chosen is None:
            self.conclude(Outcome(kind=OutcomeKind.CUT, message="seen before"))
        elif self.records_steps:
            self.choices.append(chosen.index)
            self.footprints.append(chosen.footprint)
        return chosen

    def _switch(self, chosen: Task | None) -> None:
        if chosen is None:
            self.hub.switch()
        else:
            self.task = chosen
            chosen.greenlet.switch()
        if self.over:
            self.abandon()

    def stuck(self) -> None:
        """End the execution because nobody can go on."""
        self.conclude(describe_stuck(self))

    def wake(self, task: Task) -> None:
        """Make a parked task runnable."""
        if task.parked:
            task.parked = False
            self.runnable.append(task)

    def rest(self, task: Task) -> None:
        """Make a task not runnable until it is woken."""
        if not task.parked:
            task.parked = True
            self.runnable.remove(task)

    def _advance_time(self) -> bool:
        waiting = [t for t in self.tasks if t.deadline is not None and not t.finished]
        if not waiting:
            return False
        earliest = min(task.deadline for task in waiting if task.deadline is not None)
        self.now = max(self.now, earliest)
        for task in waiting:
            if task.deadline is not None and task.deadline <= self.now:
                self.wake(task)
        return True

    def note_try(self, label: tuple[str, str]) -> None:
        """Note that whether something is held can be seen at any moment, even just before it is
        given back."""
        self.tried.add(label)
        self.memory.shared.add(label)

    def note_release(self, serial: int) -> None:
        """Note for the strategy that the current step has given something back."""
        if self.footprints:
            self.footprints[-1].released += (serial,)

    def note_foreign(self, serial: int) -> None:
        """Note for the strategy that the current step gives back what it has not taken."""
        if self.footprints:
            self.footprints[-1].foreign += (serial,)

    def note_wake(self, task: Task) -> None:
        """Note for the strategy that what ``task`` does next comes after the current step."""
        self.wakes.append((len(self.footprints) - 1, task.index))
