"""The child's tasks for katas: judge a submission, or replay a scenario of one."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from judge.box.child_report import Refused, Reporter, control_is_caught, replay_program
from judge.box.gate import objections
from judge.box.job import Job
from judge.box.quiz_key import with_key
from judge.engine.explore import Budget, explore
from judge.engine.program import Program, Source
from judge.engine.stdlib import StandardLibrary
from judge.verdict.judgement import symptom_of
from judge.verdict.report import Symptom, Verdict

# Plugins that happen to be installed would cost more than a scenario, and so would rewriting the
# assertions of all that pytest thinks is a plugin; what a scenario asserts it explains itself.
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
UNWANTED = ("cacheprovider", "unraisableexception", "threadexception", "faulthandler", "warnings")
PYTEST_OPTIONS = [
    *("-q", "--no-header", "--assert=plain", "-c", os.devnull, "--rootdir", "."),
    # Without these pytest would walk through all that lies beside the scratch directory.
    *("--confcutdir", ".", "--noconftest"),
    *("-p", "pytest_timeout"),
    *(option for name in UNWANTED for option in ("-p", f"no:{name}")),
]


def judge(job: Job, reporter: Reporter) -> None:
    """Judge a submission of a kata."""
    pass_gate(job)
    library = StandardLibrary()
    job = with_key(job, library)
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
    status = pytest.main([*PYTEST_OPTIONS, "--tb=no", str(test)], plugins=[plugin])
    if plugin.problems:
        raise Refused(Verdict.ERROR, None, f"the kata's tests: {plugin.problems[0][-300:]}")
    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        message = f"the kata has no scenario named {job.scenario!r}; run it without to see them"
        raise Refused(Verdict.REJECTED, None, message)


def replay_scenario(job: Job, reporter: Reporter) -> None:
    """Replay a schedule of a kata's scenario."""
    import pytest

    from judge.box.plugin import Scenarios, program_of, rules_of, told_symptom

    pass_gate(job)
    library = StandardLibrary()
    job = with_key(job, library)
    found: list[pytest.Function] = []

    class Finder(Scenarios):
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            found.extend(i for i in items if isinstance(i, pytest.Function))
            found[:] = [item for item in found if item.name == self.job.scenario]

    load_under_control(Source(module=job.module, file=job.file, text=job.text), library)
    import_natively(job, Source(module=job.module, file=job.file, text=job.text))
    test = Path("test_stress.py")
    test.write_text(job.test_text, "utf-8")
    plugin = Finder(job, library, reporter.emit)
    pytest.main([*PYTEST_OPTIONS, "--collect-only", str(test)], plugins=[plugin])
    if not found:
        raise Refused(Verdict.REJECTED, None, f"the kata has no scenario {job.scenario!r}")
    item = found[0]
    program, told = program_of(job, item, library), told_symptom(item)
    replay_program(program, rules_of(job, item), item.name, job, reporter, told)
