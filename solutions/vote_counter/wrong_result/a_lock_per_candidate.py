"""Every candidate has a lock, and nothing keeps one voter from two candidates at once."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._ballots: dict[str, str] = {}
        self._locks = {candidate: threading.Lock() for candidate in candidates}

    def vote(self, voter: str, candidate: str) -> bool:
        with self._locks[candidate]:
            if voter in self._ballots:
                return False
            self._ballots[voter] = candidate
            return True

    def tally(self) -> dict[str, int]:
        ballots = self._ballots.copy()
        return {
            candidate: sum(chosen == candidate for chosen in ballots.values())
            for candidate in self._candidates
        }

    def turnout(self) -> int:
        return len(self._ballots)
