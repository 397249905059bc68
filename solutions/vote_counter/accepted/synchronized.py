"""A decorator locks whole methods with a reentrant lock, so that they may call each other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any


def synchronized(method: Callable[..., Any]) -> Callable[..., Any]:
    """Hold the lock of the object while the method runs."""

    @wraps(method)
    def locked(self: VoteCounter, *args: Any) -> Any:
        with self._lock:
            return method(self, *args)

    return locked


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._voters: dict[str, set[str]] = {candidate: set() for candidate in candidates}
        self._lock = threading.RLock()

    @synchronized
    def _has_voted(self, voter: str) -> bool:
        return any(voter in voters for voters in self._voters.values())

    @synchronized
    def vote(self, voter: str, candidate: str) -> bool:
        voters = self._voters[candidate]
        if self._has_voted(voter):
            return False
        voters.add(voter)
        return True

    @synchronized
    def tally(self) -> dict[str, int]:
        return {candidate: len(voters) for candidate, voters in self._voters.items()}

    @synchronized
    def turnout(self) -> int:
        return sum(self.tally().values())
