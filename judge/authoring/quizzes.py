"""The check of a quiz: is there exactly one right answer to every question?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from judge.authoring.findings import Finding, Part
from judge.authoring.place import Place
from judge.authoring.texts import read_text
from judge.engine.stdlib import StandardLibrary
from judge.katas import Kata
from judge.quiz.answering import Unanswerable, answer
from judge.quiz.questions import Topic, all_questions, read_topics


def check_questions(place: Place, kata: Kata | None) -> Iterator[Finding]:
    """Yield what is wrong with the questions of a quiz, or how many there are."""
    if kata is None or not kata.is_quiz:
        return
    library = StandardLibrary()
    texts: list[tuple[str, str]] = []
    wrong = False
    for path in sorted(kata.questions.glob("*.toml")):
        text = read_text(path)
        problems = ["cannot be read"] if text is None else topic_problems(path, text, library)
        for problem in problems:
            wrong = True
            yield place.problem(Part.QUESTIONS, path, problem)
        texts.append((path.stem, text or ""))
    if not wrong:
        yield whole(place, kata.questions, texts)


def topic_problems(path: Path, text: str, library: StandardLibrary) -> Iterator[str]:
    """Yield what is wrong with a file of questions; each snippet is run in all interleavings."""
    try:
        topics = read_topics([(path.stem, text)])
    except ValueError as error:
        yield str(error)
        return
    for question in all_questions(topics):
        try:
            answer(question, library)
        except Unanswerable as error:
            yield f"has no right answer to {error}"


def whole(place: Place, folder: Path, texts: list[tuple[str, str]]) -> Finding:
    """Return what there is to say of all files together."""
    try:
        topics: tuple[Topic, ...] = read_topics(texts)
    except ValueError as error:
        return place.problem(Part.QUESTIONS, folder, str(error))
    questions = all_questions(topics)
    if not questions:
        return place.problem(Part.QUESTIONS, folder, "has no questions")
    return place.finding(Part.QUESTIONS, folder, f"{len(questions)}, each with one right answer")
