"""No lock: setdefault is the vote, a copy of the ballots the tally, their number the turnout."""

from __future__ import annotations


class _Ballot:
    """One ballot, told apart by identity: two ballots of one voter for one candidate are two."""

    def __init__(self, candidate: str) -> None:
        self.candidate = candidate


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._candidates = tuple(candidates)
        self._ballots: dict[str, _Ballot] = {}

    def vote(self, voter: str, candidate: str) -> bool:
        if candidate not in self._candidates:
            raise KeyError(candidate)
        # One step, also without a GIL: the first ballot that gets in stays in.
        ballot = _Ballot(candidate)
        return self._ballots.setdefault(voter, ballot) is ballot

    def tally(self) -> dict[str, int]:
        votes = dict.fromkeys(self._candidates, 0)
        for ballot in self._ballots.copy().values():
            votes[ballot.candidate] += 1
        return votes

    def turnout(self) -> int:
        return len(self._ballots)
