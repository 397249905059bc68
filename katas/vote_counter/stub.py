"""Counts the votes that come in from many polling stations at once."""

from __future__ import annotations


class VoteCounter:
    """One vote for every voter, and a count that is right at every moment."""

    def __init__(self, candidates: list[str]) -> None:
        """Open the poll for these candidates, who all have 0 votes."""
        raise NotImplementedError

    def vote(self, voter: str, candidate: str) -> bool:
        """Count the vote and return True, or return False if this voter has voted before.

        An unknown candidate is a ``KeyError``, whoever votes, and does not use up the vote.
        """
        raise NotImplementedError

    def tally(self) -> dict[str, int]:
        """Return a fresh dict with the votes of every candidate at one moment of the call."""
        raise NotImplementedError

    def turnout(self) -> int:
        """Return how many voters have voted."""
        raise NotImplementedError
