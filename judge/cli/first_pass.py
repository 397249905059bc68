"""What is said when a kata is solved for the first time: it is then that one learns most."""

from __future__ import annotations

from judge.cli.plain import paragraphs, visible, wrap
from judge.cli.sections import Section, items, sections
from judge.cli.state import State
from judge.cli.upcoming import summary, upcoming
from judge.katas import Kata, all_katas

WHY = "why"
FOLLOW_UP = "ask"


def after_first_pass(kata: Kata, state: State, width: int) -> list[str]:
    """Return in lines what to look at, what one may be asked, and what comes next."""
    return [
        f"This is your first pass of {kata.name}. Compare your answer with the reference:",
        *what_to_read(kata, width),
        *follow_ups(kata, width),
        "",
        *what_comes_next(kata, state),
    ]


def what_to_read(kata: Kata, width: int) -> list[str]:
    """Return the command that shows the reference, and the section of its notes to read."""
    lines = [f"  kata solution {kata.name}"]
    why = section(kata.notes.read_text("utf-8"), WHY) if kata.notes.is_file() else None
    if why is not None:
        lines += paragraphs(f'and read "{why.title}" in the notes under it.', width, "  ")
    return lines


def follow_ups(kata: Kata, width: int) -> list[str]:
    """Return the questions at the end of the task, nothing when it has none."""
    asked = section(kata.prompt.read_text("utf-8"), FOLLOW_UP)
    questions = items(asked.body) if asked else []
    if asked is None or not questions:
        return []
    lines = ["", f"{asked.title}:"]
    for number, question in enumerate(questions, start=1):
        lines += wrap(visible(question), width, first=f"  {number}. ", rest="     ")
    return lines


def section(text: str, word: str) -> Section | None:
    """Return the first section of a Markdown text with a word in its heading that begins so."""
    return next((one for one in sections(text) if f" {word}" in f" {one.title.lower()}"), None)


def what_comes_next(kata: Kata, state: State) -> list[str]:
    """Return the kata to do next and how to begin it."""
    katas, standings = all_katas(), state.standings()
    following = upcoming(katas, standings, but=kata.name)
    if following is None:
        return [f"That was the last one: all {len(katas)} katas are solved."]
    begin = "show" if following.name in standings else "start"
    return [
        f"Next: {summary(following, standings.get(following.name))}",
        f"  kata {begin} {following.name}",
    ]
