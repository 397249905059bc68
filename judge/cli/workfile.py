"""The file somebody writes their answer in: where it is, and how it comes to be."""

from __future__ import annotations

from pathlib import Path

from judge.cli.state import State
from judge.cli.status import UserMistake
from judge.katas import Kata


def existing_file(kata: Kata, state: State) -> Path | None:
    """Return ./KATA.py or the file that ``kata start`` made, None where there is neither."""
    here = Path(f"{kata.name}.py")
    if here.is_file():
        return here
    started = state.started_path(kata.name)
    return started if started is not None and started.is_file() else None


def submission_path(kata: Kata, given: Path | None, state: State) -> Path:
    """Return the file to judge: the given one, ./KATA.py, or the one ``kata start`` made.

    Raises ``UserMistake`` where there is none of them.
    """
    path = given or existing_file(kata, state)
    if path is None:
        raise UserMistake(
            f"there is no {kata.name}.py here; kata start {kata.name} makes one, or name your "
            f"file: kata test {kata.name} FILE"
        )
    return path


def begun_file(kata: Kata, state: State) -> tuple[Path, bool]:
    """Return the file to work in and whether it was written just now, from the stub."""
    path = existing_file(kata, state)
    if path is not None:
        return path, False
    new = Path(f"{kata.name}.py")
    begin(kata, new, state)
    return new, True


def begin(kata: Kata, path: Path, state: State) -> None:
    """Write the stub of a kata to a new file; raises ``UserMistake`` when that cannot be."""
    copy(kata.stub, path)
    state.record_start(kata.name, path)


def copy(stub: Path, path: Path) -> None:
    """Write a new file; raises ``UserMistake`` when there is one already or it cannot be."""
    content = stub.read_bytes()
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise UserMistake(
            f"{path} is there already and was left alone; go on with it, move it away, or start "
            "afresh in another folder with --dir"
        ) from None
    except OSError as error:
        raise UserMistake(f"cannot write {path}: {error.strerror}") from None
