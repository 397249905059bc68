"""Somebody at a terminal: reads what is shown as it comes, and types."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path

PATIENCE_SECONDS = 40.0
CTRL_C = "\x03"


class Typist:
    """A command on a pseudo-terminal of its own; a context manager that leaves nothing running."""

    def __init__(self, command: Sequence[str], **env: str) -> None:
        self._ours, self._theirs = pty.openpty()
        self._settings = termios.tcgetattr(self._theirs)
        self._shown = ""
        self.process = subprocess.Popen(
            command,
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **env},
            start_new_session=True,
            preexec_fn=control_the_terminal,
        )

    def __enter__(self) -> Typist:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._theirs)

    @property
    def settings_are_back(self) -> bool:
        """Whether the terminal is as it was before the command."""
        return termios.tcgetattr(self._theirs) == self._settings

    @property
    def waits_for_enter(self) -> bool:
        """Whether what is typed is held back until Enter."""
        flags: int = termios.tcgetattr(self._theirs)[3]
        return bool(flags & termios.ICANON)

    def type(self, keys: str) -> None:
        """Press some keys."""
        os.write(self._ours, keys.encode())

    def sees(self, text: str) -> str:
        """Wait until a text is shown, and return all that is new up to there."""
        until = time.monotonic() + PATIENCE_SECONDS
        while text not in self._shown:
            assert time.monotonic() < until, f"{text!r} is not shown, but {self._shown!r}"
            self._read(0.1)
        before, _, self._shown = self._shown.partition(text)
        return before + text

    def ends(self) -> int:
        """Wait for the command to end, and return its exit status."""
        status = self.process.wait(timeout=PATIENCE_SECONDS)
        self._read(0.1)
        return status

    @property
    def rest(self) -> str:
        """What was shown and not yet looked at."""
        return self._shown

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1

    def _read(self, seconds: float) -> None:
        while select.select([self._ours], [], [], seconds)[0]:
            try:
                data = os.read(self._ours, 65536)
            except OSError:
                return
            if not data:
                return
            self._shown += data.decode("utf-8", "replace")
            seconds = 0


def control_the_terminal() -> None:
    """Make standard input the terminal that signals come from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def running(mark: str) -> list[str]:
    """Return the command lines of all processes that hold a mark."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            state = (entry / "stat").read_text().rpartition(") ")[2][:1]
        except OSError:
            continue
        if entry.name.isdecimal() and mark in line and state not in "ZX":
            found.append(line)
    return found
