"""A tally is kept until the turnout changes, which it does before the vote is counted."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()
        self._kept: tuple[int, dict[str, int]] = (0, dict(self._votes))

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._lock:
            if voter in self._voted:
                return False
            self._voted.add(voter)
        with self._lock:
            self._votes[candidate] += 1
        return True

    def tally(self) -> dict[str, int]:
        with self._lock:
            if self._kept[0] != len(self._voted):
                self._kept = (len(self._voted), dict(self._votes))
            return dict(self._kept[1])

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
