"""The file of answers as a text: what is in it, and filling it in line by line.

Only lines that name a question are touched, so that comments and all else stay as they are. The
text is never run nor parsed as Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

LINE = re.compile(r"""^(\s*(["'])([\w-]+)\2\s*:\s*)(["'])([^"'\n]*)\4""", re.MULTILINE)
CLOSING = re.compile(r"^\}", re.MULTILINE)
DICT = re.compile(r"^ANSWERS\b.*=\s*\{", re.MULTILINE)


class NotFillable(ValueError):
    """The text has no dict with a line for each answer."""


def given(text: str, ids: Iterable[str]) -> dict[str, str]:
    """Return the answers in a text to those of the questions that have one."""
    found = {match[3]: match[5].strip() for match in LINE.finditer(text)}
    return {name: found[name] for name in ids if found.get(name)}


def filled(text: str, answers: Mapping[str, str]) -> str:
    """Return the text with these answers in their lines; raises ``NotFillable``."""
    check_form(text)
    known = {match[3] for match in LINE.finditer(text)}
    text = LINE.sub(lambda match: _line(match, answers), text)
    new = "".join(f'    "{name}": "{answers[name]}",\n' for name in answers if name not in known)
    end = CLOSING.search(text, DICT.search(text).end())  # type: ignore[union-attr]
    assert end is not None
    return text[: end.start()] + new + text[end.start() :]


def check_form(text: str) -> None:
    """Raise ``NotFillable`` unless answers can be put into a text."""
    beginning = DICT.search(text)
    if beginning is None or CLOSING.search(text, beginning.end()) is None:
        raise NotFillable('has no ANSWERS = { with one "id": "letter" in each line')


def _line(match: re.Match[str], answers: Mapping[str, str]) -> str:
    if match[3] not in answers:
        return match[0]
    return f'{match[1]}"{answers[match[3]]}"'
