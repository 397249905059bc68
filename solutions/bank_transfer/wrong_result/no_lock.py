"""No lock at all: two transfers read one balance, and the later write undoes the earlier."""


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal

    def transfer(self, source, target, amount):
        if source not in self._money or target not in self._money:
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        if self._money[source] < amount:
            return False
        self._journal(source, target, amount)
        self._money[source] -= amount
        self._money[target] += amount
        return True

    def balance(self, name):
        return self._money[name]

    def total(self):
        return sum(self._money.values())
