"""balance() leaves out what is set aside: the debit shows before the credit and the journal."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._set_aside = dict.fromkeys(balances, 0)
        self._journal = journal
        self._settled = threading.Condition()

    def transfer(self, source, target, amount):
        if target not in self._money:
            raise KeyError(target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._settled:
            while self._money[source] - self._set_aside[source] < amount:
                if self._money[source] < amount:
                    return False
                self._settled.wait()
            self._set_aside[source] += amount
        moved = 0
        try:
            self._journal(source, target, amount)
            moved = amount
        finally:
            with self._settled:
                self._set_aside[source] -= amount
                self._money[source] -= moved
                self._money[target] += moved
                self._settled.notify_all()
        return True

    def balance(self, name):
        with self._settled:
            return self._money[name] - self._set_aside[name]

    def total(self):
        with self._settled:
            return sum(self._money.values())
