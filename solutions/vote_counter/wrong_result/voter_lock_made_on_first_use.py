"""The lock of a voter is looked for and made in two steps: his two first votes make two."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._locks: dict[str, threading.Lock] = {}
        self._counting = threading.Lock()

    def _lock(self, voter: str) -> threading.Lock:
        if voter not in self._locks:
            self._locks[voter] = threading.Lock()
        return self._locks[voter]

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._lock(voter):
            if voter in self._voted:
                return False
            with self._counting:
                self._voted.add(voter)
                self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with self._counting:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._counting:
            return len(self._voted)
