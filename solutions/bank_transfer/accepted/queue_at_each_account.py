"""A line at every account, joined at both in one step; who is first in both goes on."""

import threading
from collections import deque


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._lines = {name: deque() for name in balances}
        self._lock = threading.Lock()
        self._journal = journal

    def transfer(self, source, target, amount):
        names = {source: None, target: None}
        lines = [self._lines[name] for name in names]
        if amount <= 0:
            raise ValueError(f"{amount} is not above 0")
        turn = self._stand_in(lines)
        turn.wait()
        try:
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            with self._lock:
                self._money[source] -= amount
                self._money[target] += amount
            return True
        finally:
            self._leave(lines)

    def _stand_in(self, lines):
        ticket = (threading.Event(), lines)
        with self._lock:
            for line in lines:
                line.append(ticket)
            self._call_next(lines)
        return ticket[0]

    def _leave(self, lines):
        with self._lock:
            for line in lines:
                line.popleft()
            self._call_next(lines)

    def _call_next(self, lines):
        for line in lines:
            if line:
                turn, its_lines = line[0]
                if all(other[0][0] is turn for other in its_lines):
                    turn.set()

    def balance(self, name):
        with self._lock:
            return self._money[name]

    def total(self):
        with self._lock:
            return sum(self._money.values())
