"""One lock over both facts, who has voted and how often for whom, so that they always agree."""

from __future__ import annotations

import threading


class VoteCounter:
    """One vote for every voter, and a count that is right at every moment."""

    def __init__(self, candidates: list[str]) -> None:
        """Open the poll for these candidates, who all have 0 votes."""
        self._lock = threading.Lock()
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()

    def vote(self, voter: str, candidate: str) -> bool:
        """Count the vote and return True, or return False if this voter has voted before.

        An unknown candidate is a ``KeyError``, whoever votes, and does not use up the vote.
        """
        # Candidates never come or go, so that this needs no lock.
        if candidate not in self._votes:
            raise KeyError(candidate)
        with self._lock:
            if voter in self._voted:
                return False
            self._voted.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        """Return a fresh dict with the votes of every candidate at one moment of the call."""
        with self._lock:
            return dict(self._votes)

    def turnout(self) -> int:
        """Return how many voters have voted."""
        with self._lock:
            return len(self._voted)
