"""The second opinion: the same scenario on real threads, disturbed at the same scheduling points.

It cannot prove anything; it guards against a mistake in the model.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import threading
import time
from collections.abc import Callable, Sequence
from random import Random
from types import ModuleType
from typing import Any

from judge.engine.hooks import hooks_for
from judge.engine.program import Source
from judge.engine.rewrite import rewrite

MOST_THREADS = 300
# The address space of the child is limited, and a thread reserves sixteen times as much of it.
STACK_SIZE = 512 * 1024
SWITCH_INTERVAL = 1e-5
NUDGE_EVERY = 12
LONG_NUDGE_EVERY = 20
LONG_NUDGE = 0.000_3
PLAIN = frozenset({"_kata_loop", "_kata_slice", "_kata_explain", "_kata_new_cell", "_kata_global"})


class Noise:
    """Gives the processor away at random scheduling points."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random

    def nudge(self) -> None:
        """Perhaps let another thread go first."""
        if self.random() * NUDGE_EVERY < 1:
            time.sleep(LONG_NUDGE if self.random() * LONG_NUDGE_EVERY < 1 else 0)

    def around(self, hook: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``hook`` with a nudge before it."""

        def nudged(*arguments: Any) -> Any:
            self.nudge()
            return hook(*arguments)

        return nudged


class NoisyFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the submission on real threads, with noise at its scheduling points."""

    def __init__(self, source: Source, noise: Noise) -> None:
        self.source = source
        self.noise = noise

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of the submission, None for all else."""
        if fullname != self.source.module:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self.source.file)

    def exec_module(self, module: ModuleType) -> None:
        """Run the submission's code in its module."""
        namespace = vars(module)
        for name, hook in hooks_for(namespace).items():
            namespace[name] = hook if name in PLAIN else self.noise.around(hook)
        tree = rewrite(ast.parse(self.source.text, self.source.file))
        exec(compile(tree, self.source.file, "exec", dont_inherit=True), namespace)


class ThreadErrors:
    """Collects the exceptions that leave threads while it is entered."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def __enter__(self) -> ThreadErrors:
        self.before = threading.excepthook
        threading.excepthook = self._take
        return self

    def _take(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self.errors.append(args.exc_value)

    def __exit__(self, *exception: object) -> None:
        threading.excepthook = self.before


def run_repeatedly(function: Callable[[], None], *, runs: int, seconds: float) -> int:
    """Call ``function`` up to ``runs`` times within ``seconds``; return how often.

    Threads that serve an object for as long as the process lives add up from one run to the next;
    with 300 of them there are no more runs. Raises what ``function`` raises, or what left one of
    the threads it started.
    """
    threading.stack_size(STACK_SIZE)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    deadline = time.monotonic() + seconds
    done = 0
    try:
        while done < runs and (done == 0 or time.monotonic() < deadline):
            if threading.active_count() > MOST_THREADS:
                break
            with ThreadErrors() as threads:
                function()
            if threads.errors:
                raise threads.errors[0]
            done += 1
    finally:
        sys.setswitchinterval(interval)
    return done
