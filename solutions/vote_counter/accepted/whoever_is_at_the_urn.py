"""Ballots queue up, and whoever has the lock counts all that are there, also those of others."""

from __future__ import annotations

import threading
from collections import deque


class _Ballot:
    """A ballot in the queue, and whether it was counted in the end."""

    def __init__(self, voter: str, candidate: str) -> None:
        self.voter = voter
        self.candidate = candidate
        self.counted = False


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._queue: deque[_Ballot] = deque()
        self._urn = threading.Lock()

    def _count(self) -> None:
        while self._queue:
            ballot = self._queue.popleft()
            if ballot.voter not in self._voted:
                self._voted.add(ballot.voter)
                self._votes[ballot.candidate] += 1
                ballot.counted = True

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        ballot = _Ballot(voter, candidate)
        self._queue.append(ballot)
        with self._urn:
            self._count()
        return ballot.counted

    def tally(self) -> dict[str, int]:
        with self._urn:
            return dict(self._votes)

    def turnout(self) -> int:
        with self._urn:
            return len(self._voted)
