"""A judgement in a process of its own, so that it can be cancelled whatever it is at."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Thread

# Started safely: a file in the current folder is never taken for a module of the judge.
COMMAND = (sys.executable, "-P", "-m", "judge.cli")
PATIENCE_SECONDS = 10.0


class Run:
    """One ``kata`` under way; ``ended`` is called, in another thread, with its exit status."""

    def __init__(self, arguments: Sequence[str], ended: Callable[[Run, int], None]) -> None:
        self._process = start([*COMMAND, *arguments])
        self._ended = ended
        self._thread = Thread(target=self._wait, name="run", daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        self._ended(self, self._process.wait())

    def cancel(self) -> None:
        """End it, with everything that it has started; returns when that has gone."""
        from judge.box.tree import signals_held

        with signals_held():
            # Once only: it puts its house in order then, and must not be interrupted in that.
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)
            self._thread.join(PATIENCE_SECONDS)
            if self._thread.is_alive():
                self._process.kill()
                self._thread.join()


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, with the terminal to write to.

    It is out of the reach of Ctrl-C then, which the one who starts it hears and passes on; until
    it can handle that, it is held back. A group in the background may write where the terminal
    would stop it, for that signal is held back for good.
    """
    held = {signal.SIGINT, signal.SIGTTOU}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, process_group=0)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
