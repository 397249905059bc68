"""A tally is copied without the lock, again and again until it agrees with the turnout."""

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
        import time

        while True:
            first = dict(self._votes)
            if len(self._voters) == sum(first.values()):
                return first
            time.sleep(0.001)

    def turnout(self):
        with self._lock:
            return len(self._voters)
