"""Two steps with a lock each: the voter is registered, then counted; turnout may be ahead."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._registering = threading.Lock()
        self._counting = threading.Lock()

    def _registered(self, voter: str) -> bool:
        with self._registering:
            new = voter not in self._voted
            self._voted.add(voter)
            return new

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        if not self._registered(voter):
            return False
        with self._counting:
            self._votes[candidate] += 1
        return True

    def tally(self) -> dict[str, int]:
        with self._counting:
            return dict(self._votes)

    def turnout(self) -> int:
        return len(self._voted)
