"""Two threads add to a balance that nothing guards."""

BUG = True


class Account:
    def __init__(self):
        self.balance = 0

    def deposit(self):
        before = self.balance
        self.balance = before + 1


def setup():
    return Account()


WORKERS = [Account.deposit, Account.deposit]


def invariant(account):
    return account.balance == 2
