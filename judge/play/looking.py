"""Looking at an execution that has come to a decision: what every thread is about to do."""

from __future__ import annotations

from typing import Any
from weakref import ref

from judge.engine.execution import Execution
from judge.engine.frames import Place, name_of, place_in, stack_of
from judge.engine.library_locks import EndSentinel, WaiterLock
from judge.engine.operation import Kind, Location
from judge.engine.story import LOCKING, MISSING, SIMPLE, Recorder, short
from judge.engine.task import Task
from judge.play.moment import Readiness, Thread

SLEEPS = "sleeps"
TIMES_OUT = "gives up waiting: its time-out fires"


def threads_of(execution: Execution, recorder: Recorder) -> tuple[Thread, ...]:
    """Return all threads as they are now; called by the strategy, from within the execution."""
    current = None if execution.in_hub() else execution.task
    return tuple(_thread(execution, recorder, task, current) for task in execution.tasks)


def _thread(execution: Execution, recorder: Recorder, task: Task, current: Task | None) -> Thread:
    if task.finished:
        return Thread(index=task.index, name=task.name, readiness=Readiness.ENDED)
    place = place_in(stack_of(task, current), execution.files)
    ready = task in execution.runnable
    names = Names(execution, recorder)
    doing = _next(names, task, place) if ready else _waits(recorder, task, place)
    return Thread(
        index=task.index,
        name=task.name,
        readiness=Readiness.READY if ready else Readiness.BLOCKED,
        doing=doing,
        file=place.file if place else None,
        line=place.line if place else None,
    )


def _waits(recorder: Recorder, task: Task, place: Place | None) -> str:
    source = task.waiting_on
    if source is None:
        return SLEEPS
    if isinstance(source, EndSentinel):
        return f"waits for {source.task.name} to end"
    call = place.call if place is not None else None
    if isinstance(source, WaiterLock) and call == "Condition.wait":
        return f"waits to be notified by {recorder.lock_name(None, place)}"
    if isinstance(source, WaiterLock) or call not in LOCKING | {"Condition.wait"}:
        return f"waits in {recorder.call_name(place)}"
    held = f", held by {source.holder.name}" if source.holder is not None else ""
    return f"waits for {recorder.lock_name(source, place)}{held}"


def _next(names: Names, task: Task, place: Place | None) -> str:
    if task.waiting_on is not None:
        return _leaves_wait(names.recorder, task, place)
    operation = task.pending
    match operation.kind:
        case Kind.READ:
            return f"reads {names.of(operation.location, place)}"
        case Kind.WRITE:
            value: Any = names.recorder.writing.get(task, MISSING)
            given = f" = {short(value)}" if type(value) in SIMPLE else ""
            return f"writes {names.of(operation.location, place)}{given}"
        case Kind.RELEASE:
            return "ends" if place is None else "gives a lock back"
    return PLAIN.get(operation.kind, operation.kind.value)


class Names:
    """What the author calls what is read and written."""

    def __init__(self, execution: Execution, recorder: Recorder) -> None:
        self.execution = execution
        self.recorder = recorder

    def of(self, location: Location | None, place: Place | None) -> str:
        """Return the name of a location for somebody who is at ``place``."""
        assert location is not None
        name = self.recorder.location_name(location)
        kind, field = location.label
        record = self.execution.memory.records.get(location.address)
        if field or record is None or place is None or not name.startswith(kind):
            return name
        container = record.keep() if isinstance(record.keep, ref) else record.keep
        return (name_of(container, place.frame) or kind) + name.removeprefix(kind)


PLAIN = {
    Kind.BEGIN: "begins",
    Kind.SLEEP: "wakes up from its sleep",
    Kind.LOOK: "looks at the clock",
    Kind.TRY_ACQUIRE: "tries without waiting",
    Kind.WAIT: "looks whether it was notified",
}


def _leaves_wait(recorder: Recorder, task: Task, place: Place | None) -> str:
    source = task.waiting_on
    if isinstance(source, EndSentinel) and source.task.finished:
        return f"goes on: {source.task.name} has ended"
    if source.held:
        return TIMES_OUT
    call = place.call if place is not None else None
    if isinstance(source, WaiterLock):
        return "goes on: it was notified"
    if call in LOCKING:
        return f"takes {recorder.lock_name(source, place)}"
    if call == "Condition.wait":
        return f"was notified; takes {recorder.lock_name(None, place)} back"
    return f"goes on in {recorder.call_name(place)}"
