"""Nothing passes from one execution to the next, and nothing to the process around them."""

from __future__ import annotations

import gc
import logging
import queue
import random
import sys
import threading
import time

import pytest
from helpers import ends, library, search

# Each records what it finds, and then spoils it for the next execution.
SPOILERS = {
    "module globals": "record(len(seen)); seen.append(1)",
    "a rebound global": "global n; record(n); n += 1",
    "class attributes": "record(C.n); C.n += 1",
    "mutable defaults": "record(len(keeps())); keeps().append(1)",
    "attributes of functions": "record(getattr(keeps, 'n', 0)); keeps.n = 1",
    "cached functions": "record(cached.cache_info().hits); cached(); cached()",
    "another module": "record(other.n); other.n += 1",
    "sys.modules": "import sys; record(hasattr(sys.modules['other'], 'x')); other.x = 1",
    "the name counter": "record(threading.Thread().name); threading._counter = lambda: 77",
    "thread names": "threading.Thread(); record(threading.Thread(target=main).name)",
    "the name of the main thread": (
        "record(threading.current_thread().name); threading.main_thread().name = 'x'"
    ),
    "attributes of the main thread": (
        "me = threading.current_thread(); record(hasattr(me, 'x')); me.x = 1"
    ),
    "thread locals of the module": "record(hasattr(mine, 'x')); mine.x = 1",
    "the exception hook": "record(threading.excepthook.__name__); threading.excepthook = hook",
    "a replaced class": "record(threading.Lock.__name__); threading.Lock = C",
    "a patched class": "record(hasattr(threading.Thread, 'x')); threading.Thread.x = 1",
    "a patched method": (
        "record(threading.Condition.wait.__name__); threading.Condition.wait = hook"
    ),
    "a deleted method": "record(hasattr(threading.Event, 'isSet')); del threading.Event.isSet",
    "a patched queue": "record(hasattr(queue.Queue, 'x')); queue.Queue.x = 1",
    "a patched pool": "record(hasattr(Pool, 'x')); Pool.x = 1",
    "a patched clock": "record(time.sleep.__name__); time.sleep = hook",
    "a patched heap": "record(heapq.heappush.__name__); heapq.heappush = hook",
    "the random state": "record(random.random()); random.seed(5)",
    "a patched generator": "record(random.random.__name__); random.random = random.seed = hook",
    "virtual time": "record(time.monotonic()); time.sleep(100)",
    "threads still running": (
        "record(threading.active_count());"
        " threading.Thread(target=threading.Event().wait, daemon=True).start()"
    ),
    "a held lock of the module": "record(lock.acquire(False))",
    "pool numbers": "record(Pool(1, '')._thread_name_prefix); Pool(1)",
    "shut down pools": "record(Pool(1).submit(int).result())",
    "the trace of imports": "import fresh; record(fresh.n); fresh.n += 1",
}
HEAD = """
import functools, heapq, queue, random, threading, time
import other
from concurrent.futures import ThreadPoolExecutor as Pool

seen, n, lock, mine = [], 0, threading.Lock(), threading.local()

class C:
    n = 0

def keeps(items=[]):
    return items

@functools.cache
def cached():
    return 1

def hook(*arguments, **named):
    pass

def main(record):
    {spoil}
    thread = threading.Thread.__new__(threading.Thread)
    both = [threading.Thread(target=lambda: None) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
"""
MODULES = {"other": "n = 0", "fresh": "n = 0"}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_every_execution_finds_the_same(spoil: str) -> None:
    assert len(ends(HEAD.replace("{spoil}", spoil), executions=4, **MODULES)) == 1


def test_a_program_cannot_touch_the_real_modules() -> None:
    before = [dict(vars(module)) for module in (threading, queue, random, time)]
    state = random.getstate()
    search(
        """
import queue, random, threading, time

def main():
    threading.Thread.spoilt = threading.spoilt = queue.spoilt = time.sleep = random.random = 1
    random.seed(1)
    threading.Thread.join = None
"""
    )
    assert [dict(vars(module)) for module in (threading, queue, random, time)] == before
    assert random.getstate() == state
    assert not hasattr(threading.Thread, "spoilt")


def test_real_threads_still_work_afterwards() -> None:
    search("from aid import together\ndef main(): together(lambda: None)")
    done = threading.Event()
    thread = threading.Thread(target=done.set)
    thread.start()
    thread.join(10)
    assert done.is_set()
    assert threading.main_thread() is threading.current_thread()


def test_modules_of_the_program_are_hidden_again() -> None:
    before = set(sys.modules)
    outer = sys.modules["helpers"]
    found = ends("import helpers\ndef main(record): record(helpers.n)", helpers="n = 5")
    assert found == {5}
    assert sys.modules["helpers"] is outer
    assert not {"program", "aid"} & (set(sys.modules) - before)


def test_modules_are_hidden_again_when_an_execution_fails() -> None:
    search("import threading\ndef main():\n  threading.Lock().release()")
    search("import threading\ndef main():\n  threading.Event().wait()")
    assert "program" not in sys.modules


def test_the_collector_and_the_loggers_are_as_before() -> None:
    handlers = list(logging.getLogger("concurrent.futures").handlers)
    assert gc.isenabled()
    frozen = gc.get_freeze_count()
    search("from aid import together\ndef main(): together(lambda: None)")
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    assert logging.getLogger("concurrent.futures").handlers == handlers


def test_a_module_first_imported_late_is_as_fresh_as_any() -> None:
    text = """
def main(record):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(1) as pool:
        record(pool.submit(int, "3").result())
"""
    library.cache_clear()
    try:
        search("def main(): pass", executions=3)
        assert ends(text, executions=5) == {3}
    finally:
        library.cache_clear()


def test_interleaved_programs_share_a_library_without_harm() -> None:
    counter = """
from aid import together

def main(record):
    n = 0

    def up():
        nonlocal n
        n += 1

    together(up, up)
    record(n)
"""
    stuck = "import threading\ndef main(record): threading.Event().wait()"
    for _ in range(3):
        assert ends(counter, executions=60) == {1, 2}
        assert 1 not in ends(stuck, executions=2)
