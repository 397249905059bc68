"""The mutants of which an author says, with a reason, that they are as right as the original."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from judge.authoring.mutation import Mutant
from judge.authoring.place import Place
from judge.authoring.texts import read_text

FILE = "equivalent.toml"
KEYS = ("file", "operator", "line", "why")
ANY = "*"


class BadEntry(ValueError):
    """``equivalent.toml`` cannot be read; ``str`` of it says why."""


@dataclass(frozen=True, kw_only=True)
class Equivalent:
    """Says why some mutants need not fail.

    ``line`` is the text of the mutated line, whatever its number; ``*`` for ``file`` or ``line``
    is any. ``diff``, if it is given, is a part of the mutant's diff: it tells two mutants of lines
    that read the same from each other.
    """

    file: str
    operator: str
    line: str
    why: str
    diff: str = ""

    def covers(self, mutant: Mutant) -> bool:
        """Return whether the entry is about this mutant."""
        return (
            self.file in (ANY, mutant.file)
            and self.operator == mutant.operator
            and self.line in (ANY, mutant.source)
            and self.diff in mutant.diff
        )

    def __str__(self) -> str:
        diff = f" ({self.diff})" if self.diff else ""
        return f"{self.operator} of {self.line!r} in {self.file}{diff}"


def read_equivalents(place: Place) -> list[Equivalent]:
    """Return the entries of a kata, none when there is no file; raises ``BadEntry``."""
    text = read_text(place.solutions / FILE)
    if text is None:
        return []
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadEntry(f"cannot be read: {error}") from None
    entries = data.get("equivalent", [])
    if set(data) - {"equivalent"} or not isinstance(entries, list):
        raise BadEntry("has something else than [[equivalent]] entries")
    return [_entry(entry, number) for number, entry in enumerate(entries, 1)]


def _entry(entry: Any, number: int) -> Equivalent:
    fields = entry if isinstance(entry, dict) else {}
    texts = all(isinstance(value, str) and value.strip() for value in fields.values())
    if not texts or set(fields) - {"diff"} != set(KEYS):
        raise BadEntry(f"entry {number} wants the texts {', '.join(KEYS)}, perhaps diff")
    return Equivalent(**fields)


def reason_for(mutant: Mutant, equivalents: Sequence[Equivalent]) -> str | None:
    """Return why a mutant need not fail, None when nobody says so."""
    return next((entry.why for entry in equivalents if entry.covers(mutant)), None)
