"""Run the judging child: start it apart from everything, watch it, and leave nothing behind."""

from __future__ import annotations

import importlib.util
import math
import os
import secrets
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress

from judge.box.launcher import clean_environment, launch
from judge.box.limits import ChildEnd, EndReason, Limits, OutputMeter, OverLimit, TranscriptMeter
from judge.box.tree import TOKEN_VARIABLE, Tree, become_subreaper, signals_held
from judge.box.tree_scratch import scratch_directory

TRANSCRIPT_VARIABLE = "KATA_TRANSCRIPT_FD"
_CHUNK = 64 * 1024
_TICK = 0.02
_TIME_TO_KILL = 1.5
# A child that has closed its transcript has nothing left to do but to exit.
_TIME_TO_EXIT = 1.0
# The kernel counts ticks for the limit, and by the nanosecond for what a process has used.
_CPU_ERROR = 0.1


class StopChild(Exception):
    """Raised by ``on_line``: the child has said enough and is to be ended."""


def run_child(
    argv: Sequence[str],
    *,
    limits: Limits,
    on_line: Callable[[str], None],
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> ChildEnd:
    """Run a command under ``limits``; returns after it and all it started have gone.

    It starts in an empty directory that is removed afterwards. What it writes to the descriptor
    named by ``KATA_TRANSCRIPT_FD`` reaches ``on_line`` by complete lines; what ``on_line`` raises
    ends the child and is raised again, except ``StopChild``. ``env`` is added to the otherwise
    clean environment. Raises ``OSError`` when no process can be started.
    """
    become_subreaper()
    with ExitStack() as stack:
        home = stack.enter_context(scratch_directory())
        environment = {**clean_environment(home), **(env or {})}
        # An interrupt between the start of the child and the next line would leave it running.
        with signals_held():
            child = _Child(argv, limits, environment, stdin, on_line)
            stack.callback(child.close)
        reason = child.watch()
        child.kill()
        return child.end(child.drain(reason))


def active_layers() -> tuple[str, ...]:
    """Return the names of the protections that ``run_child`` gives on this machine."""
    linux = sys.platform == "linux"
    layers = {
        "rlimits": importlib.util.find_spec("resource") is not None,
        "process-group": hasattr(os, "setsid"),
        "subreaper": become_subreaper(),
        "clean-environment": True,
        "scratch-directory": True,
        "no-new-privileges": linux,
        "parent-death-signal": linux,
    }
    return tuple(name for name, active in layers.items() if active)


class _Child:
    """A child under watch; ``kill`` and ``close`` may be called again."""

    def __init__(
        self,
        argv: Sequence[str],
        limits: Limits,
        environment: Mapping[str, str],
        stdin: bytes,
        on_line: Callable[[str], None],
    ) -> None:
        self._limits = limits
        self._output = OutputMeter(limits.output)
        self._transcript = TranscriptMeter(on_line)
        self._input = memoryview(stdin)
        self._selector = selectors.DefaultSelector()
        self._leftovers: int | None = None
        self._exited = False
        self._hung_up: float | None = None
        self._status: int | None = None
        self._cpu = 0.0
        self._started = self._ended = self._heard = time.monotonic()
        self._token = secrets.token_hex(8)
        try:
            self._process = self._start(argv, environment)
        except BaseException:
            self._close_pipes()
            raise
        self._tree = Tree(child=self._process.pid, token=self._token)
        self._tree.watch()
        self._tick = self._watch_exit()

    def _start(
        self, argv: Sequence[str], environment: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        with ExitStack() as far_ends:
            output = self._pipe(far_ends, self._read_output)
            transcript = self._pipe(far_ends, self._read_transcript)
            given = self._pipe(far_ends, None) if self._input else subprocess.DEVNULL
            told = {TRANSCRIPT_VARIABLE: str(transcript), TOKEN_VARIABLE: self._token}
            return subprocess.Popen(
                launch(argv, self._limits),
                stdin=given,
                stdout=output,
                stderr=output,
                cwd=environment["HOME"],
                env={**environment, **told},
                pass_fds=(transcript,),
                start_new_session=True,
            )

    def _pipe(self, far_ends: ExitStack, read: Callable[[int], bool] | None) -> int:
        """Make a pipe to read from, or to write the input to; returns the child's end of it."""
        ends = os.pipe()
        near, far = ends if read else reversed(ends)
        far_ends.callback(os.close, far)
        os.set_blocking(near, False)
        event = selectors.EVENT_READ if read else selectors.EVENT_WRITE
        self._selector.register(near, event, read or self._write_input)
        return far

    def _watch_exit(self) -> float | None:
        """Have the selector tell of the exit; returns how often to look where it cannot."""
        with suppress(AttributeError, OSError):
            exited = os.pidfd_open(self._process.pid)
            self._selector.register(exited, selectors.EVENT_READ, self._note_exit)
            return None
        return _TICK

    def watch(self) -> EndReason | None:
        """Serve the pipes until the child exits, or is to be ended for the reason returned."""
        deadline = self._started + self._limits.wall
        try:
            while not self._exited and (self._tick is None or not self._reap()):
                left = deadline - time.monotonic()
                if left <= 0:
                    return EndReason.WALL
                if self._hung_up is not None and time.monotonic() > self._silent_from():
                    return EndReason.EXITED
                silent = self._silent_from() - time.monotonic()
                ready = self._selector.select(max(0.0, min(left, silent, self._tick or left)))
                # What has been said but not been read yet is no silence, however late it is.
                if silent <= 0 and not ready:
                    return EndReason.SILENCE
                for key, _ in ready:
                    key.data(key.fd)
        except OverLimit as over:
            return over.reason
        except StopChild:
            return EndReason.INTERRUPTED
        return None

    def _silent_from(self) -> float:
        if self._hung_up is not None:
            return self._hung_up + _TIME_TO_EXIT
        silence = self._limits.silence
        return math.inf if silence is None else self._heard + silence

    def kill(self) -> None:
        """Kill and reap the child and whatever it has started."""
        if self._leftovers is not None:
            return
        with signals_held():
            self._ended = time.monotonic()
            self._leftovers = self._tree.kill(seconds=_TIME_TO_KILL)
            while not self._reap() and time.monotonic() < self._ended + _TIME_TO_KILL:
                time.sleep(_TICK / 10)

    def drain(self, reason: EndReason | None) -> EndReason | None:
        """Read what is left in the pipes; returns the reason, which may have become another."""
        if reason is EndReason.INTERRUPTED:
            return reason
        try:
            for read in (self._read_transcript, self._read_output):
                for descriptor in self._served_by(read):
                    while read(descriptor):
                        pass
        except OverLimit as over:
            return reason or over.reason
        except StopChild:
            return reason or EndReason.INTERRUPTED
        return reason

    def end(self, reason: EndReason | None) -> ChildEnd:
        """Return how the child ended, given what it was ended for."""
        code = None if self._status is None else os.waitstatus_to_exitcode(self._status)
        killer = -code if code is not None and code < 0 else None
        if reason is None:
            reason = EndReason.SIGNALLED if killer else EndReason.EXITED
            if killer == signal.SIGXCPU or self._cpu >= self._limits.cpu - _CPU_ERROR:
                reason = EndReason.CPU
        return ChildEnd(
            reason=reason,
            returncode=None if killer else code,
            signal=killer,
            output=self._output.text,
            truncated=self._output.truncated,
            seconds=self._ended - self._started,
            leftovers=self._leftovers or 0,
        )

    def close(self) -> None:
        """Make sure that nothing of the child is left, not even a descriptor."""
        self.kill()
        self._tree.forget()
        self._close_pipes()

    def _served_by(self, serve: Callable[[int], bool] | None) -> list[int]:
        """Return the open descriptors that are served so; all of them for None."""
        served = (self._selector.get_map() or {}).values()
        return [key.fd for key in served if serve is None or key.data == serve]

    def _close_pipes(self) -> None:
        for descriptor in self._served_by(None):
            self._close(descriptor)
        self._selector.close()

    def _close(self, descriptor: int) -> None:
        self._selector.unregister(descriptor)
        os.close(descriptor)

    def _note_exit(self, descriptor: int) -> bool:
        self._exited = True
        self._close(descriptor)
        return False

    def _reap(self) -> bool:
        """Take note of the end of the child; returns whether it has ended."""
        if self._status is None:
            pid, status, usage = os.wait4(self._process.pid, os.WNOHANG)
            if pid:
                self._status = status
                self._cpu = usage.ru_utime + usage.ru_stime
                # So that Popen does not wait for a process that is no more.
                self._process.returncode = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def _read_output(self, descriptor: int) -> bool:
        return self._read(descriptor, self._output.feed)

    def _read_transcript(self, descriptor: int) -> bool:
        self._heard = time.monotonic()
        more = self._read(descriptor, self._transcript.feed)
        if descriptor not in self._served_by(self._read_transcript):
            self._hung_up = self._heard
        return more

    def _read(self, descriptor: int, feed: Callable[[bytes], None]) -> bool:
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return False
        if data:
            feed(data)
        else:
            self._close(descriptor)
        return bool(data)

    def _write_input(self, descriptor: int) -> bool:
        with suppress(BlockingIOError):
            try:
                self._input = self._input[os.write(descriptor, self._input[:_CHUNK]) :]
            except BrokenPipeError:
                self._input = memoryview(b"")
        if not self._input:
            self._close(descriptor)
        return bool(self._input)
