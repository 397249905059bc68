"""One execution by hand: choices are followed, and at the next decision it stops and looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from judge.box.quiet import quiet
from judge.engine.execution import Execution
from judge.engine.fairness import next_in_turn
from judge.engine.lasso import Lasso
from judge.engine.operation import Kind, Operation
from judge.engine.program import Program
from judge.engine.result import Outcome, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.state import TRIED, State
from judge.engine.story import Recorder
from judge.engine.task import Task
from judge.play.looking import threads_of
from judge.play.moment import Moment, Thread

Shared = frozenset[tuple[str, str]]
# Who goes on at a decision for which there is no choice yet; None stops there.
Onwards = Callable[[list[Task], Task | None], Task | None]


class Steps(Recorder):
    """A recorder that also knows which thread has taken which step."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.files)
        self.taken: list[int] = []

    def step(self, execution: State, task: Task, operation: Operation) -> None:
        """Note the step that ``task`` is about to take."""
        self.taken.append(task.index)
        super().step(execution, task, operation)


class Turns:
    """The strategy: ``choices`` are task indices, one for every decision.

    A decision is a point at which several can run and the one that has just run comes to something
    that threads share; with ``fine`` any access will do. ``all_in_turn`` lets everybody take one
    step in turn after the choices, whatever it is.
    """

    def __init__(
        self,
        choices: Iterable[int],
        *,
        shared: Shared,
        fine: bool,
        onwards: Onwards | None = None,
        all_in_turn: bool = False,
    ) -> None:
        self.choices = list(choices)
        self.preempting: list[bool] = []
        self.at = 0
        self.fine = fine
        self.shared = shared
        self.sees_releases = any(label[0] == TRIED for label in shared)
        self.onwards = onwards
        self.all_in_turn = all_in_turn
        self.preemptions = 0
        self.threads: tuple[Thread, ...] = ()
        self.recorder: Recorder
        self.execution: Execution

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Return who takes the next step; None when that is for somebody else to say."""
        if self.all_in_turn and self.at == len(self.choices):
            return self._counted(next_in_turn(runnable, last), runnable, last)
        if not self._decides(runnable, last):
            return last if last is not None and last in runnable else runnable[0]
        chosen = self._chosen(runnable, last)
        if chosen is None:
            self.threads = threads_of(self.execution, self.recorder)
            return None
        before = self.preemptions
        self._counted(chosen, runnable, last)
        self.preempting.append(self.preemptions > before)
        self.at += 1
        return chosen

    def _counted(self, chosen: Task, runnable: list[Task], last: Task | None) -> Task:
        self.preemptions += last is not None and chosen is not last and last in runnable
        return chosen

    def _decides(self, runnable: list[Task], last: Task | None) -> bool:
        if len(runnable) == 1:
            return False
        return self.fine or last not in runnable or last is None or self._matters(last.pending)

    def _matters(self, operation: Operation) -> bool:
        if operation.kind is Kind.RELEASE:
            return self.sees_releases
        if operation.kind in (Kind.READ, Kind.WRITE, Kind.LOOK) and operation.location is not None:
            return operation.location.whole.label in self.shared
        return True

    def _chosen(self, runnable: list[Task], last: Task | None) -> Task | None:
        if self.at < len(self.choices):
            wanted = self.choices[self.at]
            return next((task for task in runnable if task.index == wanted), None)
        chosen = self.onwards(runnable, last) if self.onwards is not None else None
        if chosen is not None:
            self.choices.append(chosen.index)
        return chosen


def run(program: Program, rules: Rules, turns: Turns, recorder: Recorder) -> Moment:
    """Run the program under ``turns`` and return where it stands then.

    One who chooses what cannot run is stopped there, as if the choices had ended.
    """
    # Nothing is known to be shared, for that would add steps to those that a schedule counts.
    execution = Execution(
        turns.choose,
        rules=rules,
        shared=set(),
        program=program,
        every_access=True,
        fair_to_spinners=False,
        recorder=recorder,
    )
    turns.execution, turns.recorder = execution, recorder
    with quiet():
        outcome = execution.run(program.launch())
    return Moment(
        choices=tuple(turns.choices[: turns.at]),
        preemptions=turns.preemptions,
        threads=turns.threads,
        last=None if execution.last is None else execution.last.index,
        story=recorder.trace(),
        outcome=None if stopped(outcome) else outcome,
    )


def stopped(outcome: Outcome) -> bool:
    """Return whether the strategy has stopped the execution, which may go on otherwise."""
    return outcome.kind is OutcomeKind.CUT


def to_the_end_in_turn(program: Program, rules: Rules, turns: Turns) -> Moment:
    """Run the choices and then everybody in turn, until that ends or goes round for ever."""
    steps = Steps(program)
    run(program, rules, Turns(turns.choices, shared=turns.shared, fine=turns.fine), steps)
    return run(program, rules, turns, Lasso(program.files, ((0, len(steps.taken)),)))
