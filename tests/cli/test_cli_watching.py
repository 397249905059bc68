"""The pieces of ``kata watch``: looking at a file, keys, messages between threads."""

from __future__ import annotations

import os
import pty
import termios
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import pytest

from judge.cli import watching
from judge.cli.bell import Bell
from judge.cli.keys import key_by_key, read_keys
from judge.cli.watching import Watcher, fingerprint

SECONDS = 30.0


@pytest.fixture
def looks() -> Iterator[Queue[bool]]:
    """What a watcher of ``mutex.py`` has noticed."""
    Path("mutex.py").write_text("1")
    found: Queue[bool] = Queue()
    watcher = Watcher(Path("mutex.py"), lambda: found.put(True))
    watcher.start()
    yield found
    watcher.stop()


def next_fingerprint(looks: Queue[bool], before: object) -> object:
    """Look, whenever the watcher says so, until the file is another."""
    while (found := fingerprint(Path("mutex.py"))) == before:
        looks.get(timeout=SECONDS)
    return found


def test_a_save_a_replacement_and_a_removal_are_all_noticed(looks: Queue[bool]) -> None:
    first = fingerprint(Path("mutex.py"))
    Path("mutex.py").write_text("2")
    second = next_fingerprint(looks, first)
    Path("new").write_text("2")
    Path("new").rename("mutex.py")
    third = next_fingerprint(looks, second)
    Path("mutex.py").unlink()
    assert third is not None
    assert next_fingerprint(looks, third) is None


def test_without_being_told_anything_it_looks_now_and_then(looks: Queue[bool]) -> None:
    looks.get(timeout=SECONDS)
    looks.get(timeout=SECONDS)


def test_a_folder_that_cannot_be_watched_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(watching, "LOOK_MS", 10)
    found: Queue[bool] = Queue()
    watcher = Watcher(tmp_path / "no" / "folder" / "x.py", lambda: found.put(True))
    watcher.start()
    assert found.get(timeout=SECONDS)
    watcher.stop()
    while not found.empty():
        found.get()
    with pytest.raises(Empty):
        found.get(timeout=0.1)


def test_a_file_that_is_a_link_is_watched_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("1")
    Path("mutex.py").symlink_to(tmp_path / "mine.py")
    before = fingerprint(Path("mutex.py"))
    (tmp_path / "mine.py").write_text("2")
    assert fingerprint(Path("mutex.py")) != before
    assert Watcher(Path("mutex.py"), lambda: None)._folders == {
        Path.cwd().absolute(),
        tmp_path.resolve(),
    }


def test_what_is_no_file_has_no_fingerprint() -> None:
    Path("mutex.py").mkdir()
    assert fingerprint(Path("mutex.py")) is None
    assert fingerprint(Path("missing.py")) is None


@pytest.fixture
def typed() -> Iterator[tuple[int, IO[str]]]:
    """The two ends of a terminal: where keys are pressed, and where they are read."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r", closefd=False) as stream:
        yield ours, stream
    os.close(ours)
    os.close(theirs)


@pytest.fixture
def in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal, this process is in its foreground."""
    monkeypatch.setattr(os, "tcgetpgrp", lambda fd: os.getpgrp())


@pytest.mark.usefixtures("in_front")
@pytest.mark.parametrize("error", [None, KeyboardInterrupt, SystemExit, RuntimeError])
def test_the_terminal_is_put_right_however_it_ends(
    typed: tuple[int, IO[str]], error: type[BaseException] | None
) -> None:
    before = termios.tcgetattr(typed[1])
    try:
        with key_by_key(typed[1]) as fd:
            assert fd == typed[1].fileno()
            assert not termios.tcgetattr(fd)[3] & (termios.ICANON | termios.ECHO)
            assert termios.tcgetattr(fd)[3] & termios.ISIG
            if error:
                raise error
    except (KeyboardInterrupt, SystemExit, RuntimeError):
        pass
    assert termios.tcgetattr(typed[1]) == before


@pytest.mark.usefixtures("in_front")
def test_keys_come_one_by_one_and_without_enter(typed: tuple[int, IO[str]]) -> None:
    with key_by_key(typed[1]) as fd:
        assert fd is not None
        os.write(typed[0], b"hN")
        assert read_keys(fd) == ["h", "n"]
        os.write(typed[0], b"\x1b[H")
        assert read_keys(fd) == []


def test_there_are_no_keys_without_a_terminal_or_in_the_background(
    typed: tuple[int, IO[str]], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with (tmp_path / "file").open() as file, key_by_key(file) as fd:
        assert fd is None
    # This terminal is not the one that the tests run on, so they are not in its foreground.
    with key_by_key(typed[1]) as fd:
        assert fd is None
    with key_by_key(None) as fd:
        assert fd is None


def test_a_terminal_that_has_gone_quits() -> None:
    ours, theirs = pty.openpty()
    os.close(ours)
    assert read_keys(theirs) == ["q"]
    os.close(theirs)


def test_every_message_is_heard_once_whichever_thread_leaves_it() -> None:
    bell: Bell[int] = Bell()
    threads = [Thread(target=bell.ring, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bell.heard()) == [*range(20)]
    bell.ring(99)
    assert bell.heard() == [99]
    bell.close()
    bell.ring(100)
