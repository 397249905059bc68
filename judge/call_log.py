"""Calls, and the log of those that threads have made: who called what, and what had ended before.

Nothing here is a scheduling point to the engine, which leaves this module as it is; the two
accesses of a call that are, one as it begins and one as it ends, are in ``judge.testing``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from math import inf
from typing import Any

Key = tuple[int, int, str]


@dataclass(frozen=True)
class Raised:
    """The answer of a call that raises; an exception of a subclass is as good."""

    error: type[BaseException]

    def __repr__(self) -> str:
        return f"raise {self.error.__name__}"


@dataclass(eq=False)
class Call:
    """One call: what was called, by whom, and the calls that had ended ``before`` it began.

    ``place`` is its place among the calls that have ended.
    """

    name: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    thread: str
    key: Key
    before: dict[Key, Call] = field(default_factory=dict)
    answer: Any = None
    place: float = inf

    def __repr__(self) -> str:
        given = [repr(value) for value in self.arguments]
        given += [f"{name}={value!r}" for name, value in self.named.items()]
        return f"{self.name}({', '.join(given)})"


Seen = dict[Key, Call | None]


class Ended(Seen):
    """The calls that have begun; None in place of one that has not ended.

    A class of its own, so that the engine takes no other dictionary for shared along with it.
    """


class Log:
    """Calls as they begin and end, noted without any scheduling point."""

    def __init__(self) -> None:
        self._begun: list[Call] = []
        self._ended = Ended()
        self._places = count()

    def _note(self, call: Call, seen: Seen) -> None:
        """Note a call that is about to begin; its key becomes unique to it."""
        ident, _, name = call.key
        call.key = (ident, sum(other.key[0] == ident for other in self._begun), name)
        call.before = ended_of(seen)
        self._begun.append(call)
        # A key that is there already can be written to without changing the whole dictionary.
        self._ended[call.key] = None

    def _answered(self, call: Call, answer: Any) -> Call:
        """Note the answer of a call that is about to end."""
        call.answer = answer
        return call

    def _placed(self, call: Call) -> None:
        """Note that a call has just ended."""
        call.place = next(self._places)

    def _noted(self) -> tuple[list[Call], int]:
        # In this order: whatever ended before one of these began is among those that have ended.
        begun = list(self._begun)
        ended = ended_of(self._ended.copy())
        pending = [call for call in begun if call.key not in ended]
        return [*sorted(ended.values(), key=lambda call: call.place), *pending], len(ended)


def ended_of(seen: Seen) -> dict[Key, Call]:
    """Return the calls that had ended at the moment of a copy."""
    return {key: call for key, call in seen.items() if call is not None}


def told(call: Call, *, ended: bool) -> str:
    """Return a call and its answer in one line."""
    if not ended:
        return f"{call!r} has not ended"
    if isinstance(call.answer, Raised):
        return f"{call!r} raised {call.answer.error.__name__}"
    return f"{call!r} -> {call.answer!r}"
