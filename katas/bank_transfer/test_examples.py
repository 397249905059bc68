"""The examples of the prompt, to try while you write."""

import threading

from bank_transfer import Bank


def bank_with_a_journal():
    entries = []

    def journal(source, target, amount):
        entries.append((source, target, amount))

    return Bank({"ann": 10, "bob": 5}, journal), entries


def test_a_covered_transfer_is_journaled_and_made():
    """The money moves, and the journal knows of it."""
    bank, entries = bank_with_a_journal()
    assert bank.transfer("ann", "bob", 7) is True
    assert (bank.balance("ann"), bank.balance("bob")) == (3, 12)
    assert entries == [("ann", "bob", 7)]
    assert bank.total() == 15


def test_too_little_money_moves_nothing():
    """A transfer that is not covered is refused and not journaled."""
    bank, entries = bank_with_a_journal()
    assert bank.transfer("bob", "ann", 6) is False
    assert (bank.balance("ann"), bank.balance("bob")) == (10, 5)
    assert entries == []


def test_a_transfer_to_oneself_is_journaled_and_changes_nothing():
    """Source and target may be the same account."""
    bank, entries = bank_with_a_journal()
    assert bank.transfer("bob", "bob", 5) is True
    assert bank.balance("bob") == 5
    assert entries == [("bob", "bob", 5)]


def test_two_threads_pay_each_other():
    """Opposite transfers at the same time both go through."""
    bank, entries = bank_with_a_journal()
    there = threading.Thread(target=bank.transfer, args=("ann", "bob", 3))
    back = threading.Thread(target=bank.transfer, args=("bob", "ann", 2))
    there.start()
    back.start()
    there.join()
    back.join()
    assert (bank.balance("ann"), bank.balance("bob")) == (9, 6)
    assert sorted(entries) == [("ann", "bob", 3), ("bob", "ann", 2)]
