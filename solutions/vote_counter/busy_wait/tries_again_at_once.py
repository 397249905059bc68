"""Tries the lock in a loop instead of waiting for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        while not self._lock.acquire(blocking=False):
            pass
        try:
            yield
        finally:
            self._lock.release()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._alone():
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with self._alone():
            return dict(self._votes)

    def turnout(self) -> int:
        with self._alone():
            return len(self._voted)
