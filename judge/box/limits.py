"""What a judging child may use up, how it can end, and the meters on what it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB
KEPT_OUTPUT = 64 * KIB
LONGEST_LINE = 4 * MIB
LONGEST_TRANSCRIPT = 64 * MIB


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a child may use: ``wall`` and ``cpu`` in seconds, ``memory``, ``output`` and
    ``file_size`` in bytes, ``files`` as the number of open files. ``silence`` is for how many
    seconds it may say nothing on its transcript, None for any length.

    ``memory`` is address space and ``cpu`` is rounded up to whole seconds; both are for each
    process, as the kernel counts them.
    """

    wall: float = 60.0
    silence: float | None = None
    cpu: float = 60.0
    memory: int = 2 * GIB
    output: int = 1 * MIB
    files: int = 256
    file_size: int = 16 * MIB


class EndReason(StrEnum):
    """Why a child is no more; all but the first two were the doing of the box."""

    EXITED = "exited"
    SIGNALLED = "signalled"
    WALL = "wall"
    SILENCE = "silence"
    OUTPUT = "output"
    TRANSCRIPT = "transcript"
    CPU = "cpu"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, kw_only=True)
class ChildEnd:
    """How a child ended.

    ``returncode`` is its exit status or None, ``signal`` what killed it or None. ``output`` is the
    beginning of what it wrote to stdout and stderr, ``truncated`` tells that there was more.
    ``leftovers`` counts the processes it had started that were still alive at its end.
    """

    reason: EndReason
    returncode: int | None
    signal: int | None
    output: str
    truncated: bool
    seconds: float
    leftovers: int


class OverLimit(Exception):
    """The child has to be ended for the ``reason``."""

    def __init__(self, reason: EndReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class OutputMeter:
    """Keeps the beginning of the child's output, and raises ``OverLimit`` past ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()
        self._total = 0

    def feed(self, data: bytes) -> None:
        """Take in what the child wrote; raises ``OverLimit``."""
        self._total += len(data)
        self._kept += data[: KEPT_OUTPUT - len(self._kept)]
        if self._total > self._limit:
            raise OverLimit(EndReason.OUTPUT)

    @property
    def text(self) -> str:
        """The beginning of the output, with the bytes that are no text replaced."""
        return self._kept.decode("utf-8", "replace")

    @property
    def truncated(self) -> bool:
        """Whether the child wrote more than was kept."""
        return self._total > len(self._kept)


class TranscriptMeter:
    """Cuts the transcript into lines and hands each on as soon as it is complete."""

    def __init__(self, on_line: Callable[[str], None]) -> None:
        self._on_line = on_line
        self._pending = bytearray()
        self._total = 0

    def feed(self, data: bytes) -> None:
        """Take in what the child wrote; raises ``OverLimit`` and whatever ``on_line`` raises."""
        self._total += len(data)
        if self._total > LONGEST_TRANSCRIPT:
            raise OverLimit(EndReason.TRANSCRIPT)
        *lines, rest = data.split(b"\n")
        for line in lines:
            self._extend(line)
            complete = self._pending.decode("utf-8", "replace")
            self._pending.clear()
            self._on_line(complete)
        self._extend(rest)

    def _extend(self, part: bytes) -> None:
        self._pending += part
        if len(self._pending) > LONGEST_LINE:
            raise OverLimit(EndReason.TRANSCRIPT)
