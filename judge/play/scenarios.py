"""The scenarios of a kata as programs, for whoever runs them in this process."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from judge.box.job import Job
from judge.box.plugin import MARKERS, program_of, rules_of, told_symptom
from judge.box.quiet import quiet
from judge.engine.program import Program
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.katas import Kata
from judge.verdict.report import Symptom

TEST_MODULE = "test_stress"
# Whatever pytest is set up to do here is meant for other tests.
SETTINGS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}
OPTIONS = ("-s", "--collect-only", "--assert=plain", "--import-mode=importlib")
WITHOUT = ("cacheprovider", "terminal", "faulthandler", "unraisableexception", "threadexception")


class NotCollected(Exception):
    """The scenarios cannot be had with this submission; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One scenario; ``told`` is the symptom that it names itself."""

    name: str
    program: Program
    rules: Rules
    told: Symptom | None


class Collector:
    """The plugin that keeps what pytest has found."""

    def __init__(self) -> None:
        self.items: list[pytest.Function] = []
        self.problem = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the markers known."""
        for marker in MARKERS:
            config.addinivalue_line("markers", marker)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what could not be collected."""
        if report.failed:
            lines = str(report.longrepr).strip().splitlines()
            self.problem = self.problem or lines[-1]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the scenarios, in the order of the file."""
        self.items += [item for item in items if isinstance(item, pytest.Function)]


class Submitted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the submission's text under the name that the tests import it by."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of the submission, None for all else."""
        if fullname != self.job.module:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self.job.file)

    def exec_module(self, module: ModuleType) -> None:
        """Run the text in its module."""
        code = compile(self.job.text, self.job.file, "exec", dont_inherit=True)
        exec(code, vars(module))


def job_of(kata: Kata, text: str, file: str) -> Job:
    """Return what the judge would be asked for this submission."""
    return Job(
        task="judge",
        module=kata.name,
        file=file,
        text=text,
        test_file=kata.tests.name,
        test_text=kata.tests.read_text("utf-8"),
        stub_text=kata.stub.read_text("utf-8"),
        names=kata.names,
        allow=tuple(sorted(kata.allow)),
        forbid=tuple(sorted(kata.forbid)),
    )


def scenarios_of(job: Job, library: StandardLibrary) -> list[Scenario]:
    """Return the scenarios of a kata around a submission; raises ``NotCollected``."""
    return [
        Scenario(
            name=item.name,
            program=program_of(job, item, library),
            rules=rules_of(job, item),
            told=told_symptom(item),
        )
        for item in _items(job)
    ]


def _items(job: Job) -> list[pytest.Function]:
    collector = Collector()
    without = [word for name in WITHOUT for word in ("-p", f"no:{name}")]
    with _place() as folder, _importable(job), _settings(), quiet():
        test = folder / f"{TEST_MODULE}.py"
        test.write_text(job.test_text, "utf-8")
        where = ["-c", os.devnull, "--rootdir", str(folder), str(test)]
        pytest.main([*OPTIONS, *without, *where], plugins=[collector])
    if collector.problem or not collector.items:
        raise NotCollected(collector.problem or "the kata has no scenarios")
    return collector.items


@contextmanager
def _place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        yield Path(folder)


@contextmanager
def _importable(job: Job) -> Iterator[None]:
    """Let the submission be imported in the meantime, and leave no module behind."""
    finder = Submitted(job)
    names = (job.module, TEST_MODULE)
    before = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    wrote, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        sys.dont_write_bytecode = wrote
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)


@contextmanager
def _settings() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in SETTINGS}
    os.environ.update(SETTINGS)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
