"""The tests of CPython's that cannot be run under control, each with the reason.

Tests that reach for a process or the C API are not listed: they leave themselves out when they
do, see ``cpython_stand_ins``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXCEPTION = "an exception that leaves a thread ends the execution, where CPython prints it"
INTERNALS = "tests what lies below threads in CPython, which the engine has in its place"
PROCESSES = "processes cannot be controlled"
SIGNALS = "signals cannot be controlled"
TOO_LONG = "spins on 10 µs timers through 10,000 items in 100 threads: millions of steps"

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "test_concurrent_futures.*ProcessPool*": PROCESSES,
        "test_queue.PySimpleQueueTest.test_many_threads_nonblock": TOO_LONG,
        "test_queue.PySimpleQueueTest.test_many_threads_timeout": TOO_LONG,
        "test_thread.ThreadRunningTests.test_nt_and_posix_stack_size": INTERNALS,
        "test_thread.ThreadRunningTests.test_unraisable_exception": EXCEPTION,
        "test_threading.ExceptHookTests.test_excepthook": EXCEPTION,
        "test_threading.ExceptHookTests.test_excepthook_thread_None": EXCEPTION,
        "test_threading.ExceptHookTests.test_original_excepthook": EXCEPTION,
        "test_threading.InterruptMainTests.*": SIGNALS,
        "test_threading.MiscTestCase.test__all__": INTERNALS,
        "test_threading.SubinterpThreadingTests.*": "subinterpreters have real threads only",
        "test_threading.ThreadTests.test_disallow_instantiation": INTERNALS,
        "test_threading.ThreadTests.test_tstate_lock": INTERNALS,
    }
)
