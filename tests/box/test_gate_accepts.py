"""What the gate lets through: honest code in the many ways in which people write it."""

import textwrap

import pytest

from judge.box.gate import objections
from judge.katas import DEFAULT_IMPORTS

HONEST = {
    "super and its dunders": """
        class A(dict):
            def __init__(self):
                super().__init__()
                self.name = type(self).__name__
                self.copy = dict(self.__dict__)
            def __enter__(self): return self.__class__()
            def __exit__(self, *exc): return super().__exit__(*exc)
    """,
    "slots and properties": """
        class A:
            __slots__ = ("_lock", "__dict__", "__weakref__")
            __match_args__ = ("x",)
            @property
            def value(self): return self._lock
            def __getattr__(self, name): raise AttributeError(name)
            def __setattr__(self, name, value): object.__setattr__(self, name, value)
            def __reduce__(self): return (A, ())
    """,
    "a main guard": """
        import threading
        class A: pass
        if __name__ == "__main__":
            print(A(), threading.active_count())
    """,
    "dataclasses": """
        from __future__ import annotations
        import time
        from dataclasses import dataclass, field
        @dataclass(order=True)
        class Event:
            time: float
            name: str = field(compare=False)
            created: float = field(default_factory=time.monotonic)
    """,
    "generics": """
        import typing as t
        from collections.abc import Callable, Iterator
        from typing import TYPE_CHECKING, Any, Generic, TypeVar
        if TYPE_CHECKING:
            from collections.abc import Sequence
        T = TypeVar("T")
        class Box(Generic[T]):
            items: "list[T]"
            def each(self, fn: "Callable[[T], Any] | None" = None) -> "Iterator[T]": ...
            def first(self) -> "t.Optional[T]": ...
    """,
    "wrappers": """
        import functools
        from contextlib import contextmanager, suppress
        def traced(fn):
            @functools.wraps(fn)
            def inner(*args, **kwargs):
                return fn.__wrapped__ if hasattr(fn, "__wrapped__") else fn(*args, **kwargs)
            inner.calls = 0
            return inner
        @contextmanager
        def held(lock):
            with lock:
                yield
    """,
    "names that shadow modules": """
        import time, threading, random
        def sleep(time): return time + 1
        def pick():
            random = [1, 2]
            return random[0], [time for time in range(3)], (lambda threading: threading)(1)
        class A:
            def __init__(self, time, queue):
                self.time = time
                self.queue = queue
                self.threading = None
            def late(self):
                return self.time, self.threading
    """,
    "names that shadow builtins": """
        def vote(input, open=True):
            return input, open
        class Valve:
            def open(self): return self.compile()
            def compile(self): return self.open
            vars = 1
            both = (vars, vars)
        def compile(text): return text
        print(compile("x"))
        input = [1, 2]
        print(len(input))
    """,
    "a module rebound after its last use": """
        import time
        time = time.monotonic()
        print(time)
    """,
    "threads and their kin": """
        import threading
        import threading as th
        from threading import Condition, Lock, Thread, currentThread
        class Worker(threading.Thread):
            count = 0
            def run(self):
                Worker.count += 1
                self._target = None
                self.daemon = True
        w = Worker()
        w.name = "w"
        w.daemon = True
        Worker.count = 3
        local = th.local()
        local.value = 1
        setattr(local, "other", 2)
        threading.current_thread().name = "me"
        threading.currentThread()
        LOCK: threading.Lock = threading.Lock()
        Mutex = threading.Lock
        MADE = Mutex()
        getattr(threading, "get_native_id", None)
        hasattr(threading, "there_is_no_such_thing")
        timer = threading.Timer(1, print)
        timer.daemon = True
    """,
    "a class defined over a star import": """
        from threading import *
        class Semaphore:
            def __init__(self): self._condition = Condition(Lock())
        s = Semaphore()
        Semaphore.made = 1
    """,
    "submodules": """
        import collections.abc
        import collections
        from collections import abc, deque
        class M(collections.abc.Mapping, abc.Sized): pass
        d = collections.OrderedDict()
        d["x"] = deque()
    """,
    "getters with literal names": """
        import operator
        from operator import attrgetter
        key = operator.attrgetter("name")
        print(sorted([], key=attrgetter("name", "age.years")), operator.methodcaller("get", key))
    """,
    "optional imports": """
        try:
            from typing import override_from_the_future
        except ImportError:
            def override_from_the_future(fn): return fn
    """,
    "strings that only resemble": """
        '''Never touch f.__globals__ or {0.__code__}, and eval nothing.'''
        x = "see __globals__ for more"
        y = "{0.name}".format(x)
        z = f"{x!r:>{10}}"
    """,
    "vars of an object": """
        class A:
            def __repr__(self): return f"A({vars(self)})"
    """,
    "match statements": """
        def f(command):
            match command:
                case {"op": op, **rest}: return op, rest
                case [first, *others]: return first, others
                case int(value) | str(value): return value
                case _ as time: return time
    """,
    "closures and nonlocal": """
        def outer():
            count = 0
            def inner():
                nonlocal count
                count += 1
                if (total := count) > 3: return [last := total for _ in range(2)], last
                return count
            return inner
        TOTAL = 0
        def add():
            global TOTAL
            TOTAL += 1
    """,
    "exceptions": """
        class Closed(Exception): pass
        try:
            raise Closed from None
        except* Closed as error:
            print(error.exceptions)
        def f():
            try: pass
            except Exception as error:
                raise error.with_traceback(error.__traceback__) from error.__cause__
    """,
    "async code": """
        async def f(source):
            async with source as s:
                return [x async for x in s if await x]
    """,
    "isinstance with types": """
        import types, math, heapq, itertools, weakref, enum, abc, random
        print(isinstance(print, types.FunctionType), math.inf, itertools.count(), heapq.heappop)
        class Colour(enum.Enum):
            RED = enum.auto()
        class Base(abc.ABC):
            @abc.abstractmethod
            def f(self): ...
        seen = weakref.WeakKeyDictionary()
        random.Random(3).shuffle([])
    """,
    "aliases in a circle": """
        a = 1
        b = a
        a = b
        print(a, b)
    """,
}


@pytest.mark.parametrize("title", HONEST)
def test_honest_code_meets_no_objection(title):
    text = textwrap.dedent(HONEST[title])
    found = objections(text, names=(), allow=DEFAULT_IMPORTS, forbid={"threading.Semaphore"})
    assert found == []


def test_a_module_that_the_kata_adds_is_allowed_with_its_submodules():
    text = "import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor(2)\n"
    assert objections(text, names=(), allow={"concurrent.futures"}, forbid=()) == []


def test_a_module_is_allowed_where_nothing_forbids_it():
    text = "import queue\nfrom queue import *\nqueue.Queue()\nSimpleQueue()\n"
    assert objections(text, names=(), allow={"queue"}, forbid={"threading.Lock"}) == []
