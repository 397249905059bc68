"""The checks of what people read: prompt, hints and notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from judge.authoring.findings import Finding, Part
from judge.authoring.place import Place

TODO = "TODO:"
FEWEST_HINTS = 3
FEWEST_QUESTIONS = 3
SITUATION_WORDS = 30
# A terminal has 80, and there is a margin on either side of a block.
WIDEST_BLOCK = 78
CONTRACT = re.compile(r"contract|what to (write|build)", re.IGNORECASE)
CHECKS = re.compile(r"\bjudge\b", re.IGNORECASE)
QUESTIONS = re.compile(r"interview|follow-up", re.IGNORECASE)
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
ITEM = re.compile(r"^\s*(\d+\.|[-*])\s+\S", re.MULTILINE)


def check_texts(place: Place) -> Iterator[Finding]:
    """Yield one finding per problem of each text, or one that says it is in order."""
    yield from _check(place, Part.PROMPT, place.folder / "prompt.md", prompt_problems)
    yield from _check(place, Part.HINTS, place.folder / "hints.md", hint_problems)
    yield from _check(place, Part.NOTES, place.solutions / "notes.md", note_problems)


def _check(
    place: Place, part: Part, path: Path, problems_of: Callable[[str], Iterator[str]]
) -> Iterator[Finding]:
    text = read_text(path)
    problems = ["is missing"]
    if text is not None:
        problems = [*todo(text), *too_wide(text), *problems_of(text)]
    yield from (place.problem(part, path, problem) for problem in problems)
    if not problems:
        yield place.finding(part, path, "in order")


def read_text(path: Path) -> str | None:
    """Return a text, None when there is none."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def todo(text: str) -> Iterator[str]:
    """Yield a sentence when an author has left something to do."""
    lines = [n for n, line in enumerate(text.splitlines(), 1) if TODO in line]
    if lines:
        more = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
        first = text.splitlines()[lines[0] - 1].strip()
        yield f"line {lines[0]} is still to be written{more}: {first}"


def too_wide(text: str) -> Iterator[str]:
    """Yield a sentence for each line of a block that a terminal of 80 columns would break.

    Prose is wrapped as it is shown, what stands in a block is not.
    """
    for block in FENCE.finditer(text):
        begins = text.count("\n", 0, block.start()) + 1
        for number, line in enumerate(block[0].splitlines(), begins):
            if (columns := columns_of(line)) > WIDEST_BLOCK:
                yield (
                    f"line {number} is {columns} columns wide, and a block is shown in "
                    f"{WIDEST_BLOCK}"
                )


def columns_of(line: str) -> int:
    """Return how many columns of a terminal a line takes."""
    marks = [mark for mark in line if not unicodedata.combining(mark)]
    return len(marks) + sum(unicodedata.east_asian_width(mark) in "WF" for mark in marks)


def sections(text: str) -> tuple[str, str, Mapping[str, str]]:
    """Return a text's title, what stands below it, and the sections by their headings."""
    bare = FENCE.sub(lambda match: match[0].replace("\n#", "\n"), text)
    top, *rest = re.split(r"^## ", bare, flags=re.MULTILINE)
    title, _, beginning = top.lstrip().partition("\n")
    parts = (part.partition("\n") for part in rest)
    return title, beginning, {heading.strip(): body for heading, _, body in parts}


def prompt_problems(text: str) -> Iterator[str]:
    """Yield what a prompt lacks."""
    title, situation, parts = sections(text)
    if not title.startswith("# ") or not title[2:].strip():
        yield "has no title: a first line `# Title`"
    if len(FENCE.sub("", situation).split()) < SITUATION_WORDS:
        yield f"tells no situation: {SITUATION_WORDS} words or more between title and contract"
    if not any(map(CONTRACT.search, parts)):
        yield "has no contract: a heading such as `## What to build`"
    if "```python" not in text:
        yield "has no example: a block of ```python"
    if not any(map(CHECKS.search, parts)):
        yield "does not say what is checked: a heading `## What the judge checks`"
    questions = [body for heading, body in parts.items() if QUESTIONS.search(heading)]
    if len(ITEM.findall("\n".join(questions))) < FEWEST_QUESTIONS:
        yield (
            f"has not {FEWEST_QUESTIONS} follow-up questions in a list below a heading such as "
            "`## What an interviewer may ask next`"
        )


def hint_problems(text: str) -> Iterator[str]:
    """Yield what the hints lack."""
    _, _, parts = sections(f"\n{text}")
    if len(parts) < FEWEST_HINTS:
        yield f"has {len(parts)} hints; {FEWEST_HINTS} or more, each below a `## Hint N`"
    yield from (
        f"says nothing below `## {head}`" for head, body in parts.items() if not body.strip()
    )


def note_problems(text: str) -> Iterator[str]:
    """Yield what the notes lack."""
    if not sections(text)[2]:
        yield "has no section: why the reference is right, the usual mistakes, the follow-ups"
