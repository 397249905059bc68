"""Why an execution ended as it did: who waits for whom, and what kind of failure that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from judge.engine.current import CURRENT
from judge.engine.frames import Place, name_of, place_in, raised_at, stack_of
from judge.engine.library_locks import EndSentinel, WaiterLock
from judge.engine.result import Outcome, OutcomeKind, Waiting
from judge.engine.task import Task

if TYPE_CHECKING:
    from judge.engine.program import Source
    from judge.engine.state import State


def describe_error(execution: State, task: Task, error: BaseException) -> Outcome:
    """Return the outcome of an execution in which ``error`` left a task."""
    at = raised_at(error.__traceback__, execution.files)
    file, line = at or (None, None)
    told = without_addresses(str(error))
    assertion = isinstance(error, execution.rules.assertions)
    undecided = isinstance(error, execution.rules.undecided)
    if undecided or (assertion and file not in execution.rules.judged):
        return Outcome(
            kind=OutcomeKind.UNDECIDED if undecided else OutcomeKind.ASSERTION,
            message=told or "an assertion failed",
            thread=task.name,
            error=type(error).__name__,
            file=file,
            line=line,
        )
    where = f" at line {line}" if line else ""
    text = f"{type(error).__name__}: {told}" if told else type(error).__name__
    return Outcome(
        kind=OutcomeKind.EXCEPTION,
        message=f"{text} left {task.name}{where}",
        thread=task.name,
        error=type(error).__name__,
        file=file,
        line=line,
    )


def without_addresses(text: str) -> str:
    """Return what the program says without where things lie in memory, which differs each time."""
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def describe_endless(execution: State) -> Outcome:
    """Return the outcome of an execution that has used up its steps or its turns of loops."""
    task = execution.task
    place = place_in(stack_of(task, task), execution.files)
    where = f", at line {place.line}" if place else ""
    stepping = execution.steps > execution.rules.step_limit
    kind = OutcomeKind.STEP_LIMIT if stepping else OutcomeKind.ENDLESS_LOOP
    return Outcome(
        kind=kind,
        message=f"{task.name} was still going round after {execution.turns} turns{where}",
        thread=task.name,
        file=place.file if place else None,
        line=place.line if place else None,
    )


def describe_stuck(execution: State) -> Outcome:
    """Return the outcome of an execution in which nobody can go on."""
    current = execution.task if _is_running(execution) else None
    stuck = [task for task in execution.tasks if not task.finished]
    places = {task: place_in(stack_of(task, current), execution.files) for task in stuck}
    kind = _classify(execution, stuck, places)
    waiting = tuple(_waiting(execution, task, places[task]) for task in stuck)
    shown = [w for w, task in zip(waiting, stuck, strict=True) if not _only_joins(task)] or waiting
    sentences = [_sentence(one, _home(execution)) for one in shown]
    if kind is OutcomeKind.LOST_WAKEUP:
        sentences += _unheard(execution, stuck, places)
    lines = "; ".join(sentences)
    return Outcome(
        kind=kind,
        message=f"{EXPLAINED[kind]}: {lines}",
        thread=shown[0].thread if shown else None,
        file=shown[0].file if shown else None,
        line=shown[0].line if shown else None,
        waiting=waiting,
    )


EXPLAINED: Mapping[OutcomeKind, str] = {
    OutcomeKind.DEADLOCK: "deadlock, nobody can go on",
    OutcomeKind.LOST_WAKEUP: "lost wake-up, nobody is left to notify",
    OutcomeKind.LEAK: "something was never given back, so nobody can go on",
    OutcomeKind.NOT_CONCURRENT: "threads that must be inside at the same time cannot be",
}


def _unheard(execution: State, stuck: list[Task], places: Mapping[Task, Place | None]) -> list[str]:
    if execution.recorder is None:
        return []
    waited_for = [place.primitive for task in stuck if (place := places[task]) is not None]
    heard_of = execution.recorder.unheard_at
    last = dict.fromkeys(heard_of[id(one)] for one in waited_for if id(one) in heard_of)
    return [f"the notify of {who} found nobody waiting" for who in last]


def _is_running(execution: State) -> bool:
    import greenlet

    task = execution.task
    return task is not None and greenlet.getcurrent() is task.greenlet


def _only_joins(task: Task) -> bool:
    return isinstance(task.waiting_on, EndSentinel)


def _classify(
    execution: State, stuck: list[Task], places: Mapping[Task, Place | None]
) -> OutcomeKind:
    if _kept_apart(execution, stuck, places):
        return OutcomeKind.NOT_CONCURRENT
    at_locks = [task for task in stuck if _holder(task) is not None]
    if any(_in_cycle(task) for task in at_locks):
        return OutcomeKind.DEADLOCK
    if any(_was_left_held(task) for task in at_locks):
        return OutcomeKind.LEAK
    if at_locks:
        return OutcomeKind.DEADLOCK
    if execution.tasks[0].finished:
        return OutcomeKind.LEAK
    waiting = [task for task in stuck if isinstance(task.waiting_on, WaiterLock)]
    calls = {place.call for task in waiting if (place := places[task]) is not None}
    if calls and all(call in PERMITS for call in calls):
        return OutcomeKind.DEADLOCK
    return OutcomeKind.LOST_WAKEUP if waiting else OutcomeKind.DEADLOCK


PERMITS = frozenset({"Semaphore.acquire", "BoundedSemaphore.acquire"})


def _kept_apart(execution: State, stuck: list[Task], places: Mapping[Task, Place | None]) -> bool:
    judged = execution.rules.judged
    if not judged:
        return False
    meeting = [
        task
        for task in stuck
        if (place := places[task]) and place.call == "Barrier.wait" and place.file not in judged
    ]
    inside = [task for task in stuck if (place := places[task]) and place.file in judged]
    return bool(meeting and inside)


def _holder(task: Task) -> Task | None:
    lock = task.waiting_on
    if lock is None or isinstance(lock, WaiterLock | EndSentinel):
        return None
    holder: Task | None = lock.holder
    return holder


def _in_cycle(task: Task) -> bool:
    seen: list[Task] = []
    at: Task | None = task
    while at is not None and at not in seen:
        seen.append(at)
        at = _holder(at)
    if at is not task:
        return False
    # Alone in the cycle: it waits for a lock it took itself, perhaps in a call long over.
    return len(seen) > 1 or not _was_left_held(task)


def _was_left_held(task: Task) -> bool:
    holder = _holder(task)
    if holder is None:
        return False
    if holder.finished:
        return True
    at = task.waiting_on.acquired_at
    if at is None or at.frame is None:
        return False
    execution = CURRENT.execution
    current = execution.task if execution is not None and _is_running(execution) else None
    return all(frame is not at.frame for frame in stack_of(holder, current))


def _waiting(execution: State, task: Task, place: Place | None) -> Waiting:
    holder = _holder(task)
    at = getattr(task.waiting_on, "acquired_at", None)
    return Waiting(
        thread=task.name,
        waits_for=_what(execution, task, place),
        file=place.file if place else "",
        line=place.line if place else 0,
        code=_code(execution.files, place),
        holder=holder.name if holder else None,
        held_since=at.line if at is not None and holder is not None else None,
        made_on=_made_on(execution, task, place),
    )


def _code(files: Mapping[str, Source], place: Place | None) -> str:
    return files[place.file].line(place.line) if place else ""


def _what(execution: State, task: Task, place: Place | None) -> str:
    source: Any = task.waiting_on
    if isinstance(source, EndSentinel):
        return f"{source.task.name} to end"
    primitive = place.primitive if place is not None and place.primitive is not None else source
    frame = place.frame if place else None
    name = name_of(primitive, frame)
    if name is None and execution.recorder is not None:
        name = execution.recorder.names.get(id(primitive), (None, None))[0]
    kind = "RLock" if "RLock" in type(primitive).__name__ else type(primitive).__name__
    return f"{name} ({kind})" if name else with_article(kind)


def _made_on(execution: State, task: Task, place: Place | None) -> int | None:
    if execution.recorder is None:
        return None
    inside = place is not None and place.primitive is not None
    return execution.recorder.made_on(place.primitive if inside and place else task.waiting_on)


def with_article(noun: str) -> str:
    """Return a noun with ``a`` or ``an`` before it."""
    vowel = noun[0] in "AEIO" or noun == "RLock"
    return f"{'an' if vowel else 'a'} {noun}"


def _home(execution: State) -> Collection[str]:
    """Return the files whose lines need no mention of the file."""
    return execution.rules.judged or {execution.main_file}


def _sentence(one: Waiting, home: Collection[str]) -> str:
    held = f", which {one.holder} holds" if one.holder else ""
    since = f" since line {one.held_since}" if one.held_since else ""
    of = "" if one.file in home else f" of {one.file.rpartition('/')[2]}"
    at = f" at line {one.line}{of}" if one.line else ""
    what = one.waits_for
    if one.made_on and what.endswith(")"):
        what = f"{what[:-1]}, made at line {one.made_on})"
    return f"{one.thread} waits{at} for {what}{held}{since}"
