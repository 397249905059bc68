"""A short lock to claim both accounts; who finds one taken sleeps at that very account."""

import threading


class Account:
    def __init__(self, money, gate):
        self.money = money
        self.taken = False
        self.free = threading.Condition(gate)


class Bank:
    def __init__(self, balances, journal):
        self.gate = threading.Lock()
        self.accounts = {name: Account(money, self.gate) for name, money in balances.items()}
        self.journal = journal

    def transfer(self, source, target, amount):
        giver, taker = self.accounts[source], self.accounts[target]
        if not amount > 0:
            raise ValueError(amount)
        with self.gate:
            while giver.taken or taker.taken:
                (giver if giver.taken else taker).free.wait()
            giver.taken = taker.taken = True
        journaled = False
        try:
            if giver.money >= amount:
                self.journal(source, target, amount)
                journaled = True
        finally:
            with self.gate:
                if journaled:
                    giver.money -= amount
                    taker.money += amount
                giver.taken = taker.taken = False
                giver.free.notify_all()
                taker.free.notify_all()
        return journaled

    def balance(self, name):
        with self.gate:
            return self.accounts[name].money

    def total(self):
        with self.gate:
            return sum(account.money for account in self.accounts.values())
