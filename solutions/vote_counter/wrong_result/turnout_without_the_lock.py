"""The turnout is raised without a lock, so that of two new voters one is lost."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()
        self._turnout = 0

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._lock:
            if voter in self._voted:
                return False
            self._voted.add(voter)
        self._turnout += 1
        with self._lock:
            self._votes[candidate] += 1
        return True

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        return self._turnout
