"""CPython's own test modules as programs under test.

Everything a test module imports that has to do with threads or time is the controlled one;
``unittest``, ``weakref`` and the rest are the interpreter's.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import tokenize
import unittest
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from cpython_stand_ins import stand_ins

from judge.engine.program import Program, Source
from judge.engine.stdlib import UNCONTROLLED, StandardLibrary

RUNNER = """
def names(load, found):
    found.update(vars(load()))


def one_test(load, case, method):
    tests = getattr(load(), case)
    tests.setUpClass()
    try:
        tests(method).debug()
    finally:
        tests.tearDownClass()
        tests.doClassCleanups()
"""
# What the tests share is loaded under control like the tests themselves.
SHARED = (
    "test.lock_tests",
    "test.support.threading_helper",
    "test.test_concurrent_futures.executor",
    "test.test_concurrent_futures.util",
)


class CPythonTests(Program):
    """One of CPython's test modules; ``select`` says which of its tests an execution runs.

    Raises ``ModuleNotFoundError`` when the interpreter comes without it.
    """

    def __init__(self, name: str, library: StandardLibrary) -> None:
        runner = Source(module="cpython_runner", file="cpython_runner.py", text=RUNNER)
        shared = [spec for spec in map(spec_of, SHARED) if spec is not None]
        spec = spec_of(name)
        if spec is None:
            raise ModuleNotFoundError(f"this interpreter comes without {name}")
        sources = [runner, *map(source_of, [spec, *shared])]
        super().__init__(tuple(sources), entry=None, library=library)
        self.name = name
        self.modules.builtins["__import__"] = self.importing
        self.stand_ins = stand_ins(self.module, library)

    def select(self, case: str, method: str) -> None:
        """Make ``method`` of the test class ``case`` what the next executions run."""
        self.entry = "one_test"
        self.arguments = {"load": self._load_tests, "case": case, "method": method}

    def tests(self) -> list[tuple[str, str]]:
        """Return the test classes and methods; the module is loaded outside any execution."""
        found: dict[str, Any] = {}
        self.entry = "names"
        self.arguments = {"load": self._load_tests, "found": found}
        self.launch()()
        methods = unittest.TestLoader().getTestCaseNames
        return [
            (name, method)
            for name, value in found.items()
            if isinstance(value, type) and issubclass(value, unittest.TestCase)
            for method in methods(value)
        ]

    def _load_tests(self) -> ModuleType:
        return self.module(self.name)

    def module(self, name: str) -> ModuleType:
        """Return the module that the tests get under this name."""
        if name in self.sources:
            return self.modules.load(name)
        if name in self.stand_ins:
            return self.stand_ins[name]
        if self.library.controls(name) and name not in UNCONTROLLED:
            self.library.used.add(name)
            return self.library.module(name)
        return importlib.import_module(name)

    def importing(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Import for a test module."""
        if level and globals is not None:
            package = globals["__name__"].rpartition(".")[0]
            name = importlib.util.resolve_name("." * level + name, package)
        root = name.partition(".")[0]
        wanted = name if fromlist else root
        known = wanted in self.sources or wanted in self.stand_ins or self.library.controls(wanted)
        if known:
            return self.module(wanted)
        return builtins.__import__(name, globals, locals, fromlist or (), 0)


def spec_of(name: str) -> ModuleSpec | None:
    """Return where the interpreter has a module, None when it comes without it."""
    try:
        return importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None


def source_of(spec: ModuleSpec) -> Source:
    """Return the text of one of the interpreter's modules."""
    # Not by its loader, which under pytest is none for a file named ``test_*``.
    file = spec.origin
    assert file is not None
    with tokenize.open(file) as text:
        return Source(module=spec.name, file=file, text=text.read())
