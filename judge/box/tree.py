"""Find and kill everything a child has started, however it has tried to get away."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKEN_VARIABLE = "KATA_BOX"
_PR_SET_CHILD_SUBREAPER = 36
_PROC = Path("/proc")
_PAUSE = 0.002
# The children that this process watches. One of them that has ended looks like the orphan of
# another, and must not be reaped by anyone but its own watcher.
_watched: set[int] = set()


@dataclass(frozen=True, kw_only=True)
class Process:
    """A line of the process table."""

    pid: int
    state: str
    parent: int
    group: int
    session: int

    @property
    def alive(self) -> bool:
        """Whether it can still do anything; a zombie only waits for its parent."""
        return self.state not in "ZX"


def become_subreaper() -> bool:
    """Have orphaned descendants handed to this process rather than to init; Linux only."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0)


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold back what a person or a supervisor sends to end this process.

    By handlers and not by a mask, which another thread of this process need not have: Python would
    run the handler in the main thread all the same. No other thread is ever interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before: dict[int, Any] = {
        number: handler
        for number in (signal.SIGINT, signal.SIGTERM)
        if (handler := signal.getsignal(number)) not in (None, signal.SIG_IGN)
    }
    try:
        for number in before:
            signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A child that leads a session of its own, and all that descends from it.

    ``token`` is what the child was given in the environment variable ``KATA_BOX``; it tells an
    orphan of this child from the other children of this process.
    """

    child: int
    token: str

    def watch(self) -> None:
        """Take care that the child is not taken for a descendant of another child."""
        _watched.add(self.child)

    def forget(self) -> None:
        """Undo ``watch``, once the child has been reaped."""
        _watched.discard(self.child)

    def kill(self, *, seconds: float) -> int:
        """Kill all of it within that time; returns how many besides the child were alive.

        The child itself is left to be reaped by the caller, the others are reaped here.
        """
        deadline = time.monotonic() + seconds
        seen: set[int] = set()
        killed: set[int] = set()
        # Looked at before the first kill: once the parents are dead, who descends from whom is
        # harder to tell.
        members = self._members(seen)
        with suppress(ProcessLookupError, PermissionError):
            # The group at once, since it cannot grow while it is being killed.
            os.killpg(self.child, signal.SIGKILL)
        while True:
            seen |= {member.pid for member in members}
            killed |= _kill_alive(members)
            _reap(members)
            members = self._members(seen)
            if not members or time.monotonic() > deadline:
                return len(killed)
            time.sleep(_PAUSE)

    def _members(self, seen: set[int]) -> list[Process]:
        """Return the descendants that are still in the process table, without the child."""
        table = list(_processes())
        found = {self.child} | {entry.pid for entry in table if self._owns(entry)}
        # One that was a member and is an orphan now has not become someone else's.
        found |= {entry.pid for entry in table if entry.pid in seen and _is_adopted(entry)}
        size = 0
        while size != len(found):
            size = len(found)
            found |= {entry.pid for entry in table if entry.parent in found}
        return [entry for entry in table if entry.pid in found - {self.child, os.getpid()}]

    def _owns(self, entry: Process) -> bool:
        if self.child in (entry.group, entry.session):
            return True
        stray = _is_adopted(entry) and entry.pid not in _watched
        return stray and _has_token(entry.pid, self.token)


def _is_adopted(entry: Process) -> bool:
    """Whether it is a child of this process, but neither in its session nor its group."""
    return entry.parent == os.getpid() and entry.session != os.getsid(0)


def _has_token(pid: int, token: str) -> bool:
    """Tell whose child it was by its environment or, if that is hidden, by what stays for ever."""
    prefix = f"{TOKEN_VARIABLE}=".encode()
    for variable in _read(pid, "environ").split(b"\0"):
        if variable.startswith(prefix):
            return variable == prefix + token.encode()
    # Only the launcher of a box gives up new privileges, unless this process has done so too.
    return _has_no_new_privileges(pid) and not _has_no_new_privileges(os.getpid())


def _has_no_new_privileges(pid: int) -> bool:
    return b"\nNoNewPrivs:\t1\n" in _read(pid, "status")


def _kill_alive(members: list[Process]) -> set[int]:
    alive = {member.pid for member in members if member.alive}
    for pid in alive:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    return alive


def _reap(members: list[Process]) -> None:
    for member in members:
        if member.parent == os.getpid():
            with suppress(ChildProcessError):
                os.waitpid(member.pid, os.WNOHANG)


def _processes() -> Iterator[Process]:
    """Yield the processes there are; none where there is no /proc."""
    for entry in _PROC.iterdir() if _PROC.is_dir() else ():
        if entry.name.isdecimal():
            # The name of the program, in parentheses, may itself hold spaces and parentheses.
            fields = _read(int(entry.name), "stat").rpartition(b") ")[2].split()
            if len(fields) > 3:
                parent, group, session = (int(field) for field in fields[1:4])
                state = fields[0].decode()
                yield Process(
                    pid=int(entry.name), state=state, parent=parent, group=group, session=session
                )


def _read(pid: int, name: str) -> bytes:
    try:
        return (_PROC / str(pid) / name).read_bytes()
    except OSError:
        return b""
