"""Putting the stub back in place of an answer, of which a backup is kept."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from judge.cli.claims import count
from judge.cli.state import Record, Standing, State, local_day
from judge.cli.status import UserMistake
from judge.cli.workfile import existing_file
from judge.katas import Kata


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What resetting a kata would do; ``path`` is the file to put the stub in place of."""

    kata: Kata
    path: Path | None
    changed: bool
    record: Record

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        if self.changed or self.record.hints:
            return False
        untouched = self.record.standing is Standing.STARTED and self.path is not None
        return untouched or self.record.standing is None


def planned(kata: Kata, state: State) -> Plan:
    """Return what resetting a kata would do; raises ``UserMistake``."""
    path = existing_file(kata, state)
    changed = path is not None and content(path) != kata.stub.read_bytes()
    return Plan(kata=kata, path=path, changed=changed, record=state.record(kata.name))


def content(path: Path) -> bytes:
    """Return what is in a file; raises ``UserMistake``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserMistake(f"cannot read {path}: {error.strerror}") from None


def reset(plan: Plan, state: State) -> Iterator[str]:
    """Do as planned, and yield in lines what was done; raises ``UserMistake``."""
    if plan.empty:
        yield f"{plan.kata.name}: nothing to reset."
        return
    yield f"{plan.kata.name}:"
    if plan.path is not None and plan.changed:
        kept = back_up(plan.path)
        write(plan.path, plan.kata.stub.read_bytes(), kept)
        yield f"  {plan.path} is the stub again; what it was is in {kept}"
        yield f"  to get it back:  mv {shlex.quote(str(kept))} {shlex.quote(str(plan.path))}"
    state.forget(plan.kata.name, plan.path)
    if told := forgotten(plan.record, gone=plan.path is None):
        yield f"  forgotten: {told}"
    if plan.record.attempts:
        yield f"  still counted: {count(plan.record.attempts, 'attempt')}"


def forgotten(record: Record, *, gone: bool) -> str:
    """Return what a reset forgets, in words; with the file ``gone`` even that it was started."""
    parts = ["that it was started"] if gone and record.standing is Standing.STARTED else []
    if record.standing is Standing.SOLVED and record.solved_at:
        parts = [f"that it was solved on {local_day(record.solved_at)}"]
    elif record.standing is Standing.FAILED:
        parts = ["that it failed"]
    if record.hints:
        parts.append(
            f"that {count(record.hints, 'hint')} {'was' if record.hints == 1 else 'were'} shown"
        )
    return " and ".join(parts)


def back_up(path: Path) -> Path:
    """Copy a file to the first free name beside it, and return that; raises ``UserMistake``."""
    data = content(path)
    for kept in backup_names(path):
        try:
            with kept.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        except OSError as error:
            raise UserMistake(
                f"cannot write {kept}, so nothing is reset: {error.strerror}"
            ) from None
        return kept
    raise AssertionError("the names never end")


def backup_names(path: Path) -> Iterator[Path]:
    """Yield NAME.py.bak, NAME.py.bak2, NAME.py.bak3 and so on."""
    yield path.with_name(f"{path.name}.bak")
    number = 2
    while True:
        yield path.with_name(f"{path.name}.bak{number}")
        number += 1


def write(path: Path, data: bytes, kept: Path) -> None:
    """Replace what is in a file; raises ``UserMistake``, which says where the backup is."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserMistake(f"cannot write {path}: {error.strerror} (a copy is {kept})") from None
