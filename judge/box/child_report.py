"""What every task of the child reports: the lines of its transcript, and its own fitness."""

from __future__ import annotations

import json
import os
from typing import Any

from judge.box.job import Job
from judge.engine.explore import Budget, explore, tell
from judge.engine.program import Program, Source
from judge.engine.result import Exploration, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import ScheduleError, decode
from judge.engine.stdlib import StandardLibrary
from judge.verdict.judgement import scenario_report
from judge.verdict.report import Symptom, Verdict

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


def control_is_caught(library: StandardLibrary) -> bool:
    """Return whether the engine still finds the race in a program known to have one."""
    source = Source(module="control", file="<control>", text=CONTROL)
    program = Program((source,), entry="main", library=library)
    return explore(program, budget=Budget(executions=50, replays=5)).failure is not None


def replay_program(
    program: Program,
    rules: Rules,
    name: str,
    job: Job,
    reporter: Reporter,
    told: Symptom | None = None,
) -> None:
    """Replay the job's schedule on ``program`` and report it as one scenario.

    ``told`` is the symptom that a failed assertion or an unexpected exception means.
    """
    try:
        schedule = decode(job.schedule)
        lockstep = schedule.lockstep
        failure = tell(program, schedule.blocks, rules=rules, scenario=name, lockstep=lockstep)
        # What the program has imported is known, and counts, only after it has run.
        if schedule.digest != decode(failure.schedule).digest:
            raise ScheduleError(
                "the schedule was recorded for another version of the file; "
                "give the file it was recorded for, or run the test again"
            )
    except ScheduleError as error:
        raise Refused(Verdict.REJECTED, None, str(error)) from None
    reporter.emit("loaded")
    reporter.emit("plan", scenarios=[name])
    reporter.emit("start", name=name)
    exploration = Exploration(
        claim=None,
        executions=1,
        strategy="replay",
        seed=job.seed,
        failure=failure if failure.outcome.kind is not OutcomeKind.FINISHED else None,
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
