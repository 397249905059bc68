"""What a save, a key and the end of a judgement lead to, without a terminal or a process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_fakes import KATAS, report

from judge.cli.screen import Screen
from judge.cli.state import State
from judge.cli.status import PipeClosed
from judge.cli.watch_session import Ended, Session
from judge.katas import Kata, find_kata

Capture = pytest.CaptureFixture[str]


class FakeRun:
    """A judgement that ends when it is told to."""

    def __init__(self, kata: Kata, path: Path, ended: Ended) -> None:
        self.about = (kata.name, path.name)
        self.cancelled = False
        self._ended = ended

    def cancel(self) -> None:
        self.cancelled = True

    def end(self, status: int = 1) -> None:
        """Tell that it is over."""
        self._ended(self, status)


class Desk:
    """A session on a file, the judgements it started and the files it followed."""

    def __init__(self, state: State, path: Path) -> None:
        self.runs: list[FakeRun] = []
        self.followed: list[str] = []
        self.session = Session(
            find_kata("mutex"),
            path,
            state=state,
            screen=Screen(keys=True),
            judge=self._judge,
            follow=lambda path, look: self.followed.append(path.name),
        )

    def _judge(self, kata: Kata, path: Path, ended: Ended) -> FakeRun:
        self.runs.append(FakeRun(kata, path, ended))
        return self.runs[-1]


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A state of its own."""
    return State(tmp_path / "state")


@pytest.fixture
def desk(state: State, submission: Path) -> Desk:
    """A session that has judged the file as it is."""
    desk = Desk(state, submission)
    desk.session.begin(judging=True)
    desk.runs[0].end()
    return desk


def test_the_file_is_followed_and_judged_at_once(desk: Desk) -> None:
    assert desk.followed == ["mutex.py"]
    assert [run.about for run in desk.runs] == [("mutex", "mutex.py")]


def test_looking_at_a_file_that_was_not_saved_judges_nothing(desk: Desk) -> None:
    desk.session.look()
    desk.session.look()
    assert len(desk.runs) == 1


def test_a_save_without_a_change_is_judged_while_nothing_else_is(
    desk: Desk, submission: Path
) -> None:
    later(submission)
    desk.session.look()
    assert len(desk.runs) == 2


def later(path: Path) -> None:
    """Make a file look as if it was saved again with the same content."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))


def test_during_a_judgement_only_other_content_starts_another(desk: Desk, submission: Path) -> None:
    desk.session.key("t")
    later(submission)
    desk.session.look()
    assert len(desk.runs) == 2
    submission.write_text("other")
    desk.session.look()
    assert len(desk.runs) == 3
    assert desk.runs[1].cancelled
    assert not desk.runs[2].cancelled


def test_the_end_of_a_judgement_that_was_cancelled_is_no_end(desk: Desk, capsys: Capture) -> None:
    desk.session.key("t")
    desk.session.key("t")
    capsys.readouterr()
    desk.runs[1].end()
    assert capsys.readouterr().out == ""
    desk.runs[2].end()
    assert "q quit" in capsys.readouterr().out


def test_a_file_that_was_moved_away_and_back_is_judged_once_more(
    desk: Desk, submission: Path, tmp_path: Path
) -> None:
    submission.rename(tmp_path / "away.py")
    desk.session.look()
    assert len(desk.runs) == 1
    (tmp_path / "away.py").rename(submission)
    desk.session.look()
    assert len(desk.runs) == 2


def test_a_file_that_is_away_for_a_moment_is_not_complained_of(
    desk: Desk, submission: Path, capsys: Capture
) -> None:
    submission.unlink()
    desk.session.look()
    assert capsys.readouterr().err == ""
    desk.session.look()
    desk.session.look()
    assert capsys.readouterr().err.count("mutex.py is gone") == 1


def test_a_hint_during_a_judgement_comes_with_the_report(desk: Desk, capsys: Capture) -> None:
    desk.session.key("t")
    desk.session.key("h")
    assert "Hint" not in capsys.readouterr().out
    desk.runs[1].end()
    assert "Hint 1 of 2" in capsys.readouterr().out


@pytest.mark.parametrize("key", ["q", "r", "n", "t"])
def test_other_keys_cancel_the_judgement(desk: Desk, key: str) -> None:
    desk.session.key("t")
    desk.session.key(key)
    assert desk.runs[1].cancelled


def test_next_goes_to_the_file_of_another_kata(desk: Desk) -> None:
    Path("bounded_buffer.py").write_text("class A: ...\n")
    desk.session.key("n")
    assert desk.followed == ["mutex.py", "bounded_buffer.py"]
    assert desk.runs[-1].about == ("bounded_buffer", "bounded_buffer.py")


def test_a_stub_that_was_just_written_is_not_judged(desk: Desk, capsys: Capture) -> None:
    desk.session.key("n")
    assert Path("bounded_buffer.py").is_file()
    assert len(desk.runs) == 1
    desk.session.look()
    assert len(desk.runs) == 1
    assert "kata show bounded_buffer" in capsys.readouterr().out


def test_a_mistake_ends_nothing(desk: Desk, capsys: Capture) -> None:
    Path("bounded_buffer.py").symlink_to("nowhere/at/all")
    desk.session.key("n")
    assert "Error: bounded_buffer.py is there already" in capsys.readouterr().err
    assert not desk.session.done
    desk.session.key("t")
    assert desk.runs[-1].about == ("mutex", "mutex.py")


def test_a_reset_is_not_judged(desk: Desk, submission: Path) -> None:
    for key in "ry":
        desk.session.key(key)
    assert "pass" in submission.read_text()
    desk.session.look()
    assert len(desk.runs) == 1


def test_any_other_key_than_y_resets_nothing(desk: Desk, submission: Path) -> None:
    before = submission.read_text()
    for key in "rq":
        desk.session.key(key)
    assert submission.read_text() == before
    assert not desk.session.done


@pytest.mark.parametrize(("status", "offered"), [(0, True), (1, False), (3, False)])
def test_only_a_pass_offers_the_next_kata(
    desk: Desk, capsys: Capture, status: int, offered: bool
) -> None:
    desk.session.key("t")
    capsys.readouterr()
    desk.runs[-1].end(status)
    assert ("n goes on with bounded_buffer" in capsys.readouterr().out) is offered


def test_a_judgement_that_nobody_reads_is_the_last(desk: Desk) -> None:
    desk.session.key("t")
    with pytest.raises(PipeClosed):
        desk.runs[-1].end(141)


def test_with_all_others_solved_there_is_no_next(desk: Desk, state: State, capsys: Capture) -> None:
    for name in KATAS:
        state.record_attempt(report(kata=name), Path(f"{name}.py"), whole=True)
    desk.session.key("n")
    assert "There is no other kata left to solve." in capsys.readouterr().out
    assert desk.followed == ["mutex.py"]
