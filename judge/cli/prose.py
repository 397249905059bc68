"""Markdown whose paragraphs are broken anew, for a terminal that shows it as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judge.cli.plain import wrap

FENCE = "```"
# A heading, a row of a table: a line that stands for itself.
ALONE = re.compile(r"#|\|")
ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s+")
MARGIN = re.compile(r"\s*")


def broken_anew(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a Markdown text, those of paragraphs and of items at most ``width`` wide.

    What is in a block, in a table or a heading stays as it is.
    """
    paragraph: list[str] = []
    block = False
    for line in text.splitlines():
        fence = line.lstrip().startswith(FENCE)
        alone = block or fence or not line.strip() or bool(ALONE.match(line))
        if paragraph and (alone or ITEM.match(line)):
            yield from filled(paragraph, width)
            paragraph = []
        if alone:
            yield line
        else:
            paragraph.append(line)
        block ^= fence
    if paragraph:
        yield from filled(paragraph, width)


def filled(paragraph: list[str], width: int) -> list[str]:
    """Return the lines of one paragraph or item, the later ones below the text of the first."""
    begins = ITEM.match(paragraph[0]) or MARGIN.match(paragraph[0])
    assert begins is not None, "an empty margin is one"
    first = begins[0]
    words = " ".join([paragraph[0][len(first) :], *paragraph[1:]]).split()
    return wrap(" ".join(words), width, first=first, rest=" " * len(first))
