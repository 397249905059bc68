"""Where a task is: the nearest line of the program's own source, and the primitive it is in."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any

from judge.engine.task import Task

LIBRARY = frozenset({"threading", "queue", "concurrent.futures._base", "concurrent.futures.thread"})


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
    """Return what the author calls ``value``: a variable of ``frame``, or an attribute of one."""
    if frame is None or value is None:
        return None
    variables = {n: v for n, v in frame.f_locals.items() if not n.startswith("_kata_")}
    for name, candidate in variables.items():
        if candidate is value and name != "self":
            return name
    for name, candidate in variables.items():
        fields = getattr(candidate, "__dict__", None)
        if isinstance(fields, dict):
            for attribute, inner in fields.items():
                if inner is value:
                    return f"{name}.{attribute}"
                if isinstance(inner, list | tuple) and any(item is value for item in inner):
                    return f"{name}.{attribute}[{_index(inner, value)}]"
    for name, candidate in frame.f_globals.items():
        if candidate is value and not name.startswith("_kata_"):
            return str(name)
    return None


def _index(items: list[Any] | tuple[Any, ...], value: Any) -> int:
    return next(index for index, item in enumerate(items) if item is value)
