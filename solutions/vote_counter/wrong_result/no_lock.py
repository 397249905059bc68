"""No lock at all: two votes start from the same count, and one of them is lost."""

from __future__ import annotations


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._voted: set[str] = set()

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._votes:
            raise KeyError(candidate)
        if voter in self._voted:
            return False
        self._voted.add(voter)
        self._votes[candidate] += 1
        return True

    def tally(self) -> dict[str, int]:
        return dict(self._votes)

    def turnout(self) -> int:
        return len(self._voted)
