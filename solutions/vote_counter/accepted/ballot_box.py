"""A list of ballots in the order in which they came; a tally counts a copy of it."""

from __future__ import annotations

import threading
from collections import Counter


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._voted: dict[str, bool] = {}
        self._box: list[str] = []
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._candidates:
            raise KeyError(candidate)
        with self._lock:
            if self._voted.get(voter):
                return False
            self._voted[voter] = True
            self._box.append(candidate)
            return True

    def tally(self) -> dict[str, int]:
        counted = Counter(self._box.copy())
        return {candidate: counted[candidate] for candidate in self._candidates}

    def turnout(self) -> int:
        return len(self._box)
