"""The child's side of a judgement: gate, load, explore, stress; every step a line of transcript.

Nothing it says is taken for a pass unless the whole transcript is there; see
``judge.verdict.transcript``.
"""

from __future__ import annotations

import os
import sys

from judge.box.child_kata import judge, replay_scenario
from judge.box.child_own import explore_job, replay_own
from judge.box.child_report import Refused, Reporter
from judge.box.job import Job

TASKS = {
    "judge": judge,
    "explore": explore_job,
    "replay": replay_scenario,
    "replay_file": replay_own,
}


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


if __name__ == "__main__":
    main()
