"""The tally is one dict for all, and is filled anew each time."""

import threading


class VoteCounter:
    def __init__(self, candidates):
        self._lock = threading.Lock()
        self._votes = {c: 0 for c in candidates}
        self._voters = set()
        self._shown = {}

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
        with self._lock:
            self._shown.update(self._votes)
            return self._shown

    def turnout(self):
        with self._lock:
            return len(self._voters)
