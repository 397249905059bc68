"""Vote, tally and turnout each take two of three locks, which closes a ring of three."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._voters = threading.Lock()
        self._counts = threading.Lock()
        self._printer = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._voters, self._counts:
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with self._counts, self._printer:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._printer, self._voters:
            return len(self._voted)
