"""What ``kata check`` finds in a kata's files before anything is judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from authoring_kata import HINTS, NOTES, PROMPT, RIGHT, STUB, TESTS, TOML, write
from rich.cells import cell_len

from judge.authoring.check import check_files, judgements_of
from judge.authoring.findings import Finding, State
from judge.authoring.place import Place, every_place, find_place
from judge.katas import UnknownKata

KATA, SOLUTIONS = "katas/counter", "solutions/counter"


def problems(place: Place) -> list[Finding]:
    return [finding for finding in check_files(place) if finding.state is State.PROBLEM]


def test_a_complete_kata_has_no_problem(place: Place) -> None:
    assert problems(place) == []


@pytest.mark.parametrize(
    ("file", "part"),
    [
        (f"{KATA}/kata.toml", "kata.toml"),
        (f"{KATA}/prompt.md", "prompt"),
        (f"{KATA}/hints.md", "hints"),
        (f"{KATA}/stub.py", "stub"),
        (f"{KATA}/test_stress.py", "scenarios"),
        (f"{KATA}/test_examples.py", "examples"),
        (f"{SOLUTIONS}/reference.py", "reference"),
        (f"{SOLUTIONS}/notes.md", "notes"),
    ],
)
def test_a_missing_file_is_told_by_its_name(place: Place, file: str, part: str) -> None:
    (place.root / file).unlink()
    (problem,) = problems(place)
    assert (problem.part, problem.file) == (part, file)
    assert "is missing" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# Counter\n", "", "no title"),
        ("somebody at each of them counts. ", "", "no situation"),
        ("## What to build", "## Whatever", "no contract"),
        ("```python", "```", "no example"),
        ("## What the judge checks", "## What else", "what is checked"),
        ("3. And without a lock?", "", "follow-up"),
        ("Everything.", "TODO: all of it", "still to be written"),
    ],
)
def test_a_prompt_without_a_section_is_told_which(
    place: Place, old: str, new: str, words: str
) -> None:
    assert old in PROMPT
    write(place.folder / "prompt.md", PROMPT.replace(old, new))
    found = [problem.message for problem in problems(place)]
    assert any(words in message for message in found), found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"easy"', '"simple"', "difficulty"),
        ('topics = ["mutex"]', "topics = []", "topics"),
        ('names = ["Counter"]', 'names = "Counter"', "names"),
        ('names = ["Counter"]', 'names = ["a counter"]', "no Python name"),
        ('title = "Counter"', 'title = ""', "title"),
        ('title = "Counter"', 'title = "TODO: a title"', "still to be written"),
        ("names", "colour = 3\nnames", "colour"),
        ("title", "title title", "cannot be read"),
        ('names = ["Counter"]', 'names = ["Counter"]\nimports = 3', "imports"),
        ('names = ["Counter"]', 'names = ["Counter"]\n[imports]\nforbid = "queue"', "forbid"),
    ],
)
def test_settings_that_make_no_kata_say_why(place: Place, old: str, new: str, words: str) -> None:
    write(place.folder / "kata.toml", TOML.replace(old, new, 1))
    (problem,) = problems(place)
    assert problem.part == "kata.toml"
    assert words in problem.message


def test_settings_with_something_left_to_do_still_make_a_kata(place: Place) -> None:
    write(place.folder / "kata.toml", TOML.replace('"Counter"', '"TODO: a title"', 1))
    assert judgements_of(place)


@pytest.mark.parametrize("file", ["stub.py", "test_stress.py"])
def test_a_file_that_is_no_text_leaves_nothing_to_judge(place: Place, file: str) -> None:
    (place.folder / file).write_bytes(b"\xff\xfe")
    assert [Path(problem.file).name for problem in problems(place)] == [file]
    assert judgements_of(place) == []


def test_settings_that_make_no_kata_leave_nothing_to_judge(place: Place) -> None:
    write(place.folder / "kata.toml", "title = 3")
    assert judgements_of(place) == []


@pytest.mark.parametrize("name", ["Counter", "two-counters", "class", "_hidden", "queue", "pytest"])
def test_a_folder_that_cannot_be_a_module_is_no_kata(place: Place, name: str) -> None:
    place.folder.rename(place.root / "katas" / name)
    elsewhere = Place(name=name, root=place.root)
    assert any("folder's name" in problem.message for problem in problems(elsewhere))


@pytest.mark.parametrize("file", ["katas/counter/prompt.md", "solutions/counter/notes.md"])
@pytest.mark.parametrize("mark", ["x", "─", "\N{CJK UNIFIED IDEOGRAPH-8B80}"])
def test_a_block_that_is_too_wide_for_a_terminal_is_told_by_its_line(
    place: Place, file: str, mark: str
) -> None:
    text = (place.root / file).read_text("utf-8")
    fits = mark * (78 // cell_len(mark))
    write(place.root / file, f"{text}\n```\n{fits}\n```\n{fits}{mark}\n")
    assert problems(place) == []
    write(place.root / file, f"{text}\n```\n{fits}\n{fits}{mark}\n```\n")
    (problem,) = problems(place)
    assert problem.file == file
    wide = len(text.splitlines()) + 4
    assert problem.message.startswith(f"line {wide} is {78 + cell_len(mark)} columns wide")


def test_two_hints_are_too_few_and_an_empty_one_is_none(place: Place) -> None:
    write(place.folder / "hints.md", "## Hint 1\nThink.\n\n## Hint 2\n")
    found = [problem.message for problem in problems(place)]
    assert len(found) == 2
    assert "has 2 hints" in found[0]
    assert "Hint 2" in found[1]
    assert HINTS.count("## ") == 3


def test_notes_have_sections(place: Place) -> None:
    write(place.solutions / "notes.md", NOTES.replace("## ", ""))
    assert [problem.part for problem in problems(place)] == ["notes"]


def test_a_stub_defines_every_name(place: Place) -> None:
    write(place.folder / "stub.py", STUB.replace("class Counter", "class Clicker"))
    (problem,) = problems(place)
    assert problem.part == "stub"
    assert "Counter" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('    """Two threads count at once."""\n', "", "test_two_threads_both_count"),
        ("symptom", "skip", "skip"),
        ("error_contract", "bad_manners", "no symptom"),
        ("import threading", "import threading(", "line 3"),
        ("def test_", "def check_", "no test"),
    ],
)
def test_a_scenario_that_lacks_something_is_told_by_its_name(
    place: Place, old: str, new: str, words: str
) -> None:
    assert old in TESTS
    write(place.folder / "test_stress.py", TESTS.replace(old, new))
    (problem,) = problems(place)
    assert problem.part == "scenarios"
    assert words in problem.message


def test_too_few_answers_are_counted(place: Place) -> None:
    (place.solutions / "accepted" / "right_0.py").unlink()
    (place.solutions / "wrong_result" / "racy_0.py").unlink()
    accepted, wrong = problems(place)
    assert "has 3 other right answers" in accepted.message
    assert "has 9 wrong answers" in wrong.message


@pytest.mark.parametrize(
    "stray",
    ["wrong/racy.py", "accepted/deeper/right.py", "other.py", "deadlock/notes.md"],
)
def test_a_file_that_is_not_judged_is_told(place: Place, stray: str) -> None:
    write(place.solutions / stray, RIGHT)
    (problem,) = problems(place)
    assert (problem.part, problem.file) == ("folders", f"{SOLUTIONS}/{stray}")


def test_what_python_leaves_behind_is_no_submission(place: Place) -> None:
    write(place.solutions / "accepted" / "__pycache__" / "right.cpython-311.pyc", "")
    assert problems(place) == []


@pytest.mark.parametrize("folder", ["accepted", "wrong_result"])
@pytest.mark.parametrize("first", ["import threading", '"""Wrong."""', "# A comment on the cause"])
def test_a_submission_says_in_its_first_line_what_it_is(
    place: Place, folder: str, first: str
) -> None:
    write(place.solutions / folder / "another.py", f"{first}\n{RIGHT}")
    (problem,) = problems(place)
    assert problem.file == f"{SOLUTIONS}/{folder}/another.py"
    assert "first line" in problem.message


def test_a_folder_without_its_counterpart_is_a_place_too(root: Path) -> None:
    write(root / "solutions" / "orphan" / "reference.py", RIGHT)
    assert [place.name for place in every_place()] == ["counter", "orphan"]
    assert any(problem.part == "kata.toml" for problem in problems(find_place("orphan")))


def test_an_unknown_name_comes_with_the_nearest(root: Path) -> None:
    with pytest.raises(UnknownKata) as caught:
        find_place("conter")
    assert caught.value.suggestion == "counter"
