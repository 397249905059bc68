"""How an execution ends, and how its tasks are left."""

from __future__ import annotations

import greenlet as greenlets
from greenlet import GreenletExit, greenlet

from judge.engine.result import Outcome
from judge.engine.state import State
from judge.engine.workers import WORKERS

RAISES_BEFORE_PARKING = 200
ACTIONS_ON_THE_WAY_OUT = 100

# Greenlets that refuse to be unwound (they catch everything, for ever) are kept, because letting
# go of one would try to unwind it again at a moment nobody chose.
_UNWILLING: list[greenlet] = []


class Ending(State):
    """The part of an execution that ends it."""

    def conclude(self, outcome: Outcome) -> None:
        """Note how the execution ended; the caller goes back to the hub."""
        if self.outcome is None:
            self.outcome = outcome
        self.over = True

    def stop(self, outcome: Outcome) -> None:
        """End the execution from within a task, and never return to it."""
        self.conclude(outcome)
        if not self.in_hub():
            self.abandon()

    def in_hub(self) -> bool:
        """Return whether what runs now is the caller of ``run``, and no task."""
        return greenlets.getcurrent() is self.hub

    def is_tired(self) -> bool:
        """Return whether a task that is being left has done too much on its way out."""
        self.raised += 1
        return self.raised > ACTIONS_ON_THE_WAY_OUT

    def abandon(self) -> None:
        """Leave a task of an execution that is over.

        Code that catches everything may come back here for ever; it is parked in the end.
        """
        self.raised += 1
        if self.raised < RAISES_BEFORE_PARKING or self.in_hub():
            raise GreenletExit
        me = greenlets.getcurrent()
        _UNWILLING.append(me)
        while True:
            self.hub.switch()

    def unwind(self) -> None:
        """Leave all tasks that have not ended; called by the hub."""
        self.over = True
        self.announcing = False
        for task in self.tasks:
            if task.finished:
                continue
            self.task = task
            self.raised = 0
            if task.begun:
                task.greenlet.throw(GreenletExit)
            else:
                WORKERS.give_back(task.greenlet)
        self._let_go()

    def _let_go(self) -> None:
        # What refers to the program's objects, and they to it, would wait for the collector.
        if self.recorder is None:
            self.memory.forget()
        for task in self.tasks:
            task.thread = task.sentinel = task.waiting_on = None
            task.function = _nothing


def _nothing() -> None:
    return None
