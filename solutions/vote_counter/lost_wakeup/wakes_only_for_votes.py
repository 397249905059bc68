"""Whoever only looks leaves without waking the next one, who may be waiting to vote."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._busy = False
        self._turn = threading.Condition()

    def _enter(self) -> None:
        with self._turn:
            while self._busy:
                self._turn.wait()
            self._busy = True

    def _leave(self, *, changed: bool) -> None:
        with self._turn:
            self._busy = False
            if changed:
                self._turn.notify()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        self._enter()
        new = voter not in self._voted
        if new:
            self._voted.add(voter)
            self._votes[candidate] += 1
        self._leave(changed=True)
        return new

    def tally(self) -> dict[str, int]:
        self._enter()
        seen = dict(self._votes)
        self._leave(changed=False)
        return seen

    def turnout(self) -> int:
        return len(self._voted)
