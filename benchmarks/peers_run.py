"""Runs one program with one tool and prints what came of it as JSON; started by peers.py.

A process of its own for every run: the tools patch ``threading`` for good, and one of them may
leave threads behind that nobody can end.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

PROGRAMS = Path(__file__).resolve().parent / "programs_peers"
SECONDS = 30.0

# What makes a program for frontrun, three names, into one that runs by itself.
DRIVER = """

def main():
    import threading

    state = setup()
    threads = [threading.Thread(target=worker, args=(state,)) for worker in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(state)
"""

COUNTED = """
def call(*args, **kwargs):
    next(counter)
    return original(*args, **kwargs)
"""

Report = dict[str, Any]


def interleave(text: str, name: str, strategy: str, seed: int, limit: int) -> Report:
    """Explore with this project's engine; ``told`` is when the failure was also made small."""
    from judge.engine.explore import Budget, explore
    from judge.engine.program import Program, Source

    program = Program((Source(module=name, file=f"{name}.py", text=text + DRIVER),), entry="main")
    began, ran = time.perf_counter(), 0.0

    def note(number: int) -> None:
        nonlocal ran
        ran = time.perf_counter() - began

    budget = Budget(executions=limit, seconds=SECONDS)
    result = explore(program, strategy=strategy, seed=seed, budget=budget, on_execution=note)
    kind = None if result.failure is None else result.failure.outcome.kind.value
    return {
        "found": kind is not None,
        "said": kind or result.claim.value,
        "executions": result.executions,
        "decisions": result.decisions,
        "seconds": ran,
        "told": time.perf_counter() - began,
    }


def frontrun(text: str, name: str, strategy: str, seed: int, limit: int) -> Report:
    """Explore with frontrun as its documentation advises, without its ten repetitions.

    Every step that it schedules is counted as a decision, whether or not there was a choice.
    """
    import frontrun as tool
    from frontrun._dpor_runtime.scheduler import DporScheduler
    from frontrun.bytecode import OpcodeScheduler

    counter = count()
    counted(DporScheduler, "_schedule_next", counter)
    counted(OpcodeScheduler, "wait_for_turn", counter)
    module = loaded(name)
    own: dict[str, Any] = {"max_executions": limit}
    if strategy == "random":
        own = {"max_attempts": limit, "seed": seed}
    began = time.perf_counter()
    result = tool.explore(
        setup=module.setup,
        workers=module.WORKERS,
        invariant=module.invariant,
        strategy=strategy,
        clock="explored" if getattr(module, "USES_TIME", False) else "real",
        reproduce_on_failure=0,
        total_timeout=SECONDS,
        **own,
    )
    said = {True: "passed", False: "found", None: "inconclusive"}[result.property_holds]
    return {
        "found": said == "found",
        "said": said,
        "executions": result.num_explored,
        "decisions": next(counter),
        "seconds": time.perf_counter() - began,
    }


def counted(owner: type, method: str, counter: Any) -> None:
    """Count the calls of a method."""
    # The tools watch every instruction outside their own files, so the count must look like one.
    namespace: dict[str, Any] = {"counter": counter, "original": getattr(owner, method)}
    exec(compile(COUNTED, inspect.getfile(owner), "exec"), namespace)
    setattr(owner, method, namespace["call"])


def interleave_test(text: str, name: str, strategy: str, seed: int, limit: int) -> Report:
    """Explore with interleave-test; a decision is a choice put to its strategy."""
    import interleave_test as tool

    base = {"random": tool.RandomStrategy, "pct": tool.PCTStrategy}[strategy]
    counter = count()
    counted(base, "pick", counter)
    namespace: dict[str, Any] = {"__name__": name}
    exec(compile(text + DRIVER, str(PROGRAMS / f"{name}.py"), "exec"), namespace)
    began = time.perf_counter()
    result = tool.explore(
        namespace["main"],
        iterations=limit,
        seed=seed,
        strategy=base(),
        timeout=10.0,
        raise_on_failure=False,
    )
    return {
        "found": result.failure is not None,
        "said": "passed" if result.failure is None else result.failure.kind,
        "executions": result.schedules_run,
        "decisions": next(counter),
        "seconds": time.perf_counter() - began,
    }


def loaded(name: str) -> ModuleType:
    """Return a program as an ordinary module."""
    spec = spec_from_file_location(name, PROGRAMS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOLS: dict[str, Callable[[str, str, str, int, int], Report]] = {
    "kata": interleave,
    "frontrun": frontrun,
    "interleave-test": interleave_test,
}


def main() -> None:
    """Run what the command line names: tool, strategy, program, seed, executions."""
    tool, strategy, name, seed, limit = sys.argv[1:]
    text = (PROGRAMS / f"{name}.py").read_text("utf-8")
    print(json.dumps(TOOLS[tool](text, name, strategy, int(seed), int(limit))), flush=True)
    # A tool that ran into a deadlock may have left threads that never end.
    os._exit(0)


if __name__ == "__main__":
    main()
