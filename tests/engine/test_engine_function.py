"""The engine as a library: a function of a file, explored."""

from __future__ import annotations

import importlib
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from judge.engine.explore import Budget, tell
from judge.engine.function import explore_function, program_of
from judge.engine.result import Claim, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import decode

TEXT = """
import threading
from library_beside import Counter

calls = []

def both(times=1):
    calls.append(times)
    counter = Counter()
    threads = [threading.Thread(target=counter.up, args=(times,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.n == 2 * times

def alone():
    assert not calls
"""
BESIDE = """
class Counter:
    n = 0

    def up(self, times):
        self.n += times
"""
FEW = Budget(executions=50)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module on the path, with another beside it."""
    (tmp_path / "library_user.py").write_text(TEXT)
    (tmp_path / "library_beside.py").write_text(BESIDE)
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield importlib.import_module("library_user")
    for name in ("library_user", "library_beside"):
        sys.modules.pop(name, None)


def test_a_function_is_explored_with_the_modules_beside_it(module: ModuleType) -> None:
    failure = explore_function(module.both, budget=FEW).failure
    assert failure is not None
    assert failure.outcome.kind is OutcomeKind.ASSERTION
    assert any(step.file.endswith("library_beside.py") for step in failure.trace)


def test_arguments_are_handed_over(module: ModuleType) -> None:
    failure = explore_function(module.both, arguments={"times": 5}, budget=FEW).failure
    assert failure is not None
    assert "but it was 5 against 10" in failure.outcome.message


def test_a_failure_of_a_function_is_told_again(module: ModuleType) -> None:
    failure = explore_function(module.both, budget=FEW).failure
    assert failure is not None
    blocks = decode(failure.schedule).blocks
    told = tell(program_of(module.both), blocks, rules=Rules(), scenario="both")
    assert (told.outcome, told.trace) == (failure.outcome, failure.trace)
    assert told.schedule == failure.schedule


def test_the_module_itself_is_left_as_it_is(module: ModuleType) -> None:
    module.calls.append("mine")
    exploration = explore_function(module.alone, budget=FEW)
    assert exploration.failure is None
    assert exploration.claim is Claim.COMPLETE
    explore_function(module.both, budget=FEW)
    assert module.calls == ["mine"]
    assert module.threading is threading


@pytest.mark.parametrize("function", [lambda: None, Budget.__init__, len, Path.exists])
def test_what_is_no_function_of_a_file_is_refused(function: Any) -> None:
    with pytest.raises(ValueError, match="top level of a file"):
        explore_function(function)


def test_a_script_can_explore_its_own_function(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        dedent("""
        import threading
        from judge.engine.function import explore_function

        def main():
            seen = []
            def work():
                seen.append(len(seen))
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            assert seen == [0, 1]

        if __name__ == "__main__":
            print(explore_function(main).failure.outcome.kind)
        """)
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "assertion\n"
