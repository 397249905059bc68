"""The tests of CPython's that cannot be run under control, each with the reason.

Tests that reach for a process or the C API are not listed: they leave themselves out when they
do, see ``cpython_stand_ins``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DUMMY = "what stands for a raw thread is kept until the end of the execution"
EXCEPTION = "an exception that leaves a thread ends the execution, where CPython prints it"
INTERNALS = "tests what lies below threads in CPython, which the engine has in its place"
LOGGING = "what the library logs about futures is not shown"
LUCK = "holds on most schedules only, in CPython too"
PROCESSES = "processes cannot be controlled"
TOO_LONG = "spins on 10 µs timers through 10,000 items in 100 threads: millions of steps"

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "test_concurrent_futures.*ProcessPool*": PROCESSES,
        "test_concurrent_futures.*FailingInitializerResourcesTest.*": PROCESSES,
        "test_concurrent_futures.*FutureTests.test_done_callback_raises*": LOGGING,
        "test_concurrent_futures.*ThreadPoolFailingInitializerTest.test_initializer": LOGGING,
        "test_concurrent_futures.*ThreadPoolShutdownTest.test_cancel_futures": LUCK,
        "test_concurrent_futures.*ThreadPoolExecutorTest.test_idle_thread_reuse": LUCK,
        "test_concurrent_futures.*ThreadPoolExecutorTest.test_hang_global_*": PROCESSES,
        "test_queue.PySimpleQueueTest.test_many_threads_nonblock": TOO_LONG,
        "test_queue.PySimpleQueueTest.test_many_threads_timeout": TOO_LONG,
        "test_thread.TestForkInThread.*": PROCESSES,
        "test_thread.ThreadRunningTests.test_nt_and_posix_stack_size": INTERNALS,
        "test_thread.ThreadRunningTests.test_unraisable_exception": EXCEPTION,
        "test_threading.ExceptHookTests.test_excepthook": EXCEPTION,
        "test_threading.ExceptHookTests.test_excepthook_thread_None": EXCEPTION,
        "test_threading.ExceptHookTests.test_original_excepthook": EXCEPTION,
        "test_threading.MiscTestCase.test__all__": INTERNALS,
        "test_threading.SubinterpThreadingTests.*": "subinterpreters have real threads only",
        "test_threading.CRLockTests.test_signature": INTERNALS,
        "test_threading.ThreadTests.test_disallow_instantiation": INTERNALS,
        "test_threading.ThreadTests.test_foreign_thread": DUMMY,
        "test_threading.ThreadTests.test_lock_no_subclass": INTERNALS,
        "test_threading.ThreadTests.test_tstate_lock": INTERNALS,
    }
)
