"""A second vote is refused, but replaces the first one."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._ballots: dict[str, str] = {}
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._candidates:
            raise KeyError(candidate)
        with self._lock:
            new = voter not in self._ballots
            self._ballots[voter] = candidate
            return new

    def tally(self) -> dict[str, int]:
        with self._lock:
            chosen = list(self._ballots.values())
        return {candidate: chosen.count(candidate) for candidate in self._candidates}

    def turnout(self) -> int:
        with self._lock:
            return len(self._ballots)
