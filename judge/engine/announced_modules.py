"""Copies of modules whose functions touch the program's data in C: they announce it first."""

from __future__ import annotations

import bisect
import heapq
import random
from collections.abc import Callable, Mapping
from functools import wraps
from types import ModuleType
from typing import Any

from judge.engine.containers import CONTAINERS, announce
from judge.engine.operation import WHOLE

# Functions that read their first argument, or write it (True), without a method of it.
HEAPQ = dict.fromkeys(("heappush", "heappop", "heapify", "heapreplace", "heappushpop"), True)
BISECT = {
    **dict.fromkeys(("bisect", "bisect_left", "bisect_right"), False),
    **dict.fromkeys(("insort", "insort_left", "insort_right"), True),
}
RANDOM = {"choice": False, "choices": False, "sample": False, "shuffle": True}
SEED = 20


def make_announced_modules() -> dict[str, ModuleType]:
    """Return private copies of all such modules, by name."""
    return {
        "heapq": make_announced_module(heapq, HEAPQ),
        "bisect": make_announced_module(bisect, BISECT),
        "random": make_random_module(),
    }


def make_announced_module(module: ModuleType, writes: Mapping[str, bool]) -> ModuleType:
    """Return a copy of ``module`` whose functions announce what they do to their first argument."""
    copy = ModuleType(module.__name__)
    vars(copy).update({name: getattr(module, name) for name in dir(module) if name[:2] != "__"})
    for name, writing in writes.items():
        setattr(copy, name, announced(getattr(module, name), writes=writing))
    return copy


def announced(function: Callable[..., Any], *, writes: bool) -> Callable[..., Any]:
    """Return ``function``, announcing that it reads or writes the container it is given first."""

    @wraps(function)
    def announcing(*arguments: Any, **named: Any) -> Any:
        if arguments and issubclass(type(arguments[0]), CONTAINERS):
            announce(arguments[0], WHOLE, writes)
        return function(*arguments, **named)

    return announcing


def make_random_module() -> ModuleType:
    """Return a private ``random`` whose unseeded generators give the same numbers every time."""
    module = ModuleType("random")

    class Random(random.Random):
        """``random.Random``, seeded by the execution where its user does not care."""

        def seed(self, a: Any = None, version: int = 2) -> None:
            """Seed the generator."""
            super().seed(SEED if a is None else a, version)

    Random.__qualname__ = "Random"
    shared = Random(SEED)
    public: dict[str, Any] = {name: getattr(random, name) for name in random.__all__}
    public.update({n: getattr(shared, n) for n in random.__all__ if hasattr(shared, n)})
    public["Random"] = public["SystemRandom"] = Random
    for name, writes in RANDOM.items():
        public[name] = announced(public[name], writes=writes)
    vars(module).update(public)
    return module
