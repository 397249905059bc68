"""The way to a known failure, as the choices that a player would have to make."""

from __future__ import annotations

from dataclasses import dataclass, replace

from judge.box.quiet import quiet
from judge.engine.execution import Execution
from judge.engine.minimize import same_failure
from judge.engine.program import Program
from judge.engine.replay import Replay
from judge.engine.result import Failure
from judge.engine.rules import Rules
from judge.engine.schedule import Schedule
from judge.engine.strategies.run_to_block import keep_going
from judge.engine.task import Task
from judge.play.moment import Moment
from judge.play.turns import Shared, Steps, Turns, run, to_the_end_in_turn


@dataclass(frozen=True, kw_only=True)
class Path:
    """Choices that lead to the failure, and which of them take control away from somebody.

    ``fine`` says that the decisions are finer than shared data would make them, ``in_turn`` that
    after the choices everybody has to take one step in turn. ``preemptions`` are those of the whole
    way, to the end.
    """

    choices: tuple[int, ...]
    preempting: tuple[bool, ...]
    shared: Shared
    fine: bool
    in_turn: bool
    preemptions: int = 0


def path_to(
    program: Program, rules: Rules, shared: Shared, schedule: Schedule, failure: Failure
) -> Path | None:
    """Return the choices that follow a failing schedule; None when they do not lead there.

    Decisions are fine only if the failure would take more preemptions otherwise.
    """
    steps, best = steps_of(program, rules, schedule), None
    for fine in (False, True):
        turns = Turns((), shared=shared, fine=fine)
        recorder = Steps(program)
        turns.onwards = Following(steps, recorder, stops=schedule.lockstep).choose
        moment = run(program, rules, turns, recorder)
        path = Path(
            choices=moment.choices,
            preempting=tuple(turns.preempting),
            shared=shared,
            fine=fine,
            in_turn=schedule.lockstep,
        )
        whole = followed(program, rules, path)
        if whole.outcome is None or not same_failure(whole.outcome, failure.outcome):
            continue
        path = replace(path, preemptions=whole.preemptions)
        if best is None or path.preemptions < best.preemptions:
            best = path
        if best.preemptions <= failure.preemptions:
            break
    return best


def followed(program: Program, rules: Rules, path: Path) -> Moment:
    """Run the whole of a path."""
    turns = Turns(path.choices, shared=path.shared, fine=path.fine, all_in_turn=path.in_turn)
    if path.in_turn:
        return to_the_end_in_turn(program, rules, turns)
    return run(program, rules, turns, Steps(program))


def steps_of(program: Program, rules: Rules, schedule: Schedule) -> list[int]:
    """Return which thread takes which step under a schedule, as far as that is laid down."""
    strategy = Replay(schedule.blocks)

    def choose(runnable: list[Task], last: Task | None) -> Task | None:
        chosen = strategy.choose(runnable, last)
        return None if schedule.lockstep and strategy.in_tail else chosen

    recorder = Steps(program)
    execution = Execution(
        choose,
        rules=rules,
        shared=set(),
        program=program,
        every_access=True,
        fair_to_spinners=False,
        recorder=recorder,
    )
    strategy.execution = execution
    with quiet():
        execution.run(program.launch())
    return recorder.taken


class Following:
    """Chooses who has the next step to take of those that are laid down.

    A thread may have run ahead, through steps that nobody else can tell from later ones; those are
    not asked for again. After the last step nobody is stopped, or with ``stops`` everybody.
    """

    def __init__(self, steps: list[int], recorder: Steps, *, stops: bool) -> None:
        self.steps = steps
        self.recorder = recorder
        self.stops = stops
        self.at = 0
        self.heard = 0
        self.ahead: dict[int, int] = {}

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Return the thread whose step is the next."""
        for index in self.recorder.taken[self.heard :]:
            self.ahead[index] = self.ahead.get(index, 0) + 1
        self.heard = len(self.recorder.taken)
        while self.at < len(self.steps) and self.ahead.get(self.steps[self.at], 0):
            self.ahead[self.steps[self.at]] -= 1
            self.at += 1
        if self.at < len(self.steps):
            wanted = self.steps[self.at]
            found = next((task for task in runnable if task.index == wanted), None)
            return found or keep_going(runnable, last)
        return None if self.stops else keep_going(runnable, last)
