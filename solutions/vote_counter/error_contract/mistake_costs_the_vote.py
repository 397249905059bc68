"""A vote for an unknown candidate raises, and uses up the vote."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        with self._lock:
            new = voter not in self._voted
            self._voted.add(voter)
            self._votes[candidate] += new
            return new

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
