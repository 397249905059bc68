"""One execution of a program: its tasks, its virtual time, and the switch between them.

Tasks are greenlets on one OS thread. A task that reaches a scheduling point asks the strategy in
its own context who goes on and switches to that task directly; the hub, which is the caller of
``run``, is entered only when a task ends or the execution is over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import greenlet as greenlets
from greenlet import GreenletExit, greenlet

from judge.engine.current import CURRENT
from judge.engine.fairness import Fairness, next_in_turn
from judge.engine.footprint import Footprint, pending_footprint
from judge.engine.memory import Memory
from judge.engine.operation import BEGIN, RELEASE, SLEEP, Clock, Location, Operation
from judge.engine.result import ClockMode, Outcome, OutcomeKind
from judge.engine.task import Task
from judge.engine.workers import WORKERS

if TYPE_CHECKING:
    from judge.engine.program import Program
    from judge.engine.rules import Rules
    from judge.engine.story import Recorder

Choose = Callable[[list[Task], Task | None], Task | None]

# Virtual time goes by in fractions of a second that floats hold exactly: the difference of two
# readings is then never shorter than the sleep between them.
TICKS_PER_SECOND = 1 << 20
START_TICKS = 1_000 * TICKS_PER_SECOND
# Learnt like the label of a shared location: where the locks are made, or the threads that end,
# that somebody looks at without waiting for them.
TRIED = "tried"
ENDS = (TRIED, "the end of a thread")
IDLE_ROUNDS_BEFORE_YIELDING = 2
IDLE_ROUNDS_BEFORE_SHARING = 50
IDLE_ROUNDS_BEFORE_GIVING_WAY = 5
IDLE_ROUNDS_BEFORE_CUT = 60
RAISES_BEFORE_PARKING = 200
ACTIONS_ON_THE_WAY_OUT = 100

# Greenlets that refuse to be unwound (they catch everything, for ever) are kept, because letting
# go of one would try to unwind it again at a moment nobody chose.
_UNWILLING: list[greenlet] = []


class Execution:
    """The state of one execution.

    ``choose`` is the strategy's; ``shared`` the labels of locations that earlier executions found
    to be shared, to which this one adds. With ``every_access`` all announced accesses are
    scheduling points, which is what replay needs. Nothing is announced while ``announcing`` is
    false: before the first thread is started, and while CPython's own code starts one. Steps
    count announced accesses and lock operations; ``blocks`` are the schedule so far as ``(task
    index, steps)``.
    """

    def __init__(
        self,
        choose: Choose,
        *,
        rules: Rules,
        shared: set[tuple[str, str]],
        program: Program,
        every_access: bool = False,
        records_steps: bool = False,
        fair_to_spinners: bool = True,
        recorder: Recorder | None = None,
    ) -> None:
        self.files = program.files
        self.main_file = program.main.file
        self.modules = program.sources
        self.library_class_data = program.library.class_data
        self.choose = choose
        self.rules = rules
        self.step_limit = rules.step_limit // 2
        self.turn_limit = rules.turn_limit // 2
        self.memory = Memory(shared)
        self.clock = Clock(serial=self.memory.next_serial())
        self.clock.shared = self.clock.label in shared
        self.tried = {label for label in shared if label[0] == TRIED}
        self.every_access = every_access
        self.records_steps = records_steps
        self.fair_to_spinners = fair_to_spinners
        self.choices: list[int] = []
        self.footprints: list[Footprint] = []
        self.pending: list[tuple[int, Footprint]] = []
        self.cut_off = False
        self.wakes: list[tuple[int, int]] = []
        self.joins: list[tuple[int, int]] = []
        self.recorder = recorder
        self.fair = rules.clock is ClockMode.FAIR
        self.tasks: list[Task] = []
        self.runnable: list[Task] = []
        self.eager: list[Task] = []
        self.task: Task = None  # type: ignore[assignment]
        self.last: Task | None = None
        self.run_length = 0
        self.blocks: list[tuple[int, int]] = []
        self.steps = 0
        self.turns = 0
        self.writes = 0
        self.decisions = 0
        self.class_data: dict[type, dict[str, Any]] = {}
        self.now = START_TICKS
        self.announcing = False
        self.over = False
        self.outcome: Outcome | None = None
        self.interrupt: BaseException | None = None
        self.alarm: Callable[[], object] | None = None
        self.simulated: BaseException | None = None
        self.fairness = Fairness()
        self.needed = 0
        self.raised = 0
        self.printed = 0
        self.caveats: set[str] = set()
        self.hub = greenlets.getcurrent()

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
            self._unwind()
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

    def note_try(self, label: tuple[str, str]) -> None:
        """Note that whether something is held can be seen at any moment, even just before it is
        given back."""
        self.tried.add(label)
        self.memory.shared.add(label)

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

    def _switch(self, chosen: Task | None) -> None:
        if chosen is None:
            self.hub.switch()
        else:
            self.task = chosen
            chosen.greenlet.switch()
        if self.over:
            self.abandon()

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

    def note_release(self, serial: int) -> None:
        """Note for the strategy that the current step has given something back."""
        if self.footprints:
            self.footprints[-1].released += (serial,)

    def note_wake(self, task: Task) -> None:
        """Note for the strategy that what ``task`` does next comes after the current step."""
        self.wakes.append((len(self.footprints) - 1, task.index))

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
        from judge.engine.diagnosis import describe_endless

        self.stop(describe_endless(self))

    def failed(self, task: Task, error: BaseException) -> None:
        """End the execution because ``error`` left a task; called from within that task."""
        from judge.engine.diagnosis import describe_error

        if not self.over:
            self.conclude(describe_error(self, task, error))

    def fail(self, error: BaseException) -> None:
        """End the execution because of ``error``, which is still on its way out of the task.

        What the task does on its way is a clean-up: it is not announced, and waits for nobody.
        """
        self.failed(self.task, error)
        self.announcing = False

    def stuck(self) -> None:
        """End the execution because nobody can go on."""
        from judge.engine.diagnosis import describe_stuck

        self.conclude(describe_stuck(self))

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

    def _unwind(self) -> None:
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
