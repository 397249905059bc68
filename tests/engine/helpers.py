"""What the engine's tests share: small programs, and the set of ends that exploring them meets."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from textwrap import dedent
from typing import Any

from judge.engine.explore import Budget, Explorer, explore
from judge.engine.program import Program, Source
from judge.engine.result import Exploration, Failure, Outcome, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary

STRATEGIES = ("random_walk", "pos", "dpor")
AID = """
import threading


def begin(*jobs):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


def together(*jobs):
    for thread in begin(*jobs):
        thread.join()
"""


@cache
def library() -> StandardLibrary:
    """Return the one private library of the tests; loading it takes a while."""
    return StandardLibrary()


def program(text: str, *, recorded: list[Any] | None = None, **others: str) -> Program:
    """Return the program of ``text``, whose ``main`` is run.

    A ``main(record)`` is given a function that appends to ``recorded``; ``others`` are the texts
    of modules by name, and every program can import ``together`` from ``aid``.
    """
    arguments = {"record": ([] if recorded is None else recorded).append}
    texts = {"program": text, "aid": AID, **others}
    sources = [Source(module=n, file=f"{n}.py", text=dedent(t)) for n, t in texts.items()]
    takes_record = "def main(record)" in text
    return Program(
        tuple(sources),
        entry="main",
        arguments=arguments if takes_record else {},
        library=library(),
    )


def ends(
    text: str,
    *,
    executions: int = 120,
    strategies: tuple[str, ...] = STRATEGIES,
    rules: Rules | None = None,
    **others: str,
) -> set[Hashable]:
    """Return how executions of ``text`` can end, as far as each strategy shows.

    A good end is what was recorded, in a tuple unless it is one value; an exception is its name,
    any other bad end its kind.
    """
    found: set[Hashable] = set()
    for strategy in strategies:
        for outcome, recorded in runs(text, executions, strategy, rules, **others):
            if outcome.kind is not OutcomeKind.CUT:
                found.add(end_of(outcome, recorded))
    return found


def runs(
    text: str,
    executions: int,
    strategy: str = "random_walk",
    rules: Rules | None = None,
    **others: str,
) -> Iterator[tuple[Outcome, list[Any]]]:
    """Yield how each execution ended, and what it recorded."""
    recorded: list[Any] = []
    subject = program(text, recorded=recorded, **others)
    explorer = Explorer(subject, "main", strategy, 0, rules or Rules(), Budget())
    with collecting_rarely():
        while explorer.executions < executions and explorer.strategy.begin():
            recorded.clear()
            outcome = explorer._execute().outcome
            assert outcome is not None
            yield outcome, list(recorded)


def end_of(outcome: Outcome, recorded: list[Any]) -> Hashable:
    """Return an outcome as ``ends`` tells of it."""
    if outcome.kind is OutcomeKind.FINISHED:
        return recorded[0] if len(recorded) == 1 else tuple(recorded)
    if outcome.kind is OutcomeKind.EXCEPTION:
        return outcome.error
    return outcome.kind


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Keep the garbage collector out, as ``explore`` does."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def search(
    text: str, *, executions: int = 400, rules: Rules | None = None, **others: str
) -> Exploration:
    """Explore ``text`` with the portfolio."""
    budget = Budget(executions=executions)
    return explore(program(text, **others), rules=rules, budget=budget)


def failure_of(text: str, *, rules: Rules | None = None, **others: str) -> Failure:
    """Return the failure that exploring ``text`` finds."""
    failure = search(text, rules=rules, **others).failure
    assert failure is not None, "no execution failed"
    return failure


def racing(work: str, setup: str = "", result: str = "c.n", jobs: str = "work, work") -> str:
    """Return a program in which two threads do the same, and the end of it is recorded."""
    return f"""
import collections, heapq, random, threading
from aid import together

class C:
    n = 0

def main(record):
    c = C()
    c.items, c.table, c.inner = [], {{}}, C()
    {setup}

    def work():
        {work}

    together({jobs})
    record({result})
"""
