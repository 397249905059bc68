"""Stand-ins for the judge and the catalogue, and the ``kata`` that runs on them.

As a script it is that ``kata``: ``python cli_fakes.py CONTENT BEHAVIOUR ARGUMENT...``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from judge.box.intake import Submission
from judge.box.judging import Options, OwnProgram, Progress, Stage
from judge.engine.result import Claim, TraceStep
from judge.katas import Kata
from judge.verdict.report import Report, ScenarioReport, Symptom, Verdict

Watcher = Callable[[Progress], None]
STORY = (
    ("Thread-1", 7, "self._balance += amount", "reads BankAccount._balance"),
    ("Thread-2", 7, "self._balance += amount", "reads BankAccount._balance"),
    ("Thread-2", 7, "self._balance += amount", "writes BankAccount._balance"),
    ("Thread-1", 7, "self._balance += amount", "writes BankAccount._balance"),
)
# Marks the behaviour of a kata that another one has started.
CHILD = "child:"
KATAS = {
    "mutex": ("Mutex: the bank account", "easy", ["mutex", "race condition"]),
    "bounded_buffer": ("Bounded buffer", "medium", ["condition variable", "back-pressure"]),
    "a_kata_with_a_very_long_name": (
        "A title that is much longer than any title has a right to be, really",
        "hard",
        ["a topic of many words", "another topic of many words"],
    ),
}


class FakeUsageProblem(Exception):
    """Stands in for ``judging.UsageProblem``."""


class FakeScheduleError(Exception):
    """Stands in for ``judging.ScheduleError``."""


def trace(*steps: tuple[str, int, str, str], file: str = "mutex.py") -> tuple[TraceStep, ...]:
    """Return a trace of one file."""
    return tuple(
        TraceStep(thread=thread, file=file, line=line, code=code, event=event)
        for thread, line, code, event in steps
    )


def passing(name: str = "test_deposits_add_up", **changes: Any) -> ScenarioReport:
    """Return a passed scenario, sampled unless the changes say otherwise."""
    scenario = ScenarioReport(
        name=name, verdict=Verdict.PASSED, claim=Claim.SAMPLED, executions=300, seconds=0.25
    )
    return replace(scenario, **changes)


def failing(name: str = "test_no_deposit_is_lost", **changes: Any) -> ScenarioReport:
    """Return a failed scenario with a story and a schedule."""
    scenario = ScenarioReport(
        name=name,
        verdict=Verdict.FAILED,
        symptom=Symptom.WRONG_RESULT,
        message="Deposits made at the same time all count.\nassert 1 == 2",
        executions=12,
        strategy="surw",
        schedule="1:0x1,2x2,1",
        preemptions=1,
        seconds=0.5,
        trace=trace(*STORY),
    )
    return replace(scenario, **changes)


def report(*scenarios: ScenarioReport, **changes: Any) -> Report:
    """Return the report that goes with the scenarios."""
    failed = next((s for s in scenarios if s.verdict is not Verdict.PASSED), None)
    whole = Report(
        kata="mutex",
        verdict=failed.verdict if failed else Verdict.PASSED,
        symptom=failed.symptom if failed else None,
        message=failed.message if failed else None,
        path="mutex.py",
        sha256="ab" * 32,
        seed=0,
        python="3.11.7",
        judge="0.1.0",
        box=("landlock", "rlimits", "NO SECCOMP"),
        seconds=1.25,
        scenarios=scenarios,
    )
    return replace(whole, **changes)


class FakeJudge:
    """What ``judge.box.judging`` offers, always answering ``answer``; it keeps the calls."""

    def __init__(self, answer: Report | Exception | None = None) -> None:
        self.answer: Report | BaseException = answer or report(passing(), passing("test_more"))
        self.again: ScenarioReport | Exception = failing()
        self.calls: list[tuple[Any, ...]] = []
        self.owned: list[OwnProgram] = []

    def judge(self, kata: Kata, submission: Submission, options: Options, on: Watcher) -> Report:
        self.calls.append((kata.name, submission.path, options))
        if isinstance(self.answer, BaseException):
            raise self.answer
        self._tell(self.answer.scenarios, on)
        return replace(self.answer, kata=kata.name, path=submission.path, seed=options.seed)

    def explore_file(self, own: OwnProgram, options: Options, on: Watcher) -> ScenarioReport:
        self.calls.append((own.main.path, own.function, options))
        self.owned.append(own)
        again = self._again()
        self._tell((again,), on)
        return again

    def replay(self, kata: Kata, submission: Submission, schedule: str) -> ScenarioReport:
        self.calls.append((kata.name, submission.path, schedule))
        return self._again()

    def replay_file(self, own: OwnProgram, schedule: str) -> ScenarioReport:
        self.calls.append((own.main.path, own.function, schedule))
        self.owned.append(own)
        return self._again()

    def strategy_names(self) -> list[str]:
        return ["dpor", "portfolio"]

    def _again(self) -> ScenarioReport:
        if isinstance(self.again, Exception):
            raise self.again
        return self.again

    @staticmethod
    def _tell(scenarios: tuple[ScenarioReport, ...], on: Watcher) -> None:
        on(Progress(stage=Stage.PLANNED, scenarios=tuple(one.name for one in scenarios)))
        for one in scenarios:
            on(Progress(stage=Stage.STARTED, name=one.name))
            on(Progress(stage=Stage.EXPLORED, name=one.name, executions=1))
            on(Progress(stage=Stage.FINISHED, name=one.name, report=one))


def install(fake: FakeJudge, put: Callable[[Any, str, Any], object]) -> None:
    """Put the fake in the place of the functions and errors of ``judge.box.judging``."""
    from judge.box import judging

    for name in ("judge", "explore_file", "replay", "replay_file", "strategy_names"):
        put(judging, name, getattr(fake, name))
    put(judging, "UsageProblem", FakeUsageProblem)
    put(judging, "ScheduleError", FakeScheduleError)


def make_content(root: Path) -> Path:
    """Write a small catalogue of katas and solutions, and return its root."""
    for name, (title, difficulty, topics) in KATAS.items():
        kata, solution = root / "katas" / name, root / "solutions" / name
        kata.mkdir(parents=True)
        solution.mkdir(parents=True)
        toml = f"title = {title!r}\ndifficulty = {difficulty!r}\ntopics = {topics!r}\nnames = ['A']"
        (kata / "kata.toml").write_text(toml)
        (kata / "stub.py").write_text("class A:\n    pass\n")
        (kata / "prompt.md").write_text(f"# {title}\n\nWrite **it**.\n")
        (kata / "hints.md").write_text("# Hints\n\n## Hint 1\nLook.\n\n## Hint 2\n\nThink.\n")
        (kata / "test_stress.py").write_text("def test_deposits_add_up() -> None:\n    assert A\n")
        (solution / "reference.py").write_text("class A:\n    right = True\n")
        (solution / "notes.md").write_text("# Why it is right\n\nBecause.\n")
    return root


def behaviour(name: str) -> FakeJudge:
    """Return the fake judge that a script asks for by name."""
    answers: dict[str, Report | Exception] = {
        "passes": report(passing()),
        "fails": report(passing(), failing()),
        "rejects": report(verdict=Verdict.REJECTED, message="BankAccount is missing"),
        "errs": report(verdict=Verdict.ERROR, message="the box died"),
        "crashes": RuntimeError("out of greenlets"),
        "breaks": BrokenPipeError("the child is gone"),
    }
    fake = FakeJudge(answers.get(name))
    if name == "waits":
        fake.judge = wait_for_ever  # type: ignore[assignment,method-assign]
    if name == "reads":
        fake.judge = judge_by_the_text  # type: ignore[assignment,method-assign]
    return fake


def judge_by_the_text(kata: Kata, submission: Submission, *_: Any) -> Report:
    """Answer as the submission asks for it: a wrong one fails, a slow one never ends."""
    if "slow" in submission.text:
        wait_for_ever()
    answer = failing() if "wrong" in submission.text else passing()
    return report(answer, kata=kata.name, path=submission.path)


def wait_for_ever(*_: Any) -> Report:
    """Say that judging is under way, then wait to be interrupted."""
    os.write(2, b"judging\n")
    while True:
        time.sleep(60)


def main() -> None:
    """Run ``kata`` as a process of its own."""
    import judge.katas
    from judge.cli import __main__, runs
    from judge.cli.main import run

    content, how, *arguments = sys.argv[1:]
    is_child, how = how.startswith(CHILD), how.removeprefix(CHILD)
    judge.katas.content_root = lambda: Path(content)
    if how != "-":
        install(behaviour(how), setattr)
    runs.COMMAND = (sys.executable, __file__, content, CHILD + how)  # type: ignore[assignment]
    sys.argv = ["kata", *arguments]
    (__main__.main if is_child else run)()


if __name__ == "__main__":
    main()
