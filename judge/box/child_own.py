"""The child's tasks for somebody's own program: explore it, or replay a schedule of it."""

from __future__ import annotations

import dataclasses
import sys

from judge.box.child_report import Refused, Reporter, finish, replay_program
from judge.box.job import Job, Own
from judge.box.quiet import quiet
from judge.engine.explore import Budget, explore
from judge.engine.finder import spec_of
from judge.engine.program import Finder, Program
from judge.engine.result import Exploration
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.verdict.report import Verdict

EXECUTIONS_BETWEEN_PROGRESS = 50


def explore_job(job: Job, reporter: Reporter) -> None:
    """Explore somebody's own program."""
    program = own_program(job)
    reporter.emit("loaded")
    reporter.emit("plan", scenarios=[job.function])
    reporter.emit("start", name=job.function)

    def progress(executions: int) -> None:
        if executions % EXECUTIONS_BETWEEN_PROGRESS == 0:
            reporter.emit("explored", name=job.function, executions=executions)

    rules = rules_of(job)
    with quiet():
        exploration = explore(
            program,
            scenario=job.function,
            strategy=job.strategy,
            seed=job.seed,
            rules=rules,
            budget=Budget(executions=job.executions, seconds=job.seconds),
            on_execution=progress,
        )
    finish(
        job.function,
        with_unseen(exploration, program),
        reporter,
        program.library,
    )


def replay_own(job: Job, reporter: Reporter) -> None:
    """Replay a schedule of somebody's own program."""
    program = own_program(job)
    with quiet():
        replay_program(program, rules_of(job), job.function, job, reporter)


def own_program(job: Job) -> Program:
    """Return somebody's own program; raises ``Refused`` when it has no such function."""
    own = job.own
    assert own is not None
    sys.path[:] = [*own.path, *(entry for entry in sys.path if entry not in own.path)]
    check_names(own)
    try:
        program = Program(
            own.sources,
            entry=job.function,
            library=StandardLibrary(),
            finder=Finder(control=own.control, folders=own.folders, base=own.base),
        )
    except SyntaxError as error:
        message = f"{error.filename}, line {error.lineno}: {error.msg}"
        raise Refused(Verdict.REJECTED, None, message) from None
    if not program.defines(job.function):
        file = own.sources[0].file
        message = f"{file} defines no function {job.function}; name one as FILE:FUNCTION"
        raise Refused(Verdict.REJECTED, None, message)
    return program


def check_names(own: Own) -> None:
    """Raise ``Refused`` for a package to control that is not there."""
    for name in own.control:
        root = name.partition(".")[0]
        if spec_of(root) is None:
            message = (
                f"--control {name}: there is no {root} beside the file, in the current directory "
                "or in the environment that kata runs in"
            )
            raise Refused(Verdict.REJECTED, None, message)


def rules_of(job: Job) -> Rules:
    """Return the rules that a program of one's own is run under."""
    return Rules(waiting_must_block=job.own is not None and job.own.forbid_spinning)


def with_unseen(exploration: Exploration, program: Program) -> Exploration:
    """Return what was found, with a note of what was not under control, whatever it claims."""
    if exploration.note is not None or not program.unseen:
        return exploration
    return dataclasses.replace(exploration, note="; ".join(sorted(program.unseen)))
