"""Every thread counts in a dict of its own, and a tally adds them up one after the other."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._voted: set[str] = set()
        self._registering = threading.Lock()
        self._mine: dict[int, dict[str, int]] = {}
        self._all: list[dict[str, int]] = []

    def _counts(self) -> dict[str, int]:
        me = threading.get_ident()
        if me not in self._mine:
            self._mine[me] = dict.fromkeys(self._candidates, 0)
            self._all.append(self._mine[me])
        return self._mine[me]

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._candidates:
            raise KeyError(candidate)
        with self._registering:
            if voter in self._voted:
                return False
            self._voted.add(voter)
        counts = self._counts()
        counts[candidate] += 1
        return True

    def tally(self) -> dict[str, int]:
        total = dict.fromkeys(self._candidates, 0)
        for counts in self._all:
            for candidate, count in counts.copy().items():
                total[candidate] += count
        return total

    def turnout(self) -> int:
        return len(self._voted)
