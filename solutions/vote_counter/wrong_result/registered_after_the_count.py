"""The vote is counted first and its voter registered next, and neither look takes the lock."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        with self._lock:
            count = self._votes[candidate]
            if voter in self._voted:
                return False
            self._votes[candidate] = count + 1
            self._voted.add(voter)
            return True

    def tally(self) -> dict[str, int]:
        return self._votes.copy()

    def turnout(self) -> int:
        return len(self._voted)
