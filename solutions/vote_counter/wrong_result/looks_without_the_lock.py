"""A tally is put together without the lock, one candidate after the other, while votes come in."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._lock:
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        return {candidate: self._votes[candidate] for candidate in self._votes}

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
