"""The KeyError of an unknown candidate leaves the call between acquire and release."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        self._lock.acquire()
        count = self._votes[candidate]
        new = voter not in self._voted
        if new:
            self._voted.add(voter)
            self._votes[candidate] = count + 1
        self._lock.release()
        return new

    def tally(self) -> dict[str, int]:
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._lock:
            return len(self._voted)
