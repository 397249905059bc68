"""The tests of CPython's that cannot be run under control, each with the reason.

Tests that reach for a process or the C API are not listed: they leave themselves out when they
do, see ``cpython_stand_ins``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DUMMY = "what stands for a raw thread is kept until the end of the execution"
EXCEPTION = "an exception that leaves a thread ends the execution, where CPython prints it"
BY_NAME = "finds its own module by name, which is not where the tests are run from"
HERE = "pytest has put itself in the place of what the test looks at"
INTERNALS = "tests what lies below threads in CPython, which the engine has in its place"
LOGGING = "what the library logs about futures is not shown"
LUCK = "holds on most schedules only, in CPython too"
NATIVE_TIME = "compares virtual time with that of the file system"
NETWORK = "what waits for the network stops all threads at once"
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
        "test_logging.ConfigDictTest.test_*listen*": NETWORK,
        "test_logging.ConfigDictTest.test_*multiprocessing*": PROCESSES,
        "test_logging.ConfigDictTest.test_config[45]*_ok": BY_NAME,
        "test_logging.ConfigDictTest.test_config_queue_handler": BY_NAME,
        "test_logging.ConfigDictTest.test_custom_formatter_class_with_validate": BY_NAME,
        "test_logging.ConfigDictTest.test_custom_formatter_class_with_validate2*": BY_NAME,
        "test_logging.ConfigFileTest.test_config4_ok": BY_NAME,
        "test_logging.FormatterTest.test_msecs_has_no_*": "sets the real clock",
        "test_logging.*DatagramHandlerTest.*": NETWORK,
        "test_logging.HTTPHandlerTest.*": NETWORK,
        "test_logging.HandlerTest.test_post_fork_child_no_deadlock": PROCESSES,
        "test_logging.LoggerTest.test_pickling": BY_NAME,
        "test_logging.QueueListenerTest.test_*mp_queue": PROCESSES,
        "test_logging.QueueListenerTest.test_no_messages_in_queue_after_stop": PROCESSES,
        "test_logging.SMTPHandlerTest.*": NETWORK,
        "test_logging.*SocketHandlerTest.*": NETWORK,
        "test_logging.*SysLogHandlerTest.*": NETWORK,
        "test_logging.TimedRotatingFileHandlerTest.test_rollover*": NATIVE_TIME,
        "test_logging.WarningsTest.test_warnings": HERE,
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
