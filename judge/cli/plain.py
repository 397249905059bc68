"""Text that is safe to show: what a submission says may hold anything, escape codes included."""

from __future__ import annotations

import textwrap
import unicodedata

TAB = "    "
# Beyond so many columns prose gets hard to read.
WIDEST_PROSE = 100
# Cc control characters, Cf format characters (the bidirectional ones among them), Cs lone
# surrogates, Cn what is no character, Zl and Zp line separators: invisible, or able to rewrite
# what stands around them, or not allowed in XML.
UNSAFE = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return the text with every character that does not simply show written as an escape.

    Line breaks stay, tabs become four spaces.
    """
    return "".join(map(_visible, text.replace("\r\n", "\n")))


def _visible(character: str) -> str:
    if character == "\n" or (character.isascii() and character.isprintable()):
        return character
    if character == "\t":
        return TAB
    if unicodedata.category(character) in UNSAFE:
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def columns(text: str) -> int:
    """Return how many terminal columns a visible line takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return a visible line that takes at most ``width`` columns, ``…`` where it was cut."""
    if columns(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        used += _columns(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


def pad(text: str, width: int) -> str:
    """Return a visible line, cut or filled with spaces to exactly ``width`` columns."""
    text = cut(text, width)
    return text + " " * (width - columns(text))


def wrap(
    text: str, width: int, *, first: str = "", rest: str = "", lines: int | None = None
) -> list[str]:
    """Break one line of text into lines of at most ``width`` columns.

    ``first`` and ``rest`` are put before the first line and the others; of more than ``lines``
    lines the rest is cut off, and an ellipsis says so.
    """
    if columns(text) > len(text):
        # textwrap counts characters, and a wide one takes two columns.
        width -= (width - min(len(first), len(rest)) + 1) // 2
    pieces = textwrap.wrap(
        text,
        max(width, len(first) + 1),
        initial_indent=first,
        subsequent_indent=rest,
        max_lines=lines,
        placeholder="…",
        break_on_hyphens=False,
    )
    return pieces or [first]


def paragraphs(text: str, width: int, indent: str = "") -> list[str]:
    """Return a message of any length as visible lines, its own line breaks kept.

    The lines take at most ``width`` columns, and no more than can be read well.
    """
    width = min(width, WIDEST_PROSE)
    found: list[str] = []
    for line in visible(text).splitlines() or [""]:
        own = indent + line[: len(line) - len(line.lstrip())][: width // 2]
        found += wrap(line.strip(), width, first=own, rest=own)
    return found
