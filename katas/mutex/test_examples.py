"""The examples of the prompt, to run by hand: ``pytest test_examples.py``."""

import threading

import pytest
from mutex import BankAccount


def test_money_goes_in_and_out() -> None:
    account = BankAccount(100)
    account.deposit(20)
    assert account.withdraw(50) is True
    assert account.balance == 70


def test_a_withdrawal_that_is_not_covered_changes_nothing() -> None:
    account = BankAccount(70)
    assert account.withdraw(71) is False
    assert account.balance == 70


def test_a_new_account_is_empty() -> None:
    assert BankAccount().balance == 0


def test_an_amount_of_nothing_is_an_error() -> None:
    account = BankAccount(70)
    with pytest.raises(ValueError):  # noqa: PT011 - any message will do
        account.deposit(0)
    assert account.balance == 70


def test_deposits_of_two_threads_add_up() -> None:
    account = BankAccount()
    threads = [threading.Thread(target=account.deposit, args=(10,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert account.balance == 20
