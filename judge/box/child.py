"""The child's side of a judgement: gate, load, explore, stress; every step a line of transcript.

Nothing it says is taken for a pass unless the whole transcript is there; see
``judge.verdict.transcript``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from judge.box.gate import objections
from judge.box.job import Job
from judge.engine.explore import Budget, explore, tell
from judge.engine.program import Program, Source
from judge.engine.result import Exploration, Outcome, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import ScheduleError, decode, digest_of
from judge.engine.stdlib import StandardLibrary
from judge.verdict.judgement import scenario_report, symptom_of
from judge.verdict.report import Symptom, Verdict

EXECUTIONS_BETWEEN_PROGRESS = 50
CONTROL = """
import threading

class Counter:
    def __init__(self):
        self.n = 0

def main():
    counter = Counter()

    def work():
        counter.n += 1

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.n == 2
"""


class Reporter:
    """Writes the transcript, a line at a time."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def emit(self, event: str, **fields: Any) -> None:
        """Write one line."""
        line = json.dumps({"event": event, **fields}) + "\n"
        data = line.encode("utf-8", "surrogatepass")
        while data:
            data = data[os.write(self.descriptor, data) :]


class Refused(Exception):
    """The submission cannot be judged, or not any further."""

    def __init__(self, verdict: Verdict, symptom: Symptom | None, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.symptom = symptom
        self.message = message


def main() -> None:
    """Do the job that stands on standard input, and leave without waiting for any thread."""
    reporter = Reporter(int(os.environ.pop("KATA_TRANSCRIPT_FD")))
    job = Job.load(sys.stdin.buffer.read())
    try:
        TASKS[job.task](job, reporter)
    except Refused as refused:
        reporter.emit(
            "refused",
            verdict=refused.verdict.value,
            symptom=refused.symptom and refused.symptom.value,
            message=refused.message,
        )
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that a submission left behind on purpose would keep the interpreter waiting.
    os._exit(0)


def judge(job: Job, reporter: Reporter) -> None:
    """Judge a submission of a kata."""
    pass_gate(job)
    library = StandardLibrary()
    submission = Source(module=job.module, file=job.file, text=job.text)
    load_under_control(submission, library)
    import_natively(job, submission)
    reporter.emit("loaded")
    run_scenarios(job, library, reporter)
    reporter.emit("control", caught=control_is_caught(library))
    reporter.emit("end")


def pass_gate(job: Job) -> None:
    """Raise ``Refused`` for a submission that the gate objects to."""
    found = objections(
        job.text, names=job.names, allow=frozenset(job.allow), forbid=frozenset(job.forbid)
    )
    if not found:
        return
    first = found[0]
    more = f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
    where = f"line {first.line}: " if first.line else ""
    symptom = {"syntax": Symptom.EXCEPTION, "missing": None, "forbidden": Symptom.FORBIDDEN}
    raise Refused(Verdict.REJECTED, symptom[first.kind], f"{where}{first.message}{more}")


def load_under_control(submission: Source, library: StandardLibrary) -> None:
    """Raise ``Refused`` when loading the submission fails, or never ends."""
    program = Program((submission,), entry=None, library=library)
    exploration = explore(program, strategy="run_to_block", budget=Budget(executions=1))
    if exploration.failure is not None:
        outcome = exploration.failure.outcome
        symptom = symptom_of(outcome.kind, None)
        raise Refused(Verdict.FAILED, symptom, f"loading the file: {outcome.message}")


def import_natively(job: Job, submission: Source) -> None:
    """Import the submission on real threads and check its signatures."""
    from judge.box.contract import mismatches
    from judge.box.native import Noise, NoisyFinder

    sys.meta_path.insert(0, NoisyFinder(submission, Noise(job.seed)))
    problems = mismatches(job.stub_text, importlib.import_module(job.module))
    if problems:
        raise Refused(Verdict.FAILED, Symptom.ERROR_CONTRACT, "; ".join(problems))


def run_scenarios(job: Job, library: StandardLibrary, reporter: Reporter) -> None:
    """Run the kata's tests through pytest; raises ``Refused`` when there is nothing to run."""
    import pytest

    from judge.box.plugin import Scenarios

    test = Path("test_stress.py")
    test.write_text(job.test_text, "utf-8")
    plugin = Scenarios(job, library, reporter.emit)
    options = ["-q", "--no-header", "--tb=no", "-c", os.devnull, "--rootdir", "."]
    options += ["-p", "no:cacheprovider", "-p", "no:unraisableexception"]
    options += ["-p", "no:threadexception", "-p", "no:faulthandler"]
    status = pytest.main([*options, str(test)], plugins=[plugin])
    if plugin.problems:
        raise Refused(Verdict.ERROR, None, f"the kata's tests: {plugin.problems[0][-300:]}")
    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        message = f"the kata has no scenario named {job.scenario!r}; run it without to see them"
        raise Refused(Verdict.REJECTED, None, message)


def control_is_caught(library: StandardLibrary) -> bool:
    """Return whether the engine still finds the race in a program known to have one."""
    source = Source(module="control", file="<control>", text=CONTROL)
    program = Program((source,), entry="main", library=library)
    return explore(program, budget=Budget(executions=50, replays=5)).failure is not None


def explore_job(job: Job, reporter: Reporter) -> None:
    """Explore somebody's own program."""
    program = own_program(job)
    reporter.emit("loaded")
    reporter.emit("plan", scenarios=[job.function])
    reporter.emit("start", name=job.function)
    budget = Budget(executions=job.executions, seconds=job.seconds)

    def progress(executions: int) -> None:
        if executions % EXECUTIONS_BETWEEN_PROGRESS == 0:
            reporter.emit("explored", name=job.function, executions=executions)

    exploration = explore(
        program,
        scenario=job.function,
        strategy=job.strategy,
        seed=job.seed,
        budget=budget,
        on_execution=progress,
    )
    finish(job.function, exploration, reporter, program.library)


def own_program(job: Job) -> Program:
    """Return somebody's own program; raises ``Refused`` when it has no such function."""
    try:
        source = Source(module=job.module, file=job.file, text=job.text)
        program = Program((source,), entry=job.function, library=StandardLibrary())
    except SyntaxError as error:
        message = f"line {error.lineno}: {error.msg}"
        raise Refused(Verdict.REJECTED, None, message) from None
    sys.path.insert(0, str(Path(job.file).resolve().parent))
    if not program.defines(job.function):
        message = f"{job.file} defines no function {job.function}; name one as FILE:FUNCTION"
        raise Refused(Verdict.REJECTED, None, message)
    return program


def replay_own(job: Job, reporter: Reporter) -> None:
    """Replay a schedule of somebody's own program."""
    replay_program(own_program(job), Rules(), job.function, job, reporter, None)


def replay_scenario(job: Job, reporter: Reporter) -> None:
    """Replay a schedule of a kata's scenario."""
    import pytest

    from judge.box.plugin import Scenarios, program_of, rules_of, told_symptom

    pass_gate(job)
    library = StandardLibrary()
    found: list[pytest.Function] = []

    class Finder(Scenarios):
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            found.extend(i for i in items if isinstance(i, pytest.Function))
            found[:] = [item for item in found if item.name == self.job.scenario]

    load_under_control(Source(module=job.module, file=job.file, text=job.text), library)
    import_natively(job, Source(module=job.module, file=job.file, text=job.text))
    test = Path("test_stress.py")
    test.write_text(job.test_text, "utf-8")
    options = ["-q", "--collect-only", "-c", os.devnull, "--rootdir", ".", str(test)]
    pytest.main(["-p", "no:cacheprovider", *options], plugins=[Finder(job, library, reporter.emit)])
    if not found:
        raise Refused(Verdict.REJECTED, None, f"the kata has no scenario {job.scenario!r}")
    item = found[0]
    program = program_of(job, item, library)
    replay_program(program, rules_of(job, item), item.name, job, reporter, told_symptom(item))


def replay_program(
    program: Program,
    rules: Rules,
    name: str,
    job: Job,
    reporter: Reporter,
    told: Symptom | None,
) -> None:
    """Replay the job's schedule on ``program`` and report it as one scenario."""
    try:
        schedule = decode(job.schedule)
        if schedule.digest != digest_of(s.text for s in program.sources.values()):
            raise ScheduleError(
                "the schedule was recorded for another version of the file; "
                "give the file it was recorded for, or run the test again"
            )
    except ScheduleError as error:
        raise Refused(Verdict.REJECTED, None, str(error)) from None
    reporter.emit("loaded")
    reporter.emit("plan", scenarios=[name])
    reporter.emit("start", name=name)
    failure = tell(program, schedule.blocks, rules=rules, scenario=name)
    outcome: Outcome = failure.outcome
    exploration = Exploration(
        claim=None,
        executions=1,
        strategy="replay",
        seed=job.seed,
        failure=failure if outcome.kind is not OutcomeKind.FINISHED else None,
    )
    finish(name, exploration, reporter, program.library, told)


def finish(
    name: str,
    exploration: Exploration,
    reporter: Reporter,
    library: StandardLibrary,
    told: Symptom | None = None,
) -> None:
    """Report the only scenario and end in order."""
    report = scenario_report(name, exploration, told=told, seconds=0.0)
    reporter.emit("scenario", report=report.to_json())
    reporter.emit("control", caught=control_is_caught(library))
    reporter.emit("end")


TASKS = {
    "judge": judge,
    "explore": explore_job,
    "replay": replay_scenario,
    "replay_file": replay_own,
}

if __name__ == "__main__":
    main()
