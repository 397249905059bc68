"""A tally locks the counts beginning with the leader, and the leader may change meanwhile."""

from __future__ import annotations

import threading
from contextlib import ExitStack


class VoteCounter:
    def __init__(self, candidates: list[str]) -> None:
        self._votes = dict.fromkeys(candidates, 0)
        self._locks = {candidate: threading.Lock() for candidate in candidates}
        self._voted: dict[str, object] = {}

    def vote(self, voter: str, candidate: str) -> bool:
        with self._locks[candidate]:
            mark = object()
            if self._voted.setdefault(voter, mark) is not mark:
                return False
            self._votes[candidate] += 1
            return True

    def tally(self) -> dict[str, int]:
        with ExitStack() as held:
            for candidate in sorted(self._votes, key=self._votes.copy().__getitem__):
                held.enter_context(self._locks[candidate])
            return dict(self._votes)

    def turnout(self) -> int:
        return len(self._voted)
