"""Keys, one at a time and without Enter, on a terminal that is put right again afterwards."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import IO, Any

from judge.cli.output import has_somebody

ESCAPE = b"\x1b"
END = "q"
_AT_ONCE = 64


@contextmanager
def key_by_key(stream: IO[Any] | None) -> Iterator[int | None]:
    """Yield the descriptor to read keys from, None where nobody can type any.

    Keys are not echoed and need no Enter; Ctrl-C still interrupts. However this is left, the
    terminal is as it was before.
    """
    if stream is None or not listens(stream):
        yield None
        return
    import termios
    import tty

    from judge.box.tree import signals_held

    fd = stream.fileno()
    before = termios.tcgetattr(fd)
    try:
        with kept_after_a_pause(lambda: tty.setcbreak(fd)):
            yield fd
    finally:
        # A second Ctrl-C must not come in between; a terminal that is gone needs nothing.
        with signals_held(), suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSADRAIN, before)


def listens(stream: IO[Any]) -> bool:
    """Return whether a stream is a terminal that this process may read: not in the background."""
    if sys.platform == "win32" or not has_somebody(stream):
        return False
    with suppress(OSError):
        return os.tcgetpgrp(stream.fileno()) == os.getpgrp()
    return False


@contextmanager
def kept_after_a_pause(prepare: Any) -> Iterator[None]:
    """Prepare the terminal, and again after Ctrl-Z and ``fg``, where the shell has undone it."""

    def resumed(number: int, frame: FrameType | None) -> None:
        with suppress(OSError):
            prepare()

    before = signal.signal(signal.SIGCONT, resumed)
    try:
        prepare()
        yield
    finally:
        signal.signal(signal.SIGCONT, before)


def read_keys(fd: int) -> list[str]:
    """Return the keys that were pressed, in lower case; ``q`` when the terminal has gone away."""
    try:
        data = os.read(fd, _AT_ONCE)
    except OSError:
        data = b""
    if not data:
        return [END]
    # An arrow or function key sends several characters, which are no keys of their own.
    if data.startswith(ESCAPE):
        return []
    return list(data.decode("utf-8", "ignore").lower())
