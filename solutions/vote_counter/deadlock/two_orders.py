"""A vote locks the voters and then the counts, a tally the counts and then the voters."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._voters_lock = threading.Lock()
        self._votes_lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._voters_lock, self._votes_lock:
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with self._votes_lock, self._voters_lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._voters_lock:
            return len(self._voted)
