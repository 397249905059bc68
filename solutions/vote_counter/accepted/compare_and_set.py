"""All there is to know is one immutable value, replaced if it is still the one looked at."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class _Poll:
    """Who has voted, and how often for whom, at one moment."""

    voted: frozenset[str]
    votes: tuple[int, ...]


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._places = {candidate: place for place, candidate in enumerate(candidates)}
        self._poll = _Poll(frozenset(), (0,) * len(self._places))
        self._lock = threading.Lock()

    def _replace(self, seen: _Poll, new: _Poll) -> bool:
        with self._lock:
            if self._poll is not seen:
                return False
            self._poll = new
            return True

    def vote(self, voter: str, candidate: str) -> bool:
        chosen = self._places[candidate]
        while True:
            poll = self._poll
            if voter in poll.voted:
                return False
            votes = tuple(n + (place == chosen) for place, n in enumerate(poll.votes))
            if self._replace(poll, replace(poll, voted=poll.voted | {voter}, votes=votes)):
                return True

    def tally(self) -> dict[str, int]:
        return dict(zip(self._places, self._poll.votes, strict=True))

    def turnout(self) -> int:
        return len(self._poll.voted)
