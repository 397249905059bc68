"""What the judge asks of a bank account."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from mutex import BankAccount

from judge.testing import History, assert_linearizable

EXACT = 1e-6


def together(*calls: Callable[[], object]) -> list[object]:
    """Make every call in a thread of its own, all at once, and return what they returned."""
    answers: list[object] = [None] * len(calls)

    def work(place: int) -> None:
        answers[place] = calls[place]()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def error_of(call: Callable[..., object], *args: object) -> Exception | None:
    """Return the exception that the call raises, None when it raises none."""
    try:
        call(*args)
    except Exception as error:
        return error
    return None


class Account:
    """What an account does when one call is made after the other."""

    def __init__(self, money: int) -> None:
        self.money = money

    def deposit(self, amount: int) -> None:
        self.money += amount

    def withdraw(self, amount: int) -> bool:
        covered = self.money >= amount
        self.money -= amount if covered else 0
        return covered

    def balance(self) -> int:
        return self.money


def make(calls: tuple[tuple[str, int], ...], account: BankAccount, history: History) -> None:
    """Make one call after the other, and note them."""
    for name, amount in calls:
        if name == "balance":
            history.call(name, lambda: account.balance)
        else:
            history.call(name, getattr(account, name), amount)


class SlowAmount(int):
    """An amount that takes a minute to add up, so that its deposit holds up all other calls."""

    def __add__(self, other: int) -> int:
        time.sleep(60)
        return int(self) + int(other)

    __radd__ = __add__


def test_one_thread_alone_can_pay_in_and_take_out() -> None:
    """Deposits and covered withdrawals add up, and a refused withdrawal changes nothing."""
    account = BankAccount(10)
    assert account.deposit(5) is None, "deposit returns None"
    covered = account.withdraw(12)
    assert covered is True, f"withdraw(12) from 15 gave {covered!r}"
    refused = account.withdraw(4)
    assert refused is False, f"withdraw(4) from 3 gave {refused!r}"
    left = account.balance
    assert left == 3, f"10 + 5 - 12 left {left}"
    everything = account.withdraw(3)
    assert everything is True, f"withdraw(3) from 3 gave {everything!r}"
    assert account.balance == 0, f"an emptied account holds {account.balance}"


def test_large_sums_are_exact() -> None:
    """Amounts are ints: of a sum with twenty digits the last one counts, too."""
    account = BankAccount(10**20)
    account.deposit(1)
    assert account.withdraw(10**20 + 2) is False, "withdraw(10**20 + 2) from 10**20 + 1 succeeded"
    covered = account.withdraw(10**20)
    assert covered is True, f"withdraw(10**20) from 10**20 + 1 gave {covered!r}"
    left = account.balance
    assert left == 1, f"10**20 + 1 - 10**20 left {left}"


@pytest.mark.symptom("error_contract")
def test_an_account_is_not_opened_with_less_than_nothing() -> None:
    """A negative opening balance is a ValueError; zero, the default, is not."""
    error = error_of(BankAccount, -1)
    assert isinstance(error, ValueError), f"BankAccount(-1) gave {error!r}, not a ValueError"
    assert BankAccount().balance == 0, "an account opens with 0 unless told otherwise"
    assert BankAccount(0).balance == 0, "an account may be opened with 0"
    assert BankAccount(balance=7).balance == 7, "the balance may be given by name"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("amount", [0, -5])
def test_an_amount_of_zero_or_less_is_refused(amount: int) -> None:
    """A bad amount is a ValueError, leaves the balance alone and the account usable."""
    account = BankAccount(10)
    paid = error_of(account.deposit, amount)
    assert isinstance(paid, ValueError), f"deposit({amount}) gave {paid!r}, not a ValueError"
    taken = error_of(account.withdraw, amount)
    assert isinstance(taken, ValueError), f"withdraw({amount}) gave {taken!r}, not a ValueError"
    left = account.balance
    assert left == 10, f"after two refused amounts of {amount} the balance of 10 is {left}"
    account.deposit(5)
    assert account.withdraw(15) is True, "after an error the account works on as before"


@pytest.mark.symptom("error_contract")
def test_an_amount_of_one_is_not_refused() -> None:
    """The least amount there is can be paid in and taken out."""
    account = BankAccount(1)
    paid = error_of(account.deposit, 1)
    assert paid is None, f"deposit(1) gave {paid!r}"
    taken = error_of(account.withdraw, 1)
    assert taken is None, f"withdraw(1) from 2 gave {taken!r}"
    left = account.balance
    assert left == 1, f"1 + 1 - 1 left {left}"


def test_two_deposits_at_once_are_both_kept() -> None:
    """Two threads pay in at the same time, and both sums arrive."""
    account = BankAccount()
    together(lambda: account.deposit(1), lambda: account.deposit(2))
    total = account.balance
    assert total == 3, f"deposits of 1 and 2 gave {total}"


def test_a_deposit_and_a_withdrawal_at_once_are_both_kept() -> None:
    """One thread pays in while another takes out, and neither undoes the other."""
    account = BankAccount(10)
    answers = together(lambda: account.deposit(5), lambda: account.withdraw(8))
    assert answers[1] is True, f"withdraw(8) with at least 10 there gave {answers[1]!r}"
    left = account.balance
    assert left == 7, f"10 + 5 - 8 left {left}"


def test_money_is_not_spent_twice() -> None:
    """Two threads want all there is: one gets it, the other is refused."""
    account = BankAccount(10)
    answers = together(lambda: account.withdraw(10), lambda: account.withdraw(10))
    left = account.balance
    assert answers.count(True) == 1, f"two withdrawals of 10 from 10 were answered {answers}"
    assert answers.count(False) == 1, f"two withdrawals of 10 from 10 were answered {answers}"
    assert left == 0, f"after the one withdrawal {left} is left of 10"


def test_a_refused_withdrawal_gets_in_nobodys_way() -> None:
    """While a withdrawal is being refused, a covered one succeeds and the balance looks right."""
    account = BankAccount(10)
    refused, covered, seen = together(
        lambda: account.withdraw(15), lambda: account.withdraw(10), lambda: account.balance
    )
    assert refused is False, f"withdraw(15) from 10 or less gave {refused!r}"
    assert covered is True, f"withdraw(10) from 10 gave {covered!r}, beside a withdraw(15)"
    assert seen in (10, 0), f"the balance was read as {seen}; it only ever was 10, then 0"
    assert account.balance == 0, f"taking 10 from 10 left {account.balance}"


def test_nobody_sees_a_balance_that_never_was() -> None:
    """Two readings in a row show balances the account really had, the older one first."""
    account = BankAccount(10)
    real = [10, 15, 3]

    def use() -> bool:
        account.deposit(5)
        return account.withdraw(12)

    covered, seen = together(use, lambda: (account.balance, account.balance))
    assert covered is True, f"withdraw(12) from 15 gave {covered!r}"
    first, second = seen
    assert first in real, f"the balance was read as {first}; it only ever was {real}"
    assert second in real, f"the balance was read as {second}; it only ever was {real}"
    backwards = real.index(first) > real.index(second)
    assert not backwards, f"the balance was read as {first}, then as {second}; it was {real}"


def test_a_deposit_a_withdrawal_and_a_reading_agree() -> None:
    """A withdrawal that needs a deposit made at the same time is all or nothing."""
    account = BankAccount(10)
    _, covered, seen = together(
        lambda: account.deposit(5), lambda: account.withdraw(12), lambda: account.balance
    )
    left = account.balance
    expected = 3 if covered else 15
    assert left == expected, f"10 + 5, withdraw(12) answered {covered}: {left} is left"
    assert seen in (10, 15, left), f"the balance was read as {seen} on its way from 10 to {left}"


def test_two_threads_that_each_do_two_things_lose_nothing() -> None:
    """One thread pays in and takes out, the other takes out and pays in; all of it is covered."""
    account = BankAccount(5)

    def first_in() -> bool:
        account.deposit(2)
        return account.withdraw(2)

    def first_out() -> bool:
        taken = account.withdraw(5)
        account.deposit(5)
        return taken

    answers = together(first_in, first_out)
    left = account.balance
    assert answers == [True, True], f"two covered withdrawals were answered {answers}"
    assert left == 5, f"5 + 2 - 2 - 5 + 5 left {left}"


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        ((("withdraw", 10),), (("withdraw", 10), ("balance", 0))),
        ((("deposit", 5),), (("balance", 0), ("withdraw", 12))),
        ((("deposit", 5), ("withdraw", 12)), (("withdraw", 11), ("balance", 0))),
    ],
    ids=["both_take_all", "money_arrives", "money_comes_and_goes"],
)
def test_calls_seem_to_happen_one_after_the_other(
    mine: tuple[tuple[str, int], ...], yours: tuple[tuple[str, int], ...]
) -> None:
    """What overlapping calls answer could have been answered one at a time, in some order."""
    account, history = BankAccount(10), History()
    together(lambda: make(mine, account, history), lambda: make(yours, account, history))
    assert_linearizable(history, Account(10))


def test_an_account_is_as_safe_after_a_refused_amount_as_before() -> None:
    """Errors do not wear the protection down: deposits made at once afterwards are both kept."""
    account = BankAccount()
    error_of(account.deposit, 0)
    error_of(account.withdraw, 0)
    together(lambda: account.deposit(1), lambda: account.deposit(2))
    total = account.balance
    assert total == 3, f"deposits of 1 and 2 after two refused amounts gave {total}"


def test_accounts_have_nothing_to_do_with_each_other() -> None:
    """Two accounts used at the same time each keep their own money."""
    mine, yours = BankAccount(10), BankAccount(1)
    answers = together(lambda: mine.withdraw(6), lambda: yours.withdraw(6))
    assert answers == [True, False], f"withdraw(6) from 10 and from 1 were answered {answers}"
    left = (mine.balance, yours.balance)
    assert left == (4, 1), f"withdraw(6) from 10 and from 1 left {left}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_call_that_has_to_wait_neither_spins_nor_polls() -> None:
    """While one deposit takes a minute to add up, others wait asleep, and nothing gets lost."""
    account = BankAccount(10)
    slow = threading.Thread(target=account.deposit, args=(SlowAmount(5),))
    slow.start()
    time.sleep(1)
    answers = together(lambda: account.deposit(7), lambda: account.withdraw(3))
    slow.join()
    assert answers[1] is True, f"withdraw(3) with at least 10 there gave {answers[1]!r}"
    left = account.balance
    assert left == 19, f"10 + 5 + 7 - 3 left {left}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_withdrawal_does_not_wait_for_money() -> None:
    """What is not covered is refused at once, and not after some time in which money may arrive."""
    account = BankAccount(10)
    began = time.monotonic()
    refused = account.withdraw(15)
    waited = time.monotonic() - began
    assert refused is False, f"withdraw(15) from 10 gave {refused!r}"
    assert waited < EXACT, f"withdraw(15) from 10 was refused after {waited:g} s"
