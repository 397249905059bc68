"""A tally is what two looks in a row agree on: votes never go down, so it was so in between."""

import threading


class VoteCounter:
    def __init__(self, candidates):
        self._lock = threading.Lock()
        self._votes = {c: 0 for c in candidates}
        self._voters = set()

    def vote(self, voter, candidate):
        with self._lock:
            if candidate not in self._votes:
                raise KeyError(candidate)
            if voter in self._voters:
                return False
            self._voters.add(voter)
            self._votes[candidate] += 1
            return True

    def tally(self):

        while True:
            one = {c: self._votes[c] for c in self._votes}
            two = {c: self._votes[c] for c in self._votes}
            if one == two:
                return one

    def turnout(self):
        with self._lock:
            return len(self._voters)
