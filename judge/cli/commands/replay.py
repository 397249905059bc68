"""``kata replay``: one schedule once more."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from judge.cli.arguments import is_program, load_submission
from judge.cli.completing import complete_katas
from judge.cli.output import note, say, wants_plain, width
from judge.cli.own_program import own_program, own_program_options
from judge.cli.plain import visible
from judge.cli.state import LastFailure, State, own_state
from judge.cli.status import Status, UserMistake, status_of
from judge.cli.story import story
from judge.cli.which import chosen, is_named_like_a_kata, known_kata
from judge.cli.workfile import submission_path
from judge.katas import Kata
from judge.verdict.report import ScenarioReport, Verdict


@click.command("replay")
@click.argument(
    "target", metavar="[KATA|FILE[:FUNCTION]]", required=False, shell_complete=complete_katas
)
@click.argument("schedule", required=False)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@own_program_options
def command(
    target: str | None, schedule: str | None, files: tuple[Path, ...], **own: Any
) -> Status:
    """Run one failing schedule again and tell its story.

    Without SCHEDULE it is the last failure of the kata, without KATA that of the kata whose file
    is in the current folder. The exit status is 1 when it fails again, 0 when it passes.

    \b
    Example:
      kata replay
      kata replay mutex
      kata replay mutex 'SCHEDULE' answer.py
      kata replay transfer.py:two_transfers 'SCHEDULE'
      kata replay tests/race.py 'SCHEDULE' --control shop
    """
    if target is None or (schedule is None and is_named_like_a_kata(Path(target))):
        kata, given = chosen(target)
        again = replay_last(kata, given, own_state())
    elif is_program(target):
        again = replay_program(target, schedule, files, **own)
    elif schedule is None:
        again = replay_last(known_kata(target), None, own_state())
    else:
        again = replay_kata(known_kata(target), schedule, only_file(files, **own))
    say("\n".join(told(again, width(), plain=wants_plain())))
    return status_of(again.verdict, again.symptom)


def replay_program(
    target: str, schedule: str | None, more: tuple[Path, ...], **how: Any
) -> ScenarioReport:
    """Replay what ``kata explore`` found; raises ``UserMistake``."""
    from judge.box import judging

    if schedule is None:
        raise UserMistake(f"which schedule? kata explore {target} prints the line to use")
    own = own_program(target, more, **how)
    try:
        return judging.replay_file(own, schedule)
    except (judging.ScheduleError, judging.UsageProblem) as error:
        raise UserMistake(str(error)) from None


def only_file(
    files: tuple[Path, ...], control: tuple[str, ...], forbid_spinning: bool
) -> Path | None:
    """Return the file that was given for a kata; raises ``UserMistake`` for what it has not got."""
    if control or forbid_spinning:
        raise UserMistake("--control and --forbid-spinning are for programs of your own")
    if len(files) > 1:
        raise UserMistake(f"a kata has one file to replay; leave out {files[1]}")
    return files[0] if files else None


def replay_kata(kata: Kata, schedule: str, file: Path | None) -> ScenarioReport:
    """Replay a schedule of ``kata test``; raises ``UserMistake``."""
    if file is None and Path(schedule).is_file():
        raise UserMistake(f"{schedule} is a file; the schedule goes before it")
    return replayed(kata, submission_path(kata, file, own_state()), schedule)


def replay_last(kata: Kata, given: Path | None, state: State) -> ScenarioReport:
    """Replay the last failure of a kata; raises ``UserMistake`` if ``given`` has none."""
    schedule, path = last_schedule(kata, state)
    if given is not None and given.absolute() != path:
        raise UserMistake(f"the last failure of {kata.name} is one of {path}, not of {given}")
    return replayed(kata, path, schedule)


def replayed(kata: Kata, path: Path, schedule: str) -> ScenarioReport:
    """Run a schedule of a kata on a file; raises ``UserMistake``."""
    from judge.box import judging

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


def told(again: ScenarioReport, width: int, *, plain: bool = False) -> list[str]:
    """Return what came of it."""
    if again.verdict is Verdict.PASSED:
        return [f"{visible(again.name)}: passed, it does not fail under this schedule"]
    return story(again, width, plain=plain)
