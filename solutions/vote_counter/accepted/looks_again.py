"""A tally looks without the lock, and once more with it if votes have come in meanwhile."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._count = 0
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        with self._lock:
            before = self._votes[candidate]
            if voter in self._voted:
                return False
            self._voted.add(voter)
            # The count moves last, so that a look in between has one vote more.
            self._votes[candidate] = before + 1
            self._count += 1
            return True

    def tally(self) -> dict[str, int]:
        count = self._count
        seen = {candidate: self._votes[candidate] for candidate in self._votes}
        # Votes only ever come in, so that what adds up to the count is what made it up.
        if sum(seen.values()) == count:
            return seen
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        return self._count
