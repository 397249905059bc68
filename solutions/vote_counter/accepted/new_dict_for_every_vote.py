"""Each vote puts a new dict in place of the old one; whoever looks takes the one that is there."""

from __future__ import annotations

import threading


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()
        self._lock = threading.Lock()

    def vote(self, voter: str, candidate: str) -> bool:
        with self._lock:
            votes = self._votes
            changed = {**votes, candidate: votes[candidate] + 1}
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes = changed
            return True

    def tally(self) -> dict[str, int]:
        # A dict that is in place is never changed; the copy is for the caller to do as he likes.
        return dict(self._votes)

    def turnout(self) -> int:
        return sum(self._votes.values())
