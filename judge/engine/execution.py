"""One execution of a program, from the start of its first task to the end of all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import greenlet as greenlets
from greenlet import GreenletExit

from judge.engine.current import CURRENT
from judge.engine.diagnosis import describe_error
from judge.engine.footprint import pending_footprint
from judge.engine.operation import BEGIN
from judge.engine.result import Outcome, OutcomeKind
from judge.engine.state import ENDS
from judge.engine.task import Task
from judge.engine.waits import Waits
from judge.engine.workers import WORKERS


class Execution(Waits):
    """Runs the program once; see ``State`` for what it takes and what it leaves behind."""

    def run(self, main: Callable[[], Any]) -> Outcome:
        """Run ``main`` as the first task until the execution is over; return how it ended.

        Raises ``KeyboardInterrupt`` when one reached a task.
        """
        self.hub = greenlets.getcurrent()
        CURRENT.execution = self
        try:
            self.spawn(main, daemon=False)
            self._drive()
            if self.records_steps:
                unfinished = [task for task in self.tasks if task.begun and not task.finished]
                self.pending = [(task.index, pending_footprint(task)) for task in unfinished]
                self.cut_off = any(task is not self.task for task in self.runnable)
        finally:
            self.unwind()
            CURRENT.execution = None
        if self.interrupt is not None:
            raise self.interrupt
        assert self.outcome is not None
        return self.outcome

    def spawn(self, function: Callable[[], Any], *, daemon: bool) -> Task:
        """Add a task that will run ``function``; it is runnable at once."""
        task = Task(len(self.tasks), function, daemon=daemon)
        task.greenlet = WORKERS.take(self.hub)
        self.tasks.append(task)
        self.runnable.append(task)
        if self.records_steps:
            self.note_wake(task)
        if not daemon:
            self.needed += 1
        if len(self.tasks) > self.rules.thread_limit:
            message = f"more than {self.rules.thread_limit} threads were started"
            self.stop(Outcome(kind=OutcomeKind.STEP_LIMIT, message=message))
        return task

    def work(self, task: Task) -> None:
        """Run the whole of a task; called in the greenlet it was given."""
        task.begun = True
        try:
            if task.thread is None:
                self.account(task, BEGIN)
            task.function()
            self.heed(task)
            if task.index and self.announcing and not self.over:
                self.release_point(seen=ENDS in self.tried)
        except GreenletExit:
            pass
        except KeyboardInterrupt as interrupt:
            if interrupt is self.simulated:
                self.failed(task, interrupt)
            else:
                self.interrupt = interrupt
                self.over = True
        except BaseException as error:
            # ``SystemExit`` ends a thread in good order, but not the program.
            if not isinstance(error, SystemExit) or task.index == 0:
                self.failed(task, error)
        self._end(task)

    def failed(self, task: Task, error: BaseException) -> None:
        """End the execution because ``error`` left a task; called from within that task."""
        if not self.over:
            self.conclude(describe_error(self, task, error))

    def fail(self, error: BaseException) -> None:
        """End the execution because of ``error``, which is still on its way out of the task.

        What the task does on its way is a clean-up: it is not announced, and waits for nobody.
        """
        self.failed(self.task, error)
        self.announcing = False

    def _end(self, task: Task) -> None:
        task.finished = True
        if self.over:
            return
        self.runnable.remove(task)
        if self.recorder is not None:
            self.recorder.ended(task)
        if task.sentinel is not None:
            task.sentinel.release_at_end()
        if not task.daemon:
            self.needed -= 1
            if self.needed == 0:
                self.conclude(Outcome(kind=OutcomeKind.FINISHED))

    def _drive(self) -> None:
        while not self.over:
            task = self._pick()
            if task is None:
                return
            self.task = task
            task.greenlet.switch()
