"""Registers the voter before it looks for the candidate, and strikes him out after an error."""

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
        try:
            with self._lock:
                self._votes[candidate] += new
        except KeyError:
            if new:
                self._voted.discard(voter)
            raise
        return new

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
