"""Every count has a lock, and a tally takes one of them at a time."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._locks = {candidate: threading.Lock() for candidate in candidates}
        self._voted: set[str] = set()
        self._voting = threading.Lock()

    def _count(self, candidate: str) -> int:
        with self._locks[candidate]:
            return self._votes[candidate]

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._voting:
            if voter in self._voted:
                return False
            self._voted.add(voter)
        with self._locks[candidate]:
            self._votes[candidate] += 1
        return True

    def tally(self) -> dict[str, int]:
        return {candidate: self._count(candidate) for candidate in self._votes}

    def turnout(self) -> int:
        with self._voting:
            return len(self._voted)
