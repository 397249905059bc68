"""Loops: how often they go round, and whether a task that goes round gets anywhere.

A turn that announced something but wrote nothing, and was not woken by anybody, has changed
nothing that others could see. A task that makes such turns again and again with its own variables
unchanged is waiting without blocking: it spins, or, when its timers fire in between, it polls.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from judge.engine.containers import CONTAINERS, ContainerIterator, underlying
from judge.engine.current import CURRENT
from judge.engine.execution import Execution
from judge.engine.generators import note_resumed
from judge.engine.operation import Operation
from judge.engine.result import Outcome, OutcomeKind
from judge.engine.state import TICKS_PER_SECOND

SAME_TURNS = 3
TURNS_WITHOUT_PROGRESS = 200
TICKS_PER_LOOK = TICKS_PER_SECOND // 1_000
MANY = 100
COMPARABLE = (int, float, str, bytes, bool, type(None))


class Loop:
    """One loop under way: what the task had done when the last turn began."""

    __slots__ = (
        "bounded",
        "expiries",
        "idle_turns",
        "last",
        "looks",
        "now",
        "progress",
        "same_turns",
        "steps",
        "turns",
        "variables",
    )

    def __init__(self) -> None:
        self.bounded = False
        self.progress = -1
        self.expiries = 0
        self.steps = 0
        self.looks = 0
        self.now = -1
        self.turns = 0
        self.idle_turns = 0
        self.last: Operation | None = None
        self.same_turns = 0
        self.variables: dict[str, Any] | None = None


def loop() -> Loop:
    """Begin a loop."""
    return Loop()


def loop_over(state: Loop, value: Any) -> Any:
    """Begin a ``for`` loop over ``value``; one over something of a known length is no wait."""
    state.bounded = hasattr(type(value), "__len__")
    container = underlying(value)
    note_resumed(value)
    execution = CURRENT.execution
    if container is None or execution is None or not execution.announcing:
        return value
    return ContainerIterator(container, iter(value))


def turn(state: Loop) -> None:
    """Begin a turn of a loop."""
    execution = CURRENT.execution
    if execution is None:
        return
    execution.turn()
    state.turns += 1
    if state.bounded:
        return
    if not execution.announcing:
        _alone(execution, state)
        return
    task = execution.task
    if execution.steps == state.steps and task.looks == state.looks:
        return
    if task.progress == state.progress:
        _no_progress(execution, state)
    else:
        state.progress = task.progress
        state.expiries = task.expiries
        state.idle_turns = state.same_turns = 0
        state.variables = None
    state.steps = execution.steps
    state.looks = task.looks
    state.now = execution.now


def _alone(execution: Execution, state: Loop) -> None:
    task = execution.task
    if task.expiries != state.expiries:
        _take_time(execution, state)
    state.expiries = task.expiries
    state.looks = task.looks
    state.now = execution.now


def _no_progress(execution: Execution, state: Loop) -> None:
    # A search reads something else in every turn, where waiting reads the same again.
    searches = execution.task.pending is not state.last
    state.idle_turns = 1 if searches else state.idle_turns + 1
    state.last = execution.task.pending
    if execution.rules.waiting_must_block:
        _check_variables(execution, state, sys._getframe(2))
    execution.idled(execution.task)
    _take_time(execution, state)


def _take_time(execution: Execution, state: Loop) -> None:
    # Whoever looks at the clock in a loop takes time, even if virtual time stands still. Who gave
    # up at the very last moment, and goes on until it is later than that, takes little.
    task = execution.task
    if task.looks != state.looks and execution.now == state.now:
        execution.now += TICKS_PER_LOOK if task.expiries == state.expiries else 1


def _check_variables(execution: Execution, state: Loop, frame: FrameType) -> None:
    if frame.f_code.co_filename not in (execution.rules.judged or execution.files):
        return
    variables = dict(frame.f_locals)
    if state.variables is not None and _unchanged(state.variables, variables):
        state.same_turns += 1
    else:
        state.same_turns = 0
    state.variables = variables
    if state.same_turns >= SAME_TURNS or state.idle_turns >= TURNS_WITHOUT_PROGRESS:
        _waits_without_blocking(execution, state, frame.f_code.co_filename, frame.f_lineno)


def _unchanged(before: dict[str, Any], after: dict[str, Any]) -> bool:
    if before.keys() != after.keys():
        return False
    return all(_same(before[name], value) for name, value in after.items())


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if type(one) in COMPARABLE:
        return bool(one == other)
    return type(one) in CONTAINERS and len(one) < MANY and _contents(one) == _contents(other)


def _contents(container: Any) -> Any:
    """Return what a copy of shared data holds, told apart by identity but for simple values."""
    parts = container.items() if type(container) is dict else container
    return [_part(part) for part in parts]


def _part(value: Any) -> Any:
    if type(value) in COMPARABLE:
        return value
    return tuple(map(_part, value)) if type(value) is tuple else id(value)


def _waits_without_blocking(execution: Execution, state: Loop, file: str, line: int) -> None:
    task = execution.task
    polls = task.expiries > state.expiries
    kind = OutcomeKind.POLLING if polls else OutcomeKind.BUSY_WAIT
    how = "sleeping or timing out in between" if polls else "without ever blocking"
    message = (
        f"{task.name} went round the loop at line {line} {state.idle_turns} times, {how}, "
        "with nothing changed: a call that has to wait must block"
    )
    execution.stop(Outcome(kind=kind, message=message, thread=task.name, file=file, line=line))
