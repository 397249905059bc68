"""``kata reset``: the stub is back, the standing is gone, and nothing that was written is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from cli_fakes import FakeJudge
from conftest import Kata

Terminal = Callable[..., tuple[int, str]]
MINE = "class A:\n    mine = True\n"
STUB = "class A:\n    pass\n"


def test_the_stub_takes_the_place_of_the_file_of_which_a_backup_is_kept(
    kata: Kata, submission: Path
) -> None:
    result = kata("reset", "mutex", "--yes")
    assert result.exit_code == 0
    assert submission.read_text() == STUB
    assert Path("mutex.py.bak").read_text() == MINE
    assert "mv mutex.py.bak mutex.py" in result.stdout


def test_an_earlier_backup_is_never_overwritten(kata: Kata, submission: Path) -> None:
    for n in range(3):
        submission.write_text(f"answer {n}")
        kata("reset", "mutex", "--yes")
    backups = [Path(f"mutex.py.bak{number}").read_text() for number in ("", "2", "3")]
    assert backups == ["answer 0", "answer 1", "answer 2"]


def test_the_standing_is_forgotten_and_that_is_said(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    kata("test", "mutex")
    kata("hint", "mutex")
    shown = kata("reset", "mutex", "--yes").stdout
    assert "forgotten: that it was solved on 20" in shown
    assert "and that 1 hint was shown" in shown
    assert "still counted: 1 attempt" in shown
    entry = json.loads(kata("progress", "--format", "json").stdout)["katas"][0]
    assert (entry["status"], entry["hints_used"], entry["attempts"]) == ("started", 0, 1)


def test_after_a_reset_a_pass_is_a_first_pass_again(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    assert "first pass" in kata("test", "mutex").stdout
    assert "first pass" not in kata("test", "mutex").stdout
    kata("reset", "mutex", "--yes")
    assert "first pass" in kata("test", "mutex").stdout


def test_a_file_that_start_put_elsewhere_is_reset_there(kata: Kata, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    kata("start", "mutex", "--dir", str(tmp_path / "other"))
    file = tmp_path / "other" / "mutex.py"
    file.write_text(MINE)
    kata("reset", "mutex", "--yes")
    assert file.read_text() == STUB
    assert (tmp_path / "other" / "mutex.py.bak").read_text() == MINE


def test_without_anybody_to_ask_nothing_is_reset(kata: Kata, submission: Path) -> None:
    result = kata("reset", "mutex")
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert submission.read_text() == MINE


def test_a_terminal_is_asked(terminal: Terminal, submission: Path) -> None:
    code, shown = terminal("-", "reset", "mutex", keys="n\n")
    assert code == 0
    assert "mutex: a backup of mutex.py is kept, and the stub takes its place." in shown
    assert "Nothing was reset." in shown
    assert submission.read_text() == MINE
    terminal("-", "reset", "mutex", keys="y\n")
    assert submission.read_text() == STUB


def test_all_resets_every_kata_that_was_begun(kata: Kata, submission: Path) -> None:
    kata("hint", "bounded_buffer")
    shown = kata("reset", "--all", "--yes").stdout
    assert submission.read_text() == STUB
    assert "mutex:\n" in shown
    assert "bounded_buffer:\n  forgotten: that 1 hint was shown\n" in shown
    assert "long_name" not in shown


def test_what_was_never_touched_needs_no_reset(kata: Kata) -> None:
    kata("start", "mutex")
    assert kata("reset", "mutex").stdout == "Nothing to reset.\n"
    assert not Path("mutex.py.bak").exists()


def test_a_kata_whose_file_is_gone_is_forgotten(kata: Kata) -> None:
    kata("start", "mutex")
    Path("mutex.py").unlink()
    assert kata("reset", "mutex", "--yes").stdout == "mutex:\n  forgotten: that it was started\n"
    assert not Path("mutex.py").exists()


def test_one_has_to_say_what_to_reset(kata: Kata, submission: Path) -> None:
    for arguments in ([], ["mutex", "--all"], ["mutxe"]):
        assert kata("reset", *arguments, "--yes").exit_code == 2
    assert submission.read_text() == MINE


def test_a_link_to_nowhere_is_no_free_name(kata: Kata, submission: Path, tmp_path: Path) -> None:
    Path("mutex.py.bak").symlink_to(tmp_path / "nowhere")
    kata("reset", "mutex", "--yes")
    assert Path("mutex.py.bak2").read_text() == MINE
    assert not (tmp_path / "nowhere").exists()


def test_a_link_stays_a_link(kata: Kata, submission: Path, tmp_path: Path) -> None:
    submission.rename(tmp_path / "mine.py")
    submission.symlink_to(tmp_path / "mine.py")
    kata("reset", "mutex", "--yes")
    assert submission.is_symlink()
    assert (tmp_path / "mine.py").read_text() == STUB
    assert Path("mutex.py.bak").read_text() == MINE
