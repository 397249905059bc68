"""The same seed gives the same executions, byte for byte, wherever objects lie in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ends, program, search

from judge.engine.explore import Budget, explore
from judge.engine.program import Program, Source
from judge.engine.result import Exploration
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import strategy_names

ROOT = Path(__file__).resolve().parents[2]

# Everything here depends on hashes, addresses, names, chance or time, and fails in the end.
FICKLE = """
import abc, random, threading, time, typing

T = typing.TypeVar("T")

class Plain:
    n = 0

class Abstract(abc.ABC):
    n = 0

class Generic(typing.Generic[T]):
    n = 0

class Odd(Exception):
    n = 0

class Job(threading.Thread):
    n = 0

MAKERS = (Plain, Abstract, Generic, Odd, Job, threading.Lock, threading.RLock,
          threading.Condition, threading.Event, object)

def main():
    trail, things = [], [make() for make in MAKERS for _ in range(2)]
    bag = set(things[:-2])

    def work(k):
        for thing in bag:
            trail.append(things.index(thing))
        for thing in sorted(things, key=id, reverse=k % 2):
            trail.append(things.index(thing))
        if random.random() < 0.5:
            time.sleep(random.randrange(3))
        trail.append(random.choice(things[:4]).n)
        trail.append(time.monotonic())
        trail.append(threading.current_thread().name)
        things[k].n += hash(things[k]) % 7 + 1
        trail.append(id(things[k]))

    threads = [threading.Thread(target=work, args=(k % 2,)) for k in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(trail) == 0, trail
"""
SEEDED_STRINGS = """
import threading

def main():
    trail, words = [], {"one", "two", "three", "four", "five"}
    threads = [threading.Thread(target=trail.extend, args=(words,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trail == [], trail
"""
CHILD = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from helpers import search
print(repr(search(sys.stdin.read(), executions=60)))
"""


def explored(text: str, *, seed: int = 0, strategy: str = "portfolio") -> Exploration:
    """Explore ``text`` with a library of its own."""
    source = Source(module="program", file="program.py", text=text)
    subject = Program((source,), entry="main", library=StandardLibrary())
    return explore(subject, strategy=strategy, seed=seed, budget=Budget(executions=60))


def in_a_new_process(text: str, hash_seed: str) -> str:
    """Return what exploring ``text`` shows in a process with that hash seed."""
    tests = str(Path(__file__).parent)
    result = subprocess.run(
        [sys.executable, "-c", CHILD.format(root=str(ROOT), tests=tests)],
        input=text,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert result.stderr == ""
    return result.stdout.strip()


@pytest.mark.parametrize("strategy", strategy_names())
def test_the_same_seed_gives_the_same_exploration(strategy: str) -> None:
    first = explored(FICKLE, strategy=strategy)
    clutter = [object() for _ in range(10_000)]
    second = explored(FICKLE, strategy=strategy)
    assert first.failure is not None
    assert repr(second) == repr(first)
    assert clutter


def test_a_used_library_makes_no_difference() -> None:
    used = search(FICKLE, executions=60)
    search("import random, queue, concurrent.futures\ndef main(): random.random()", executions=3)
    assert repr(search(FICKLE, executions=60)) == repr(used)


def test_another_seed_gives_another_exploration() -> None:
    found = {explored(FICKLE, seed=seed, strategy="random_walk").decisions for seed in range(5)}
    assert len(found) > 1


def test_fresh_processes_agree_whatever_their_hash_seed() -> None:
    found = {in_a_new_process(FICKLE, seed) for seed in ("0", "1", "random")}
    assert len(found) == 1
    assert "AssertionError" in found.pop()


def test_sets_of_strings_agree_where_the_hash_seed_does() -> None:
    assert in_a_new_process(SEEDED_STRINGS, "0") == in_a_new_process(SEEDED_STRINGS, "0")


def test_locks_sorted_by_id_are_sorted_alike_in_every_thread() -> None:
    text = """
import threading
from aid import together

def main(record):
    locks = [threading.Lock() for _ in range(4)]

    def take(order):
        inner = sorted(order, key=id)
        for lock in inner:
            lock.acquire()
        record(tuple(locks.index(lock) for lock in inner))
        for lock in reversed(inner):
            lock.release()

    together(lambda: take(locks), lambda: take(locks[::-1]))
"""
    assert all(first == second for first, second in ends(text))


def test_identities_differ_while_both_objects_live() -> None:
    text = """
class Thing:
    pass

def main(record):
    things = [Thing() for _ in range(50)] + [object() for _ in range(50)]
    record((len({id(thing) for thing in things}), len(set(things)), id(things[0]) == id(things[0]),
            id(None) == id(None), hash(things[0]) == hash(things[0])))
"""
    assert ends(text, executions=1) == {(100, 100, True, True, True)}


def test_unseeded_generators_repeat_and_seeded_ones_are_pythons() -> None:
    import random

    text = """
import random
from random import Random, randint

def main(record):
    record((random.random(), randint(1, 100), Random().random(), Random(7).random(),
            random.SystemRandom().random()))
"""
    [first] = ends(text, executions=1)
    [second] = ends(text, executions=1)
    assert first == second
    assert first[3] == random.Random(7).random()


def test_a_program_that_depends_on_more_than_its_schedule_is_told_apart() -> None:
    import itertools

    outside = itertools.count()
    text = """
from aid import together

def main(record):
    items = []
    together(lambda: items.append(1), lambda: items.append(2))
    assert record(None) != 3
"""
    subject = program(text)
    subject.arguments = {"record": lambda _: next(outside)}
    exploration = explore(subject, strategy="random_walk", budget=Budget(executions=20))
    assert exploration.failure is not None
    assert "replaying the same schedule does not show it again" in (
        exploration.failure.outcome.message
    )
