"""Judge a submission in a child process and decide, in the parent, what the transcript proves."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import judge as package
from judge.box.intake import Submission
from judge.box.job import Job
from judge.box.limits import ChildEnd, EndReason, Limits
from judge.box.own import OwnProgram
from judge.box.process import active_layers, run_child
from judge.engine.schedule import ScheduleError, decode
from judge.engine.strategies import strategy_names
from judge.katas import Kata
from judge.verdict.report import Report, ScenarioReport, Symptom, Verdict
from judge.verdict.transcript import Decision, Disorder, Transcript

DEFAULT_EXECUTIONS = 400
# Far more than it takes; the number of executions is the limit, which is the same on every machine.
DEFAULT_SECONDS = 60.0
EXPLORE_EXECUTIONS = 2_000
SILENCE_SECONDS = 10.0
GRACE_SECONDS = 30.0


class UsageProblem(Exception):
    """What was asked for cannot be done; ``str`` of it says in one line what to do instead."""


class JudgeFault(Exception):
    """The judge itself failed."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to judge.

    ``budget`` is in seconds of wall time for the whole exploration, ``executions`` bounds each
    scenario; with ``fail_fast`` the first scenario that fails is the last.
    """

    seed: int = 0
    budget: float | None = None
    strategy: str = "portfolio"
    scenario: str | None = None
    native: bool = True
    executions: int | None = None
    fail_fast: bool = False


class Stage(StrEnum):
    """What a progress event tells of."""

    PLANNED = "planned"
    STARTED = "started"
    EXPLORED = "explored"
    FINISHED = "finished"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One event of a judgement under way."""

    stage: Stage
    scenarios: tuple[str, ...] = ()
    name: str = ""
    executions: int = 0
    report: ScenarioReport | None = None


OnProgress = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Take no notice of a progress event."""


def judge(
    kata: Kata, submission: Submission, options: Options, on_progress: OnProgress = silent
) -> Report:
    """Judge ``submission`` and return the report; raises nothing for a bad submission."""
    started = time.monotonic()
    job = Job(
        task="judge",
        module=kata.name,
        file=submission.path,
        text=submission.text,
        test_file=kata.tests.name,
        test_text=kata.tests.read_text("utf-8"),
        stub_text=kata.stub.read_text("utf-8"),
        names=kata.names,
        allow=tuple(sorted(kata.allow)),
        forbid=tuple(sorted(kata.forbid)),
        questions=kata.question_texts(),
        **_searching(options, DEFAULT_EXECUTIONS),
    )
    transcript, decision = run_job(job, on_progress)
    return Report(
        kata=kata.name,
        verdict=decision.verdict,
        symptom=decision.symptom,
        message=decision.message,
        path=submission.path,
        sha256=submission.sha256,
        seed=options.seed,
        python=platform.python_version(),
        judge=package.__version__,
        box=active_layers(),
        seconds=time.monotonic() - started,
        scenarios=tuple(transcript.reports),
    )


def replay(kata: Kata, submission: Submission, schedule: str) -> ScenarioReport:
    """Run one schedule of a scenario again.

    Raises ``ScheduleError`` for a schedule that cannot be replayed on this file, ``JudgeFault``.
    """
    job = Job(
        task="replay",
        module=kata.name,
        file=submission.path,
        text=submission.text,
        test_file=kata.tests.name,
        test_text=kata.tests.read_text("utf-8"),
        stub_text=kata.stub.read_text("utf-8"),
        names=kata.names,
        allow=tuple(sorted(kata.allow)),
        forbid=tuple(sorted(kata.forbid)),
        questions=kata.question_texts(),
        scenario=decode(schedule).scenario,
        schedule=schedule,
    )
    transcript, decision = run_job(job, silent)
    return _only_scenario(transcript, decision, ScheduleError)


def explore_file(
    own: OwnProgram, options: Options, on_progress: OnProgress = silent
) -> ScenarioReport:
    """Explore somebody's own program.

    Raises ``UsageProblem`` when there is no such function, ``JudgeFault``.
    """
    job = own.job("explore", **_searching(options, EXPLORE_EXECUTIONS))
    transcript, decision = run_job(job, on_progress)
    return _own_scenario(transcript, decision, UsageProblem)


def replay_file(own: OwnProgram, schedule: str) -> ScenarioReport:
    """Run one schedule of somebody's own program again; raises as ``replay`` does."""
    decode(schedule)
    transcript, decision = run_job(own.job("replay_file", schedule=schedule), silent)
    return _own_scenario(transcript, decision, ScheduleError)


def _searching(options: Options, executions: int) -> dict[str, Any]:
    if options.strategy not in strategy_names():
        names = ", ".join(strategy_names())
        raise UsageProblem(f"no strategy named {options.strategy!r}; there are {names}")
    return {
        "seed": options.seed,
        "strategy": options.strategy,
        "executions": options.executions or executions,
        "seconds": options.budget or DEFAULT_SECONDS,
        "scenario": options.scenario,
        "native": options.native,
        "fail_fast": options.fail_fast,
    }


def _only_scenario(
    transcript: Transcript, decision: Decision, problem: type[Exception]
) -> ScenarioReport:
    if decision.verdict is Verdict.REJECTED:
        raise problem(decision.message)
    if transcript.reports and transcript.complete:
        return transcript.reports[0]
    if decision.verdict is Verdict.ERROR:
        raise JudgeFault(decision.message)
    return ScenarioReport(
        name=transcript.running or "load",
        verdict=decision.verdict,
        symptom=decision.symptom,
        message=decision.message,
    )


def _own_scenario(
    transcript: Transcript, decision: Decision, problem: type[Exception]
) -> ScenarioReport:
    report = _only_scenario(transcript, decision, problem)
    if transcript.complete or decision.symptom is not Symptom.TIMEOUT:
        return report
    hint = "or waits at a real lock, if a module with locks is not under control (--control)"
    return replace(report, message=f"{report.message}, {hint}")


def run_job(job: Job, on_progress: OnProgress) -> tuple[Transcript, Decision]:
    """Run a job in a child process; return its transcript and what it comes to."""
    transcript = Transcript()
    disorder: list[str] = []

    def take(line: str) -> None:
        if disorder:
            return
        try:
            tell(on_progress, transcript.feed(line), transcript)
        except Disorder as error:
            disorder.append(str(error))

    end = run_child(
        [sys.executable, "-m", "judge.box.child"],
        limits=Limits(
            wall=job.seconds + GRACE_SECONDS,
            cpu=job.seconds + GRACE_SECONDS,
            silence=SILENCE_SECONDS,
        ),
        stdin=job.dump(),
        on_line=take,
    )
    if disorder:
        message = f"the transcript is not in order: {disorder[0]}"
        decision = Decision(verdict=Verdict.FAILED, symptom=Symptom.CRASH, message=message)
        return transcript, decision
    return transcript, decide(transcript, end)


def tell(on_progress: OnProgress, data: dict[str, object], transcript: Transcript) -> None:
    """Turn a line of the transcript into a progress event."""
    match data["event"]:
        case "plan":
            on_progress(Progress(stage=Stage.PLANNED, scenarios=transcript.planned))
        case "start":
            on_progress(Progress(stage=Stage.STARTED, name=str(data["name"])))
        case "explored":
            count = int(str(data["executions"]))
            on_progress(Progress(stage=Stage.EXPLORED, name=str(data["name"]), executions=count))
        case "scenario":
            report = transcript.reports[-1]
            on_progress(Progress(stage=Stage.FINISHED, name=report.name, report=report))


def decide(transcript: Transcript, end: ChildEnd) -> Decision:
    """Return the verdict on a child that has ended.

    A child that went away before it had loaded the submission died of the judge's own fault.
    """
    orderly = end.reason is EndReason.EXITED and end.returncode == 0
    if end.reason is EndReason.EXITED and end.returncode == 1 and "Traceback" in end.output:
        last = end.output.strip().splitlines()[-1]
        return Decision(verdict=Verdict.ERROR, symptom=None, message=f"the judge failed: {last}")
    symptom, ending = ENDINGS.get(end.reason, (Symptom.CRASH, "the process ended too early"))
    if end.reason is EndReason.SIGNALLED:
        ending = f"the process was killed by signal {end.signal}"
    return transcript.decide(orderly=orderly, ending=ending, ending_symptom=symptom)


ENDINGS = {
    EndReason.WALL: (Symptom.TIMEOUT, "not done when the time was up"),
    EndReason.SILENCE: (Symptom.TIMEOUT, "no sign of life; it computes without end"),
    EndReason.CPU: (Symptom.TIMEOUT, "used up its processor time"),
    EndReason.OUTPUT: (Symptom.CRASH, "printed more than a megabyte"),
    EndReason.TRANSCRIPT: (Symptom.CRASH, "the transcript grew without end"),
    EndReason.EXITED: (Symptom.CRASH, "the process ended before the judgement did"),
}

__all__ = [
    "JudgeFault",
    "Options",
    "OwnProgram",
    "Progress",
    "ScheduleError",
    "Stage",
    "UsageProblem",
    "explore_file",
    "judge",
    "replay",
    "replay_file",
    "strategy_names",
]
