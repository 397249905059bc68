"""CPython's own tests of its threads hold under the engine, whatever the schedule.

They are run on the *fair* clock, because they sleep to let other threads go first.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest
from cpython_left_out import LEFT_OUT
from cpython_program import CPythonTests

from judge.engine.execution import Execution
from judge.engine.result import ClockMode, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import make_strategy

MODULES = (
    "test_thread",
    "test_threading",
    "test_threading_local",
    "test_queue",
    "test_logging",
    # One module before 3.12, a package since.
    "test_concurrent_futures",
    "test_concurrent_futures.test_as_completed",
    "test_concurrent_futures.test_future",
    "test_concurrent_futures.test_init",
    "test_concurrent_futures.test_shutdown",
    "test_concurrent_futures.test_thread_pool",
    "test_concurrent_futures.test_wait",
)
RULES = Rules(clock=ClockMode.FAIR, step_limit=1_000_000, turn_limit=5_000_000, thread_limit=5_000)
SCHEDULES = [("run_to_block", 0), *(("random_walk", seed) for seed in range(4))]
# The longest tests are run under fewer schedules.
STEPS_PER_TEST = 50_000


@cache
def library() -> StandardLibrary:
    """Return the one private library of these tests; loading it takes a while."""
    return StandardLibrary()


@cache
def suite_of(module: str) -> CPythonTests:
    """Return one of CPython's test modules."""
    return CPythonTests(f"test.{module}", library())


def found() -> Iterator[Any]:
    """Yield a parameter for every test method that this interpreter comes with."""
    for module in MODULES:
        try:
            names = suite_of(module).tests()
        except (ImportError, SkipTest) as error:
            missing = pytest.mark.skip(reason=str(error))
            yield pytest.param(module, "", "", id=module, marks=missing)
            continue
        for case, method in names:
            name = f"{module}.{case}.{method}"
            reasons = [LEFT_OUT[pattern] for pattern in LEFT_OUT if fnmatchcase(name, pattern)]
            marks = [pytest.mark.skip(reason=reason) for reason in reasons[:1]]
            yield pytest.param(module, case, method, id=name, marks=marks)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Keep the garbage collector out, as ``explore`` does."""
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


def execute(tests: CPythonTests, strategy: str, seed: int, shared: set[Any]) -> Execution:
    """Return one execution of the selected test, which has ended."""
    scheduler = make_strategy(strategy, seed)
    scheduler.begin()
    execution = Execution(
        scheduler.choose,
        rules=RULES,
        shared=shared,
        program=tests,
        fair_to_spinners=scheduler.fair,
    )
    execution.run(tests.launch())
    return execution


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the files that some of the tests write be no files of the project."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("module", "case", "method"), list(found()))
def test_cpython(module: str, case: str, method: str) -> None:
    """Run one of CPython's tests under several schedules."""
    tests = suite_of(module)
    tests.select(case, method)
    shared: set[Any] = set()
    steps = 0
    with collecting_rarely():
        for strategy, seed in SCHEDULES:
            execution = execute(tests, strategy, seed, shared)
            outcome = execution.outcome
            assert outcome is not None
            if outcome.error == "SkipTest":
                pytest.skip(outcome.message.removeprefix("SkipTest: ").rpartition(" left ")[0])
            assert outcome.kind is OutcomeKind.FINISHED, f"{strategy} {seed}: {outcome}"
            steps += execution.steps
            if steps > STEPS_PER_TEST:
                break
