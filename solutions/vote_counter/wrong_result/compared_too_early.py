"""Puts a new dict in place of the old one, which it compares before it takes the lock."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: dict[str, object] = {}
        self._lock = threading.Lock()

    def _replace(self, seen: dict[str, int], new: dict[str, int]) -> bool:
        if self._votes is not seen:
            return False
        with self._lock:
            self._votes = new
        return True

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        mark = object()
        if self._voted.setdefault(voter, mark) is not mark:
            return False
        while True:
            votes = self._votes
            if self._replace(votes, {**votes, candidate: votes[candidate] + 1}):
                return True

    def tally(self) -> dict[str, int]:
        return dict(self._votes)

    def turnout(self) -> int:
        return len(self._voted)
