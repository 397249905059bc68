"""Voters are spread over two urns by their names, and a tally opens one after the other."""

from __future__ import annotations

import threading


class _Urn:
    """The voters and votes of one half of the town."""

    def __init__(self, candidates: list[str]) -> None:
        self.lock = threading.Lock()
        self.voted: set[str] = set()
        self.votes = dict.fromkeys(candidates, 0)


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._urns = (_Urn(candidates), _Urn(candidates))

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._candidates:
            raise KeyError(candidate)
        urn = self._urns[sum(map(ord, str(voter))) % 2]
        with urn.lock:
            if voter in urn.voted:
                return False
            urn.voted.add(voter)
            urn.votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        total = dict.fromkeys(self._candidates, 0)
        for urn in self._urns:
            with urn.lock:
                for candidate, count in urn.votes.items():
                    total[candidate] += count
        return total

    def turnout(self) -> int:
        return sum(len(urn.voted) for urn in self._urns)
