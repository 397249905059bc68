"""A lock for the voters and one for each candidate; a tally takes all of these, in one order."""

from __future__ import annotations

import threading
from contextlib import ExitStack


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._locks = {candidate: threading.Lock() for candidate in candidates}
        self._voted: set[str] = set()
        self._voting = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        with self._locks[candidate]:
            with self._voting:
                if voter in self._voted:
                    return False
                self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with ExitStack() as held:
            for lock in self._locks.values():
                held.enter_context(lock)
            return self._votes.copy()

    def turnout(self) -> int:
        with self._voting:
            return len(self._voted)
