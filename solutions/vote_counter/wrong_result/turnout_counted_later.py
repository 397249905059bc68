"""The turnout is a number of its own that is raised after the vote can be seen in a tally."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()
        self._turnout = 0
        self._turnout_lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._lock:
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes[candidate] += 1
        with self._turnout_lock:
            self._turnout += 1
        return True

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._turnout_lock:
            return self._turnout
