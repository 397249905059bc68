"""``kata replay``: one schedule once more."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from judge.cli.arguments import (
    is_program,
    known_kata,
    load_submission,
    program,
    submission_path,
)
from judge.cli.output import note, say, width
from judge.cli.plain import visible
from judge.cli.state import LastFailure, State, own_state
from judge.cli.status import Status, UserMistake, status_of
from judge.cli.story import story
from judge.katas import Kata
from judge.verdict.report import ScenarioReport, Verdict


@click.command("replay")
@click.argument("target", metavar="KATA|FILE[:FUNCTION]")
@click.argument("schedule", required=False)
@click.argument("file", type=click.Path(path_type=Path), required=False)
def command(target: str, schedule: str | None, file: Path | None) -> Status:
    """Run one failing schedule again and tell its story.

    Without SCHEDULE it is the last failure of the kata. The exit status is 1 when it fails
    again, 0 when it passes.

    \b
    Example:
      kata replay mutex
      kata replay mutex 'SCHEDULE' answer.py
      kata replay transfer.py:two_transfers 'SCHEDULE'
    """
    if is_program(target):
        again = replay_program(target, schedule, file)
    else:
        again = replay_kata(known_kata(target), schedule, file)
    say("\n".join(told(again, width())))
    return status_of(again.verdict, again.symptom)


def replay_program(target: str, schedule: str | None, file: Path | None) -> ScenarioReport:
    """Replay what ``kata explore`` found; raises ``UserMistake``."""
    from judge.box import judging

    path, function = program(target)
    if schedule is None:
        raise UserMistake(f"which schedule? kata explore {target} prints the line to use")
    if file is not None:
        raise UserMistake(f"there are two files to replay, {path} and {file}; leave one out")
    submission = load_submission(path)
    try:
        return judging.replay_file(submission, function, schedule)
    except (judging.ScheduleError, judging.UsageProblem) as error:
        raise UserMistake(str(error)) from None


def replay_kata(kata: Kata, schedule: str | None, file: Path | None) -> ScenarioReport:
    """Replay a failure of ``kata test``, the last one unless told which."""
    from judge.box import judging

    state = own_state()
    if schedule is None:
        schedule, path = last_schedule(kata, state)
    else:
        if file is None and Path(schedule).is_file():
            raise UserMistake(f"{schedule} is a file; the schedule goes before it")
        path = submission_path(kata, file, state)
    submission = load_submission(path)
    try:
        return judging.replay(kata, submission, schedule)
    except (judging.ScheduleError, judging.UsageProblem) as error:
        raise UserMistake(str(error)) from None


def last_schedule(kata: Kata, state: State) -> tuple[str, Path]:
    """Return the schedule and the file of the last failure; raises ``UserMistake``."""
    failure = state.last_failure(kata.name)
    if failure is None:
        raise UserMistake(f"no failure of {kata.name} is on record; kata test {kata.name} first")
    if failure.scenario.schedule is None:
        raise UserMistake(
            f"the last failure of {kata.name}, {failure.scenario.name}, has no schedule to replay"
        )
    path = Path(failure.path)
    if changed(failure):
        note(f"{path} has changed since; the schedule may not fit it any more")
    return failure.scenario.schedule, path


def changed(failure: LastFailure) -> bool:
    """Return whether the file is another now; one that is gone is told of later."""
    try:
        return hashlib.sha256(Path(failure.path).read_bytes()).hexdigest() != failure.sha256
    except OSError:
        return False


def told(again: ScenarioReport, width: int) -> list[str]:
    """Return what came of it."""
    if again.verdict is Verdict.PASSED:
        return [f"{visible(again.name)}: passed, it does not fail under this schedule"]
    return story(again, width)
