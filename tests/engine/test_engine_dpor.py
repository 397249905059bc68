"""DPOR leaves out executions, but never an outcome: depth first, which tries all, says so."""

from __future__ import annotations

import gc

import pytest

from judge.engine.once import run_once
from judge.engine.program import Program, Source
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import make_strategy

MOST = 6_000
HEAD = "import threading\nfrom threading import Condition, Event, Lock, RLock, Semaphore, Thread\n"
HEAD += "from time import monotonic, sleep\n"
RUN = """
    threads = [Thread(target=f, name=f.__name__) for f in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
PROGRAMS = {
    "a lost update": """
def main():
    n = [0]
    def one():
        n[0] += 1
    def two():
        n[0] += 1
"""
    + RUN
    + "    raise LookupError(n[0])\n",
    "two locks in two orders": """
def main():
    a, b = Lock(), Lock()
    def one():
        with a:
            with b:
                pass
    def two():
        with b:
            with a:
                pass
"""
    + RUN,
    "a lost wake-up": """
def main():
    changed = Condition()
    def one():
        with changed:
            changed.wait()
    def two():
        with changed:
            changed.notify()
"""
    + RUN,
    "a time-out racing with a notify": """
def main():
    changed, got = Condition(), []
    def one():
        with changed:
            got.append(changed.wait(1))
    def two():
        with changed:
            changed.notify()
"""
    + RUN
    + "    raise LookupError(got[0])\n",
    "a try that may fail": """
def main():
    lock, got = Lock(), []
    def one():
        with lock:
            pass
    def two():
        got.append(lock.acquire(blocking=False))
"""
    + RUN
    + "    raise LookupError(got[0])\n",
    "a lock that may not come in time": """
def main():
    lock, got = Lock(), []
    def one():
        with lock:
            pass
    def two():
        got.append(lock.acquire(timeout=1))
"""
    + RUN
    + "    raise LookupError(got[0])\n",
    "a thread that may have ended": """
def main():
    first = Thread(target=int)
    first.start()
    alive = first.is_alive()
    raise LookupError(alive)
""",
    "two tries that may both fail": """
def main():
    a, b, got = Lock(), Lock(), {}
    def one():
        with a:
            got[1] = b.acquire(blocking=False)
    def two():
        with b:
            got[2] = a.acquire(blocking=False)
"""
    + RUN
    + "    raise LookupError(got[1], got[2])\n",
    "a flag": """
def main():
    flag, seen = Event(), []
    def one():
        flag.set()
    def two():
        seen.append(flag.is_set())
"""
    + RUN
    + "    raise LookupError(seen[0])\n",
    "a key that may be gone": """
def main():
    d = {"k": 1}
    def one():
        if "k" in d:
            d.pop("k")
    def two():
        if "k" in d:
            d.pop("k")
"""
    + RUN,
    "the time somebody else has waited": """
def main():
    changed, got = Condition(), []
    def one():
        with changed:
            changed.wait(5)
    def two():
        got.append(monotonic() - began)
    began = monotonic()
"""
    + RUN
    + "    raise LookupError(got)\n",
    "the order of new keys": """
def main():
    d = {}
    def one():
        d[1] = 1
    def two():
        d.setdefault(2, 2)
"""
    + RUN
    + "    raise LookupError(d)\n",
    "a release that may come too soon": """
def main():
    lock = Lock()
    def one():
        lock.acquire()
    def two():
        lock.release()
"""
    + RUN,
    "two releases where there was one acquire": """
def main():
    lock = Lock()
    lock.acquire()
    def one():
        lock.release()
    def two():
        lock.release()
"""
    + RUN,
    "a failure before, between or after what another task does": """
def main():
    n = [0]
    def one():
        assert n[0] == 1
    def two():
        n[0] = 1
        n[0] = 2
        raise LookupError
"""
    + RUN,
    "permits": """
def main():
    permits, order = Semaphore(1), []
    def one():
        with permits:
            order.append(1)
    def two():
        with permits:
            order.append(2)
"""
    + RUN
    + "    raise LookupError(order)\n",
}


@pytest.fixture(scope="module")
def library() -> StandardLibrary:
    return StandardLibrary()


def outcomes(text: str, strategy_name: str, library: StandardLibrary) -> tuple[set[str], int]:
    """Return all outcomes that a systematic strategy reaches, and the executions it took."""
    source = Source(module="program", file="program.py", text=HEAD + text)
    return reached(Program((source,), entry="main", library=library), strategy_name)


def reached(program: Program, strategy_name: str) -> tuple[set[str], int]:
    """Return the same for a program that is loaded."""
    strategy = make_strategy(strategy_name, 0)
    shared: set[tuple[str, str]] = set()
    found: set[str] = set()
    for executions in range(MOST):
        if not strategy.begin():
            return found, executions
        known = len(shared)
        execution = run_once(program, strategy, rules=Rules(), shared=shared)
        outcome = execution.outcome
        assert outcome is not None
        if len(shared) > known:
            found.clear()
        if outcome.kind.value != "cut":
            found.add(f"{outcome.kind.value} {outcome.error} {outcome.message}")
    raise AssertionError(f"{strategy_name} did not come to its end in {MOST} executions")


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_dpor_reaches_what_depth_first_reaches(text: str, library: StandardLibrary) -> None:
    everything, by_depth_first = outcomes(text, "depth_first", library)
    found, by_dpor = outcomes(text, "dpor", library)
    gc.collect()
    assert found == everything
    assert by_dpor <= by_depth_first


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name != "permits"])
def test_every_one_of_these_programs_has_more_than_one_outcome(
    name: str, library: StandardLibrary
) -> None:
    found, _ = outcomes(PROGRAMS[name], "dpor", library)
    assert len(found) > 1, found


def test_two_tries_can_fail_before_either_lock_is_given_back(library: StandardLibrary) -> None:
    found, _ = outcomes(PROGRAMS["two tries that may both fail"], "dpor", library)
    assert any("(False, False)" in outcome for outcome in found), found


def test_of_two_releases_either_can_come_too_late(library: StandardLibrary) -> None:
    found, _ = outcomes(PROGRAMS["two releases where there was one acquire"], "dpor", library)
    assert {outcome.split(" left ")[1] for outcome in found} == {
        "one at line 9",
        "two at line 11",
    }


def test_the_bounded_search_ends_with_everything_too(library: StandardLibrary) -> None:
    text = PROGRAMS["two locks in two orders"]
    assert outcomes(text, "bounded", library)[0] == outcomes(text, "depth_first", library)[0]
