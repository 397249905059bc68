"""Every access is locked, but the lock is given up between asking for the voter and adding him."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def _has_voted(self, voter: str) -> bool:
        with self._lock:
            return voter in self._voted

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        if self._has_voted(voter):
            return False
        with self._lock:
            self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
