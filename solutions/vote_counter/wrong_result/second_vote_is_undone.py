"""Counts first and takes the vote back when the voter turns out to have voted; all can see it."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        with self._lock:
            self._votes[candidate] += 1
        with self._lock:
            if voter not in self._voted:
                self._voted.add(voter)
                return True
            self._votes[candidate] -= 1
            return False

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
