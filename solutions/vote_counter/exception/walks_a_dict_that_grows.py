"""A tally walks over the ballots without the lock, and a new one comes in meanwhile."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._ballots: dict[str, str] = {}
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._candidates:
            raise KeyError(candidate)
        with self._lock:
            if voter in self._ballots:
                return False
            self._ballots[voter] = candidate
            return True

    def tally(self) -> dict[str, int]:
        votes = dict.fromkeys(self._candidates, 0)
        for candidate in self._ballots.values():
            votes[candidate] += 1
        return votes

    def turnout(self) -> int:
        return len(self._ballots)
