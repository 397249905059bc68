"""What ``kata check`` finds in the questions of a quiz."""

from __future__ import annotations

from pathlib import Path

import pytest
from authoring_kata import write

from judge.authoring.check import check_files, judgements_of
from judge.authoring.findings import Finding, Part, State
from judge.authoring.place import Place

TOPIC = """title = "Beginnings"

[[question]]
id = "start"
ask = "What does it print?"
snippet = '''
from threading import Thread

Thread(target=print, args=["x"]).start()
print("y")
'''
why = "Either may be first."
[question.options]
a = { shows = ["x / y"] }
b = { shows = ["y / x"] }
c = { shows = ["x / y", "y / x"] }
d = { shows = ["y"] }

[[question]]
id = "end"
ask = "Which?"
answer = "c"
source = "PEP 20"
why = "Because."
[question.options]
a = "this"
b = "that"
c = "the other"
d = "none"
"""


@pytest.fixture
def topic(place: Place) -> Path:
    """The one file of questions of a kata that is a quiz."""
    path = place.folder / "questions" / "1_begin.toml"
    path.parent.mkdir()
    write(path, TOPIC)
    return path


def found(place: Place) -> list[Finding]:
    return [finding for finding in check_files(place) if finding.part is Part.QUESTIONS]


def test_a_kata_that_is_no_quiz_is_asked_for_no_questions(place: Place) -> None:
    assert found(place) == []


def test_questions_with_a_right_answer_each_are_counted(place: Place, topic: Path) -> None:
    (finding,) = found(place)
    assert finding.state is State.OK
    assert finding.message == "2, each with one right answer"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('print("y")', 'raise OSError("full")', "start: exception: OSError: full"),
        ('print("y")', 'print("y"', "start: "),
        ('"x / y", "y / x"]', '"x / y", "z"]', "fits none of the options: x / y; y / x"),
        ('d = { shows = ["y"] }', 'd = { shows = ["y / x", "x / y"] }', "fits c and d of"),
        ('answer = "c"', 'answer = "e"', "end: the answer is the letter of an option"),
        ('why = "Because."', "", "end: has "),
        ("title", "title title", "TOMLDecodeError"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_by_its_file(
    place: Place, topic: Path, old: str, new: str, words: str
) -> None:
    assert old in TOPIC
    write(topic, TOPIC.replace(old, new))
    (finding,) = found(place)
    assert (finding.state, finding.file) == (
        State.PROBLEM,
        "katas/counter/questions/1_begin.toml",
    )
    assert words in finding.message


def test_every_question_without_an_answer_is_told_of(place: Place, topic: Path) -> None:
    again = TOPIC.replace('"start"', '"again"').replace('"end"', '"over"')
    write(topic, TOPIC.replace("x / y", "z"))
    write(topic.with_name("2_again.toml"), again.replace("x / y", "z"))
    assert [finding.message.split()[5] for finding in found(place)] == ["start:", "again:"]


def test_an_id_used_in_two_files_is_told_of_the_folder(place: Place, topic: Path) -> None:
    write(topic.with_name("2_again.toml"), TOPIC)
    (finding,) = found(place)
    assert finding.file == "katas/counter/questions"
    assert "start" in finding.message


def test_a_file_that_is_no_text_is_told_of(place: Place, topic: Path) -> None:
    topic.write_bytes(b"\xff\xfe")
    (finding,) = found(place)
    assert finding.message == "cannot be read"
    assert judgements_of(place) == []


def test_a_quiz_without_questions_is_told_of(place: Place, topic: Path) -> None:
    topic.unlink()
    (finding,) = found(place)
    assert finding.message == "has no questions"
