"""A controlled ``time``: sleeping costs nothing, and every clock shows virtual time."""

from __future__ import annotations

import time
from types import ModuleType

from judge.engine.current import CURRENT
from judge.engine.locks import ticks_in
from judge.engine.state import START_TICKS, TICKS_PER_SECOND

EPOCH_SECONDS = 1_700_000_000
# A program that does nothing but look at the clock waits for it.
LOOKS_BEFORE_TIME_PASSES = 100


def now() -> int:
    """Return virtual time in ticks."""
    execution = CURRENT.execution
    if execution is None:
        return START_TICKS
    if not execution.announcing and execution.task.looks > LOOKS_BEFORE_TIME_PASSES:
        execution.now += TICKS_PER_SECOND // 1_000
    return execution.look()


def monotonic_ns() -> int:
    """Return virtual time in nanoseconds."""
    return now() * 1_000_000_000 // TICKS_PER_SECOND


def monotonic() -> float:
    """Return virtual time in seconds."""
    return now() / TICKS_PER_SECOND


def time_ns() -> int:
    """Return the virtual time of day in nanoseconds since the epoch."""
    return EPOCH_SECONDS * 1_000_000_000 + monotonic_ns()


def time_of_day() -> float:
    """Return the virtual time of day in seconds since the epoch."""
    return EPOCH_SECONDS + monotonic()


def sleep(seconds: float) -> None:
    """Let virtual time pass; raises ``ValueError`` for a negative duration, ``OverflowError``."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    execution = CURRENT.execution
    if execution is not None:
        execution.sleep(ticks_in(seconds))


def make_time_module() -> ModuleType:
    """Return a new controlled ``time``; what is no clock is the interpreter's own."""
    module = ModuleType("time")
    vars(module).update({name: value for name, value in vars(time).items() if name[:2] != "__"})
    vars(module).update(
        monotonic=monotonic,
        monotonic_ns=monotonic_ns,
        perf_counter=monotonic,
        perf_counter_ns=monotonic_ns,
        process_time=monotonic,
        process_time_ns=monotonic_ns,
        thread_time=monotonic,
        thread_time_ns=monotonic_ns,
        sleep=sleep,
        time=time_of_day,
        time_ns=time_ns,
    )
    return module
