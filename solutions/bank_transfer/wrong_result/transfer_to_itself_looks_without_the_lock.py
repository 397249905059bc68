"""A transfer to itself takes no lock: it sees one account after a transfer, the other before."""

import threading
from dataclasses import dataclass, field


@dataclass(eq=False)
class Account:
    money: int
    lock: threading.Lock = field(default_factory=threading.Lock)


class Bank:
    def __init__(self, balances, journal):
        self._accounts = {name: Account(money) for name, money in balances.items()}
        self._journal = journal

    def transfer(self, source, target, amount):
        giver, taker = self._accounts[source], self._accounts[target]
        if amount <= 0:
            raise ValueError("amount")
        if giver is taker:
            return self._to_itself(giver, source, amount)
        first, second = sorted((giver, taker), key=id)
        first.lock.acquire()
        try:
            second.lock.acquire()
            try:
                if giver.money < amount:
                    return False
                self._journal(source, target, amount)
                giver.money -= amount
                taker.money += amount
                return True
            finally:
                second.lock.release()
        finally:
            first.lock.release()

    def _to_itself(self, account, name, amount):
        if account.money < amount:
            return False
        self._journal(name, name, amount)
        return True

    def balance(self, name):
        account = self._accounts[name]
        with account.lock:
            return account.money

    def total(self):
        accounts = sorted(self._accounts.values(), key=id)
        for account in accounts:
            account.lock.acquire()
        try:
            return sum(account.money for account in accounts)
        finally:
            for account in accounts:
                account.lock.release()
