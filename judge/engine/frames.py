"""Where a task is: the nearest line of the program's own source, and the primitive it is in."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import FrameType, MemberDescriptorType, ModuleType, TracebackType
from typing import Any

from judge.engine.containers import is_a
from judge.engine.locks import RLock
from judge.engine.task import Task

LIBRARY = frozenset(
    {
        "threading",
        "queue",
        "concurrent.futures._base",
        "concurrent.futures.thread",
        "logging",
        "logging.handlers",
    }
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line of the program, and what of the standard library was called from there.

    ``call`` is ``Condition.wait`` or ``Semaphore.acquire``, ``primitive`` the object it was
    called on; both None when the line itself is where the task is.
    """

    file: str
    line: int
    call: str | None = None
    primitive: Any = None
    frame: FrameType | None = None


def stack_of(task: Task, current: Task | None) -> Iterator[FrameType]:
    """Yield the frames of a task, innermost first; ``current`` is the one that is running."""
    frame: FrameType | None = None
    if task is current:
        frame = sys._getframe(1)
    elif task.begun:
        frame = task.greenlet.gr_frame
    while frame is not None:
        yield frame
        frame = frame.f_back


def place_in(frames: Iterator[FrameType], files: Collection[str]) -> Place | None:
    """Return the innermost place in one of ``files``, and the library call made there."""
    call: FrameType | None = None
    for frame in frames:
        if frame.f_code.co_filename in files:
            return _place(frame, call)
        if frame.f_globals.get("__name__") in LIBRARY:
            call = frame
    return None


def _place(frame: FrameType, call: FrameType | None) -> Place:
    return Place(
        file=frame.f_code.co_filename,
        line=frame.f_lineno,
        call=None if call is None else call.f_code.co_qualname,
        primitive=None if call is None else call.f_locals.get("self"),
        frame=frame,
    )


def here(files: Collection[str]) -> Place | None:
    """Return the place in ``files`` that the caller was called from."""
    frame: FrameType | None = sys._getframe(1)
    return place_in(_outwards(frame), files)


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def raised_at(traceback: TracebackType | None, files: Collection[str]) -> tuple[str, int] | None:
    """Return the innermost line of ``files`` that an exception passed."""
    found = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file in files:
            found = (file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def name_of(value: Any, frame: FrameType | None) -> str | None:
    """Return what the author calls ``value``: a variable of ``frame`` or a global, or what is
    kept in one, as ``self.lock`` or ``forks[1]``."""
    if frame is None or value is None:
        return None
    found = (_name_in(variables, value) for variables in (frame.f_locals, frame.f_globals))
    return next((name for name in found if name is not None), None)


def _name_in(variables: Mapping[str, Any], value: Any) -> str | None:
    named = {n: v for n, v in variables.items() if "_kata_" not in n and n != "__builtins__"}
    for name, candidate in named.items():
        if is_same(candidate, value) and name != "self":
            return name
    for name, candidate in named.items():
        for field, inner in fields_of(candidate).items():
            if is_same(inner, value):
                return f"{name}.{field}"
    for name, candidate in named.items():
        for field, inner in {"": candidate, **fields_of(candidate)}.items():
            index = index_in(inner, value)
            if index is not None:
                return f"{name}.{field}{index}" if field else f"{name}{index}"
    return None


def is_same(candidate: Any, value: Any) -> bool:
    """Return whether ``candidate`` is ``value``, or the reentrant lock around it."""
    return candidate is value or (type(candidate) is RLock and candidate.lock is value)


def fields_of(owner: Any) -> dict[str, Any]:
    """Return the attributes of an object of the program, without running any code of it."""
    cls = type(owner)
    if is_a(owner, ModuleType):
        return {}
    fields: dict[str, Any] = {}
    for base in reversed(owner.__mro__ if is_a(owner, type) else cls.__mro__):
        for name, value in vars(base).items():
            slot = is_a(value, MemberDescriptorType)
            fields[name] = value.__get__(owner, cls) if slot and _is_set(value, owner) else value
    if not is_a(owner, type) and cls.__dictoffset__:
        fields.update(object.__getattribute__(owner, "__dict__"))
    return fields


def _is_set(slot: MemberDescriptorType, owner: Any) -> bool:
    return not is_a(owner, type) and hasattr(owner, slot.__name__)


def index_in(items: Any, value: Any) -> str | None:
    """Return where in a built-in container ``value`` is, as ``[2]`` or ``['left']``."""
    if is_a(items, dict):
        # The representation of anything else could be code of the program.
        pairs = {key: item for key, item in items.items() if type(key) in (int, str)}.items()
    elif is_a(items, (list, tuple, deque)):
        pairs = dict(enumerate(items)).items()
    else:
        return None
    return next((f"[{key!r}]" for key, item in pairs if is_same(item, value)), None)
