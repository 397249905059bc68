"""The commands one practises with: list, show, start, solution."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_fakes import KATAS, FakeJudge, failing, report
from conftest import Kata

from judge.cli.plain import columns

Terminal = Callable[..., tuple[int, str]]


def test_the_list_fits_eighty_columns_and_shows_every_name_in_full(kata: Kata) -> None:
    lines = kata("list").stdout.splitlines()
    assert max(map(columns, lines)) <= 80
    assert [line.split()[0] for line in lines if line[0] != " "] == ["kata", *KATAS]


def test_a_narrow_list_leaves_topics_out_rather_than_cutting_titles(kata: Kata) -> None:
    shown = kata("list").stdout
    assert "race condition" not in shown
    assert "…" not in shown
    words = " ".join(shown.split())
    for title, _, _ in KATAS.values():
        assert all(word in words for word in title.split())


def test_a_wide_list_cuts_nothing(kata: Kata, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    shown = kata("list").stdout
    for title, difficulty, topics in KATAS.values():
        assert title in shown
        assert difficulty in shown
        assert ", ".join(topics) in shown


def test_the_list_tells_how_far_one_got(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    assert status(kata, "mutex") == "—"
    kata("start", "bounded_buffer")
    assert status(kata, "bounded_buffer") == "started"
    fake.answer = report(failing())
    kata("test", "mutex")
    assert status(kata, "mutex") == "failed"
    fake.answer = report()
    kata("test", "mutex")
    assert status(kata, "mutex") == "solved"


def status(kata: Kata, name: str) -> str:
    """Return the last column of a kata in the list."""
    line = next(line for line in kata("list").stdout.splitlines() if line.startswith(name))
    return line.split()[-1]


def test_the_task_of_the_kata_in_this_folder_needs_no_name(kata: Kata) -> None:
    kata("start", "mutex")
    assert kata("show").stdout.startswith("# Mutex")


def test_the_list_as_json_has_all_there_is(kata: Kata) -> None:
    kata("start", "mutex")
    listed = json.loads(kata("list", "--format", "json").stdout)
    assert [entry["name"] for entry in listed] == [*KATAS]
    assert listed[0] == {
        "name": "mutex",
        "title": "Mutex: the bank account",
        "difficulty": "easy",
        "topics": ["mutex", "race condition"],
        "status": "started",
    }
    assert listed[1]["status"] is None


def test_only_a_terminal_gets_colours_in_the_list(kata: Kata, terminal: Terminal) -> None:
    kata("start", "mutex")
    assert "\x1b[" not in kata("list").stdout
    assert "\x1b[33mstarted" in terminal("-", "list")[1]
    assert "\x1b[" not in terminal("-", "list", NO_COLOR="1")[1]
    assert "\x1b[" not in terminal("-", "list", TERM="dumb")[1]


def test_the_task_is_raw_in_a_pipe_and_rendered_on_a_terminal(
    kata: Kata, terminal: Terminal
) -> None:
    assert kata("show", "mutex").stdout == "# Mutex: the bank account\n\nWrite **it**.\n"
    shown = terminal("-", "show", "mutex")[1]
    assert "\x1b[1mit" in shown
    assert "**" not in shown


def test_start_writes_the_stub_and_says_what_is_next(kata: Kata, content: Path) -> None:
    result = kata("start", "mutex")
    stub = content / "katas" / "mutex" / "stub.py"
    assert result.exit_code == 0
    assert Path("mutex.py").read_bytes() == stub.read_bytes()
    assert "kata show mutex" in result.stdout
    assert "kata test mutex mutex.py" in result.stdout


def test_start_leaves_a_file_that_is_there_alone(kata: Kata) -> None:
    Path("mutex.py").write_text("hours of work")
    result = kata("start", "mutex")
    assert result.exit_code == 2
    assert Path("mutex.py").read_text() == "hours of work"
    assert "--dir" in result.stderr


def test_start_does_not_write_through_a_dangling_link(kata: Kata, tmp_path: Path) -> None:
    Path("mutex.py").symlink_to(tmp_path / "elsewhere.py")
    assert kata("start", "mutex").exit_code == 2
    assert not (tmp_path / "elsewhere.py").exists()


def test_start_can_write_to_another_folder(kata: Kata, fake: FakeJudge, tmp_path: Path) -> None:
    (tmp_path / "my katas").mkdir()
    result = kata("start", "mutex", "--dir", str(tmp_path / "my katas"))
    assert (tmp_path / "my katas" / "mutex.py").is_file()
    assert f"kata test mutex '{tmp_path}/my katas/mutex.py'" in result.stdout
    kata("test", "mutex")
    assert fake.calls[0][1] == str(tmp_path / "my katas" / "mutex.py")


def test_start_in_a_folder_that_is_not_there_is_a_mistake(kata: Kata) -> None:
    result = kata("start", "mutex", "--dir", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_the_solution_is_printed_to_a_pipe_without_a_question(kata: Kata) -> None:
    result = kata("solution", "mutex")
    assert result.exit_code == 0
    assert result.stdout == ("class A:\n    right = True\n\n# Why it is right\n\nBecause.\n")


def test_no_line_of_the_solution_is_cut_on_a_terminal(terminal: Terminal, content: Path) -> None:
    words = [f"word_{n}" for n in range(40)]
    (content / "solutions" / "mutex" / "reference.py").write_text(f"x = '{' '.join(words)}'\n")
    shown = terminal("-", "solution", "mutex", "--yes")[1]
    assert "\x1b[" in shown
    assert " ".join(words) in shown


def test_a_terminal_is_asked_before_an_unsolved_kata_is_spoiled(terminal: Terminal) -> None:
    code, shown = terminal("-", "solution", "mutex", keys="n\n")
    assert code == 0
    assert "You have not solved mutex yet" in shown
    assert "right" not in shown
    assert "right" in terminal("-", "solution", "mutex", keys="y\n")[1]


def test_a_terminal_that_can_do_little_is_asked_just_the_same(terminal: Terminal) -> None:
    shown = terminal("-", "solution", "mutex", keys="n\n", TERM="dumb")[1]
    assert "You have not solved mutex yet" in shown
    assert "right" not in shown


def test_yes_or_having_solved_it_spares_the_question(
    terminal: Terminal, kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    assert "not solved" not in terminal("-", "solution", "mutex", "--yes")[1]
    kata("test", "mutex")
    code, shown = terminal("-", "solution", "mutex")
    assert code == 0
    assert "not solved" not in shown
    assert "right" in shown
