"""A semaphore for each account, in the order of the dictionary; the total is fixed."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self.money = dict(balances)
        self.permits = {name: threading.Semaphore(1) for name in balances}
        self.sum = sum(balances.values())
        self.journal = journal

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError("amount")
        if not {source, target} <= self.money.keys():
            raise KeyError("no such account")
        needed = [self.permits[name] for name in self.money if name in (source, target)]
        for permit in needed:
            permit.acquire()
        try:
            covered = amount <= self.money[source]
            if covered:
                self.journal(source, target, amount)
                self.money[source] -= amount
                self.money[target] += amount
            return covered
        finally:
            for permit in needed:
                permit.release()

    def balance(self, name):
        with self.permits[name]:
            return self.money[name]

    def total(self):
        return self.sum
