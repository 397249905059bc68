"""The pytest plugin that runs a kata's tests as scenarios: explored first, then on real threads."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

import pytest

from judge.box.for_tests import for_tests
from judge.box.job import Job
from judge.box.native import run_repeatedly
from judge.box.quiz_key import key_sources
from judge.engine.explore import Budget, explore
from judge.engine.program import Program, Source
from judge.engine.result import ClockMode, Exploration
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.linearizability import LinearizabilityUndecided
from judge.verdict.judgement import scenario_report
from judge.verdict.report import ScenarioReport, Symptom, Verdict

MARKERS = (
    "fair_clock: virtual time moves only when nobody can run",
    "virtual_time: not run on real threads, because it would take real time",
    "symptom(name): what a failed assertion or an unexpected exception in this scenario means",
)
EXECUTIONS_AFTER_A_FAILURE = 60
NATIVE_RUNS = 25
NATIVE_SECONDS = 0.12
NATIVE_TIMEOUT = 5
SECONDS_BETWEEN_PROGRESS = 0.1

Emit = Callable[..., None]


class Scenarios:
    """Runs every collected test as a scenario and reports each with ``emit``."""

    def __init__(self, job: Job, library: StandardLibrary, emit: Emit) -> None:
        self.job = job
        self.library = library
        self.emit = emit
        self.deadline = time.monotonic() + job.seconds
        self.reports: dict[str, ScenarioReport] = {}
        self.problems: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the markers known."""
        for marker in MARKERS:
            config.addinivalue_line("markers", marker)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what could not be collected."""
        if report.failed:
            self.problems.append(str(report.longrepr))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the scenario that was asked for, and announce the plan."""
        if self.job.scenario is not None:
            items[:] = [i for i in items if self.job.scenario in (i.name, scenario_name(i))]
        for item in items:
            item.add_marker(pytest.mark.timeout(NATIVE_TIMEOUT, method="signal", func_only=True))
        if items:
            self.emit("plan", scenarios=[item.name for item in items])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Leave out what comes after the first failure, if that is all that is asked for."""
        return True if self.job.fail_fast and self._has_failed() else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Explore the scenario."""
        assert isinstance(item, pytest.Function)
        self.emit("start", name=item.name)
        started = time.monotonic()
        exploration = self._explore(item)
        self.reports[item.nodeid] = scenario_report(
            item.name, exploration, told=told_symptom(item), seconds=time.monotonic() - started
        )

    def _explore(self, item: pytest.Function) -> Exploration:
        job = self.job
        left = max(0.05, self.deadline - time.monotonic())
        return explore(
            program_of(job, item, self.library),
            scenario=item.name,
            strategy=job.strategy,
            seed=job.seed,
            rules=rules_of(job, item),
            budget=Budget(executions=self._executions(), seconds=left),
            on_execution=self._progress_of(item.name),
        )

    def _has_failed(self) -> bool:
        return any(report.verdict is not Verdict.PASSED for report in self.reports.values())

    def _executions(self) -> int:
        # The verdict stands with the first failure; the rest is told for what it may add.
        most = self.job.executions
        return min(most, EXECUTIONS_AFTER_A_FAILURE) if self._has_failed() else most

    def _progress_of(self, name: str) -> Callable[[int], None]:
        last = time.monotonic()

        def progress(executions: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last > SECONDS_BETWEEN_PROGRESS:
                last = now
                self.emit("explored", name=name, executions=executions)

        return progress

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Run the scenario on real threads, unless it has failed already."""
        wanted = self.job.native and pyfuncitem.get_closest_marker("virtual_time") is None
        if wanted and not self._has_failed():
            arguments = arguments_of(pyfuncitem)
            run_repeatedly(
                lambda: pyfuncitem.obj(**arguments), runs=NATIVE_RUNS, seconds=NATIVE_SECONDS
            )
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Report the scenario once its call phase is over."""
        result = yield
        if call.when == "call":
            report = self.reports[item.nodeid]
            if call.excinfo is not None and report.verdict is Verdict.PASSED:
                report = natively_failed(report, call.excinfo.value, told_symptom(item))
                self.reports[item.nodeid] = report
            self.emit("scenario", report=report.to_json())
        elif call.excinfo is not None:
            self.problems.append(f"{item.name}: {call.excinfo.getrepr(style='short')}")
        return result


def natively_failed(
    report: ScenarioReport, error: BaseException, told: Symptom | None
) -> ScenarioReport:
    """Return the report of a scenario that no exploration broke, but real threads did."""
    if isinstance(error, LinearizabilityUndecided):
        return dataclasses.replace(report, verdict=Verdict.ERROR, message=str(error))
    if isinstance(error, pytest.fail.Exception) and str(error).startswith("Timeout"):
        symptom, what = Symptom.TIMEOUT, f"did not end within {NATIVE_TIMEOUT} s"
    elif isinstance(error, AssertionError | pytest.fail.Exception):
        symptom, what = told or Symptom.WRONG_RESULT, str(error) or "an assertion failed"
    else:
        symptom, what = told or Symptom.EXCEPTION, f"{type(error).__name__}: {error}"
    message = f"on real threads: {what.splitlines()[0]}"
    return dataclasses.replace(report, verdict=Verdict.FAILED, symptom=symptom, message=message)


def scenario_name(item: pytest.Item) -> str:
    """Return the name of a scenario without its parameters."""
    return str(getattr(item, "originalname", None) or item.name)


def told_symptom(item: pytest.Item) -> Symptom | None:
    """Return the symptom that a scenario names itself, None when it leaves it to the judge."""
    marker = item.get_closest_marker("symptom")
    return None if marker is None else Symptom(marker.args[0])


def arguments_of(item: pytest.Function) -> dict[str, Any]:
    """Return the parameters of a scenario; raises ``ValueError`` for one that wants fixtures."""
    parameters: dict[str, Any] = dict(getattr(getattr(item, "callspec", None), "params", {}))
    wanted = set(item._fixtureinfo.argnames)
    if wanted != set(parameters):
        names = ", ".join(sorted(wanted - set(parameters)))
        raise ValueError(
            f"{item.name} asks for the fixture {names}; a scenario has parameters only"
        )
    return parameters


def program_of(job: Job, item: pytest.Function, library: StandardLibrary) -> Program:
    """Return the program that a scenario is under the engine."""
    test = Source(module="test_stress", file=job.test_file, text=job.test_text)
    submission = Source(module=job.module, file=job.file, text=job.text)
    return Program(
        (test, submission, *key_sources(job)),
        entry=scenario_name(item),
        arguments=arguments_of(item),
        library=library,
        finder=for_tests(),
    )


def rules_of(job: Job, item: pytest.Item) -> Rules:
    """Return the rules a scenario is explored under."""
    fair = item.get_closest_marker("fair_clock") is not None
    return Rules(
        clock=ClockMode.FAIR if fair else ClockMode.ADVERSARIAL,
        waiting_must_block=True,
        judged=frozenset({job.file}),
        assertions=(AssertionError, pytest.fail.Exception),
        undecided=(LinearizabilityUndecided,),
    )
