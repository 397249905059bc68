"""What the judge runs: every sentence of the contract as a scenario."""

import contextlib
import threading
import time

import pytest
from bank_transfer import Bank

ERRORS = {"KeyError": KeyError, "ValueError": ValueError, "either": (KeyError, ValueError)}


class PowerCut(BaseException):
    """Something that no ``except Exception`` catches."""


def ledger():
    """Return a list and a journal that writes into it."""
    entries = []

    def journal(source, target, amount):
        entries.append((source, target, amount))

    return entries, journal


def at_once(*calls):
    """Make every call in a thread of its own, all at once, and return what they returned."""
    answers = [None] * len(calls)

    def work(place):
        answers[place] = calls[place]()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def balances(bank, *names):
    """Read the balances of some accounts, one after the other."""
    return [bank.balance(name) for name in names]


def error_of(call):
    """Return the exception that the call raises, None when it raises none."""
    try:
        call()
    except Exception as error:
        return error
    return None


def test_money_moves_if_there_is_enough_of_it():
    """A covered transfer is made and journaled, one that is not covered does neither."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0}, journal)
    covered = bank.transfer("ann", "bob", 7)
    assert covered is True, f"a transfer of 7 from 10 returned {covered!r}"
    refused = bank.transfer("ann", "bob", 4)
    assert refused is False, f"a transfer of 4 from 3 returned {refused!r}"
    left = balances(bank, "ann", "bob")
    assert left == [3, 7], f"10 and 0 after a transfer of 7 and a refused one are {left}"
    everything = bank.transfer("ann", "bob", 3)
    assert everything is True, f"a transfer of 3 from 3 returned {everything!r}"
    left = balances(bank, "ann", "bob")
    assert left == [0, 10], f"after all the money has moved the balances are {left}"
    total = bank.total()
    assert total == 10, f"the bank holds 10, and total() returned {total}"
    assert entries == [("ann", "bob", 7), ("ann", "bob", 3)], f"the journal says {entries}"


def test_a_transfer_to_oneself_changes_nothing():
    """From an account to itself: journaled if covered, refused if not, and nothing changes."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 5}, journal)
    covered = bank.transfer("ann", "ann", 10)
    assert covered is True, f"a transfer of 10 from 10 to the same account returned {covered!r}"
    refused = bank.transfer("bob", "bob", 6)
    assert refused is False, f"a transfer of 6 from 5 to the same account returned {refused!r}"
    left = balances(bank, "ann", "bob")
    assert left == [10, 5], f"10 and 5 after transfers to themselves are {left}"
    assert entries == [("ann", "ann", 10)], f"the journal says {entries}"
    total = bank.total()
    assert total == 15, f"the bank holds 15, and total() returned {total}"


@pytest.mark.parametrize("target", ["bob", "ann"])
@pytest.mark.parametrize("kind", ["OSError", "PowerCut"])
def test_a_journal_that_raises_leaves_everything_alone(kind, target):
    """What the journal raises comes out of transfer, no money moves, and the bank works on."""
    entries, journal = ledger()
    problem = OSError("the journal is full") if kind == "OSError" else PowerCut()
    came_out = None

    def fail_once(source, target, amount):
        if came_out is None:
            raise problem
        journal(source, target, amount)

    bank = Bank({"ann": 10, "bob": 5}, fail_once)
    try:
        bank.transfer("ann", target, 7)
    except (OSError, PowerCut) as error:
        came_out = error
    assert came_out is problem, f"the journal raised {problem!r}, transfer raised {came_out!r}"
    left = balances(bank, "ann", "bob")
    assert left == [10, 5], f"10 and 5 after a journal that raised are {left}"
    total = bank.total()
    assert total == 15, f"the bank holds 15, and total() returned {total}"
    covered = bank.transfer("ann", "bob", 10)
    assert covered is True, f"after a journal that raised, a transfer of 10 gave {covered!r}"
    left = balances(bank, "ann", "bob")
    assert left == [0, 15], f"10 and 5 after a transfer of 10 are {left}"
    assert entries == [("ann", "bob", 10)], f"the journal says {entries}"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize(
    ("source", "target", "amount", "which"),
    [
        ("ann", "eve", 1, "KeyError"),
        ("eve", "ann", 1, "KeyError"),
        ("eve", "eve", 1, "KeyError"),
        ("ann", "eve", 99, "KeyError"),
        ("ann", "bob", 0, "ValueError"),
        ("ann", "bob", -1, "ValueError"),
        ("ann", "ann", 0, "ValueError"),
        ("bob", "bob", -2, "ValueError"),
        ("eve", "ann", 0, "either"),
        ("ann", "eve", -1, "either"),
    ],
)
def test_a_transfer_that_makes_no_sense_is_refused(source, target, amount, which):
    """Unknown accounts are KeyErrors, amounts below 1 ValueErrors, and nothing has happened."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0}, journal)
    error = error_of(lambda: bank.transfer(source, target, amount))
    call = f"transfer({source!r}, {target!r}, {amount})"
    assert isinstance(error, ERRORS[which]), f"{call} gave {error!r}: {which} expected"
    left = balances(bank, "ann", "bob")
    assert left == [10, 0], f"10 and 0 after {call} are {left}"
    assert entries == [], f"{call} was journaled"
    covered = bank.transfer("ann", "bob", 10)
    assert covered is True, f"after {call}, a transfer of 10 from 10 gave {covered!r}"
    total = bank.total()
    assert total == 10, f"after {call}, the bank held {total} of 10"


@pytest.mark.symptom("error_contract")
def test_an_unknown_account_has_no_balance():
    """balance of an unknown account is a KeyError, and goes on being one."""
    _, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0}, journal)
    for _ in range(2):
        error = error_of(lambda: bank.balance("eve"))
        assert isinstance(error, KeyError), f"the balance of nobody gave {error!r}, not a KeyError"
    total = bank.total()
    assert total == 10, f"the bank holds 10, and total() returned {total}"


@pytest.mark.parametrize(("payer", "one", "other"), [("ann", "bob", "cat"), ("cat", "ann", "bob")])
def test_the_same_money_is_not_spent_twice(payer, one, other):
    """Two transfers want all that is in one account: one is made, the other one refused."""
    entries, journal = ledger()
    bank = Bank({"ann": 0, "bob": 0, "cat": 0} | {payer: 10}, journal)
    answers = at_once(
        lambda: bank.transfer(payer, one, 10), lambda: bank.transfer(payer, other, 10)
    )
    assert sorted(answers) == [False, True], f"two transfers of 10 from 10 gave {answers}"
    left = balances(bank, payer, one, other)
    expected = [0, 10, 0] if answers[0] else [0, 0, 10]
    assert left == expected, f"two transfers of 10 from 10 gave {answers} and left {left}"
    assert len(entries) == 1, f"one transfer was made, and the journal says {entries}"


def test_two_transfers_into_one_account_both_arrive():
    """What two threads send to one account at the same time is all there afterwards."""
    entries, journal = ledger()
    bank = Bank({"bob": 1, "ann": 0, "cat": 2}, journal)
    answers = at_once(
        lambda: bank.transfer("bob", "ann", 1), lambda: bank.transfer("cat", "ann", 2)
    )
    assert answers == [True, True], f"two covered transfers gave {answers}"
    left = balances(bank, "ann", "bob", "cat")
    assert left == [3, 0, 0], f"transfers of 1 and 2 into an empty account left {left}"
    expected = [("bob", "ann", 1), ("cat", "ann", 2)]
    assert sorted(entries) == expected, f"the journal says {entries}"


@pytest.mark.parametrize("other", ["bob", "al", "bobby"])
def test_opposite_transfers_both_go_through(other):
    """Two accounts pay each other at the same time: no deadlock, and both payments count."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, other: 10}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", other, 3), lambda: bank.transfer(other, "ann", 2)
    )
    assert answers == [True, True], f"two covered transfers gave {answers}"
    left = balances(bank, "ann", other)
    assert left == [9, 11], f"10 and 10 after transfers of 3 there and 2 back are {left}"
    expected = sorted([("ann", other, 3), (other, "ann", 2)])
    assert sorted(entries) == expected, f"the journal says {entries}"


def test_a_refused_transfer_gets_in_nobodys_way():
    """While one transfer is refused, a covered one between the same accounts is made."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 15), lambda: bank.transfer("ann", "bob", 10)
    )
    assert answers == [False, True], f"transfers of 15 and of 10 from 10 gave {answers}"
    left = balances(bank, "ann", "bob")
    assert left == [0, 10], f"10 and 0 after one transfer of 10 are {left}"
    assert entries == [("ann", "bob", 10)], f"the journal says {entries}"


def test_a_refused_transfer_leaves_other_accounts_alone():
    """While one transfer is refused, one between other accounts is made."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0, "cat": 1, "dan": 1}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 10), lambda: bank.transfer("cat", "dan", 2)
    )
    assert answers == [True, False], f"transfers of 10 from 10 and of 2 from 1 gave {answers}"
    left = balances(bank, "ann", "bob", "cat", "dan")
    assert left == [0, 10, 1, 1], f"10, 0, 1 and 1 after one transfer of 10 are {left}"
    assert entries == [("ann", "bob", 10)], f"the journal says {entries}"


@pytest.mark.parametrize("target", ["bob", "ann"])
def test_a_transfer_to_oneself_beside_another_one(target):
    """A transfer to oneself and another one of the same account do not disturb each other."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 4}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", "ann", 3), lambda: bank.transfer("bob", target, 4)
    )
    assert answers == [True, True], f"two covered transfers gave {answers}"
    left = balances(bank, "ann", "bob")
    expected = [10, 4] if target == "bob" else [14, 0]
    assert left == expected, f"10 and 4 after 4 went from bob to {target} are {left}"
    assert len(entries) == 2, f"two transfers were made, and the journal says {entries}"


def test_money_is_spent_only_once_it_is_there_and_journaled():
    """Money may be passed on as soon as it has arrived, and its journey is journaled in order."""
    entries, journal = ledger()
    bank = Bank({"ann": 5, "bob": 0, "cat": 0}, journal)
    first, second = at_once(
        lambda: bank.transfer("ann", "bob", 5), lambda: bank.transfer("bob", "cat", 5)
    )
    assert first is True, f"a transfer of 5 from 5 gave {first!r}"
    left = balances(bank, "ann", "bob", "cat")
    expected = [0, 0, 5] if second else [0, 5, 0]
    assert left == expected, f"passing on what may not be there yet gave {second}, left {left}"
    right_order = [("ann", "bob", 5), ("bob", "cat", 5)][: 2 if second else 1]
    assert entries == right_order, f"the journal says {entries}"


def test_three_transfers_in_a_ring_all_go_through():
    """Each of three accounts pays the next one at the same time: all of it is covered."""
    entries, journal = ledger()
    bank = Bank({"ann": 1, "cat": 1, "bob": 1}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 1),
        lambda: bank.transfer("bob", "cat", 1),
        lambda: bank.transfer("cat", "ann", 1),
    )
    assert answers == [True] * 3, f"three covered transfers gave {answers}"
    left = balances(bank, "ann", "bob", "cat")
    assert left == [1, 1, 1], f"1, 1 and 1 after a transfer of 1 each in a ring are {left}"
    assert len(entries) == 3, f"three transfers were made, and the journal says {entries}"


@pytest.mark.parametrize(("source", "target"), [("ann", "bob"), ("bob", "ann")])
def test_no_money_is_on_its_way_in_a_total(source, target):
    """A total taken while money moves is the same as ever."""
    _, journal = ledger()
    bank = Bank({"bob": 10, "ann": 10}, journal)
    answers = at_once(lambda: bank.transfer(source, target, 4), bank.total, bank.total)
    assert answers == [True, 20, 20], f"a transfer and two totals of a bank with 20: {answers}"


def test_no_money_is_on_its_way_when_two_transfers_meet_a_total():
    """A total taken while money goes there and on to a third account is the same as ever."""
    _, journal = ledger()
    bank = Bank({"bob": 1, "cat": 2, "ann": 4}, journal)
    answers = at_once(
        lambda: bank.transfer("cat", "ann", 2), lambda: bank.transfer("ann", "bob", 4), bank.total
    )
    assert answers == [True, True, 7], f"two transfers and a total of a bank with 7: {answers}"
    left = balances(bank, "ann", "bob", "cat")
    assert left == [2, 5, 0], f"4, 1 and 2 after a transfer of 2 and one of 4 are {left}"


@pytest.mark.parametrize(("first", "second"), [("ann", "bob"), ("bob", "ann")])
def test_a_transfer_is_seen_all_at_once(first, second):
    """Who has seen the one balance after a transfer does not see the other one before it."""
    _, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0}, journal)
    before, after = {"ann": 10, "bob": 0}, {"ann": 6, "bob": 4}

    def look():
        return [bank.balance(first), bank.balance(second)]

    covered, (seen, seen_later) = at_once(lambda: bank.transfer("ann", "bob", 4), look)
    assert covered is True, f"a transfer of 4 from 10 gave {covered!r}"
    legal = [
        [before[first], before[second]],
        [before[first], after[second]],
        [after[first], after[second]],
    ]
    story = f"{first} had {seen}, after that {second} had {seen_later}"
    assert [seen, seen_later] in legal, f"10 and 0, 4 on the way from ann to bob: {story}"


@pytest.mark.parametrize(("first", "second"), [("ann", "bob"), ("bob", "ann")])
def test_who_transfers_to_oneself_sees_other_transfers_all_at_once(first, second):
    """Whether transfers to oneself are covered tells the same story as the balances do."""
    _, journal = ledger()
    bank = Bank({"ann": 4, "bob": 0}, journal)

    def look():
        return [bank.transfer(name, name, 4) is (name == "bob") for name in (first, second)]

    _, seen = at_once(lambda: bank.transfer("ann", "bob", 4), look)
    story = f"{first} and then {second} paid themselves 4; had the 4 moved by then: {seen}"
    assert seen != [True, False], f"4 on the way from ann to bob: {story}"


@pytest.mark.parametrize(("name", "before"), [("ann", 10), ("bob", 0)])
def test_a_transfer_is_journaled_before_anyone_can_see_it(name, before):
    """Who sees a balance that has changed finds the transfer in the journal."""
    entries, journal = ledger()
    bank = Bank({"ann": 10, "bob": 0}, journal)

    def look():
        return bank.balance(name), len(entries)

    _, (seen, journaled) = at_once(lambda: bank.transfer("ann", "bob", 4), look)
    if seen != before:
        assert journaled == 1, f"{name} had {before}, then {seen}, and the journal knew nothing"


@pytest.mark.parametrize(("source", "target"), [("ann", "cat"), ("bob", "ann"), ("cat", "bob")])
def test_a_journal_that_raises_holds_nobody_up(source, target):
    """A transfer that fails in its journal has at no time been there for another one."""
    problem = OSError("the journal is full")

    def journal(source, target, amount):
        if amount == 7:
            raise problem

    bank = Bank({"ann": 10, "bob": 5, "cat": 5}, journal)
    money = {"ann": 10, "bob": 5, "cat": 5}
    amount = money[source]
    error, covered = at_once(
        lambda: error_of(lambda: bank.transfer("ann", "bob", 7)),
        lambda: bank.transfer(source, target, amount),
    )
    # ann's money may be gone before the transfer of 7 looks at it; then it is never journaled.
    legal = (problem, None) if source == "ann" else (problem,)
    assert error in legal, f"the journal raised {problem!r}, transfer raised {error!r}"
    story = f"beside a failed transfer of 7 from ann to bob, {amount} from {source} to {target}"
    assert covered is True, f"{story}: {covered!r}"
    money[source] -= amount
    money[target] += amount
    left = dict(zip(money, balances(bank, *money), strict=True))
    assert left == money, f"{story} left {left}"


@pytest.mark.parametrize("name", ["ann", "bob", "everybody"])
def test_a_transfer_whose_journal_raises_is_seen_by_nobody(name):
    """While a transfer fails in its journal, balances and total stay what they were."""

    def journal(source, target, amount):
        raise OSError("the journal is full")

    bank = Bank({"ann": 10, "bob": 5}, journal)
    expected = {"ann": 10, "bob": 5, "everybody": 15}[name]
    look = bank.total if name == "everybody" else lambda: bank.balance(name)
    error, seen = at_once(lambda: error_of(lambda: bank.transfer("ann", "bob", 7)), look)
    assert isinstance(error, OSError), f"the journal raised an OSError, transfer raised {error!r}"
    assert seen == expected, f"{name} had {expected} all the time, and {seen} was seen"


@pytest.mark.parametrize(("target", "other"), [("bob", "dan"), ("bob", "cat"), ("ann", "cat")])
def test_transfers_of_different_accounts_are_journaled_at_the_same_time(target, other):
    """Two transfers between disjoint accounts do not wait for each other's journal."""
    both_inside = threading.Barrier(2)

    def journal(source, target, amount):
        both_inside.wait()

    bank = Bank({"cat": 1, "bob": 1, "ann": 1, "dan": 1}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", target, 1), lambda: bank.transfer("cat", other, 1)
    )
    assert answers == [True, True], f"two covered transfers gave {answers}"


@pytest.mark.symptom("not_concurrent")
@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_four_transfers_of_eight_accounts_are_journaled_at_the_same_time():
    """Four transfers, no two of which share an account, take no longer than the journal of one."""

    def journal(source, target, amount):
        time.sleep(60)

    names = ["ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal"]
    bank = Bank(dict.fromkeys(names, 1), journal)

    def pay(source, target):
        return lambda: bank.transfer(source, target, 1)

    began = time.monotonic()
    answers = at_once(*[pay(names[i], names[i + 1]) for i in (0, 2, 4, 6)])
    lasted = time.monotonic() - began
    assert answers == [True] * 4, f"four covered transfers gave {answers}"
    assert abs(lasted - 60) < 1e-6, f"four journals of 60 s at the same time took {lasted} s"


@pytest.mark.parametrize(("source", "target"), [("bob", "cat"), ("cat", "ann")])
def test_a_waiting_transfer_holds_up_only_those_that_need_its_accounts(source, target):
    """A transfer that waits for an account does not keep others out of different ones."""
    both_inside = threading.Barrier(2)

    def journal(source, target, amount):
        if amount == 2:
            both_inside.wait()

    bank = Bank({"ann": 2, "bob": 2, "cat": 2, "dan": 2, "eve": 2}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 2),
        lambda: bank.transfer(source, target, 1),
        lambda: bank.transfer("dan", "eve", 2),
    )
    assert answers == [True] * 3, f"three covered transfers gave {answers}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_transfers_that_waited_for_the_same_one_are_journaled_at_the_same_time():
    """Two transfers wait for one that needs an account of both, and not for each other after it."""
    both_inside = threading.Barrier(2)

    def journal(source, target, amount):
        if amount == 7:
            time.sleep(60)
        else:
            both_inside.wait()

    bank = Bank({"ann": 10, "bob": 5, "cat": 5, "dan": 5}, journal)
    slow = threading.Thread(target=bank.transfer, args=("ann", "bob", 7))
    slow.start()
    time.sleep(1)
    answers = at_once(
        lambda: bank.transfer("ann", "cat", 1), lambda: bank.transfer("dan", "bob", 2)
    )
    slow.join()
    assert answers == [True, True], f"two covered transfers gave {answers}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_one_that_cannot_go_on_yet_does_not_hold_up_one_that_can():
    """Two wait for a transfer, the first of them for another one too; the second goes on alone."""
    both_inside = threading.Barrier(2)

    def journal(source, target, amount):
        if amount == 7:
            time.sleep(60)
        if amount == 2:
            both_inside.wait()

    bank = Bank({"ann": 10, "bob": 5, "cat": 5, "dan": 5, "eve": 5}, journal)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 7),
        lambda: bank.transfer("cat", "dan", 2),
        lambda: time.sleep(1) or bank.transfer("bob", "cat", 1),
        lambda: time.sleep(2) or bank.transfer("ann", "eve", 2),
    )
    assert answers == [True] * 4, f"four covered transfers gave {answers}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize(
    ("source", "target"),
    [("ann", "bob"), ("bob", "ann"), ("ann", "cat"), ("cat", "bob"), ("ann", "ann")],
)
def test_a_transfer_that_has_to_wait_sleeps(source, target):
    """Who needs an account of a transfer with a slow journal neither spins nor polls."""

    def journal(source, target, amount):
        if amount == 7:
            time.sleep(60)

    bank = Bank({"ann": 10, "bob": 5, "cat": 5}, journal)
    slow = threading.Thread(target=bank.transfer, args=("ann", "bob", 7))
    slow.start()
    time.sleep(1)
    covered = bank.transfer(source, target, 3)
    slow.join()
    assert covered is True, f"3 from {source} to {target}, with enough there, gave {covered!r}"
    money = {"ann": 3, "bob": 12, "cat": 5}
    money[source] -= 3
    money[target] += 3
    left = dict(zip(money, balances(bank, *money), strict=True))
    assert left == money, f"7 from ann to bob, then 3 from {source} to {target}, left {left}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("third", ["dan", "bob"])
def test_everybody_who_waits_for_a_journal_gets_through(third):
    """Transfers that wait for one slow journal, asleep, are all made after it."""
    entries, journal = ledger()

    def slow_journal(source, target, amount):
        if amount == 7:
            time.sleep(60)
        journal(source, target, amount)

    bank = Bank({"ann": 10, "bob": 5, "cat": 5, "dan": 5}, slow_journal)
    slow = threading.Thread(target=bank.transfer, args=("ann", "bob", 7))
    slow.start()
    time.sleep(1)
    answers = at_once(
        lambda: bank.transfer("cat", "bob", 1),
        lambda: bank.transfer("bob", "cat", 2),
        lambda: bank.transfer("ann", third, 3),
    )
    slow.join()
    assert answers == [True] * 3, f"three covered transfers gave {answers}"
    left = balances(bank, "ann", "bob", "cat", "dan")
    expected = [0, 11, 6, 8] if third == "dan" else [0, 14, 6, 5]
    assert left == expected, f"10, 5, 5, 5 after transfers of 7, 1, 2 and 3 (to {third}): {left}"
    assert len(entries) == 4, f"four transfers were made, and the journal says {entries}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_money_is_spent_once_by_those_who_waited_together():
    """Two transfers wait for a slow journal, with money left for one of them."""
    entries, journal = ledger()

    def slow_journal(source, target, amount):
        if amount == 7:
            time.sleep(60)
        journal(source, target, amount)

    bank = Bank({"ann": 12, "bob": 0, "cat": 0}, slow_journal)
    slow = threading.Thread(target=bank.transfer, args=("ann", "bob", 7))
    slow.start()
    time.sleep(1)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 5), lambda: bank.transfer("ann", "cat", 5)
    )
    slow.join()
    assert sorted(answers) == [False, True], f"two transfers of 5 from 12 - 7 gave {answers}"
    left = balances(bank, "ann", "bob", "cat")
    expected = [0, 12, 0] if answers[0] else [0, 7, 5]
    assert left == expected, f"two transfers of 5 from 12 - 7 gave {answers} and left {left}"
    assert len(entries) == 2, f"two transfers were made, and the journal says {entries}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_money_is_spent_once_while_more_of_it_comes_in():
    """During a slow journal the payer is paid something and wants to spend the same money again."""

    def journal(source, target, amount):
        if source == "bob":
            time.sleep(60)

    bank = Bank({"ann": 10, "bob": 7, "cat": 5, "dan": 5}, journal)
    answers = at_once(
        lambda: bank.transfer("bob", "ann", 7),
        lambda: time.sleep(1) or bank.transfer("cat", "bob", 1),
        lambda: time.sleep(2) or bank.transfer("bob", "dan", 7),
    )
    assert answers == [True, True, False], f"7 from 7, 1 to it, 7 from it gave {answers}"
    left = balances(bank, "ann", "bob", "cat", "dan")
    assert left == [17, 1, 4, 5], f"10, 7, 5 and 5 after transfers of 7 and 1 are {left}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_all_who_waited_in_vain_are_refused():
    """Two transfers wait for a slow journal, which leaves too little for either of them."""

    def journal(source, target, amount):
        time.sleep(60)

    bank = Bank({"ann": 12, "bob": 0, "cat": 0}, journal)
    slow = threading.Thread(target=bank.transfer, args=("ann", "bob", 7))
    slow.start()
    time.sleep(1)
    answers = at_once(
        lambda: bank.transfer("ann", "bob", 6), lambda: bank.transfer("ann", "cat", 8)
    )
    slow.join()
    assert answers == [False, False], f"transfers of 6 and 8 from 12 - 7 gave {answers}"
    left = balances(bank, "ann", "bob", "cat")
    assert left == [5, 7, 0], f"12, 0 and 0 after a transfer of 7 are {left}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_who_only_looks_neither_spins_nor_polls():
    """Balances and totals read during a slow journal are right, whether they wait for it or not."""

    def journal(source, target, amount):
        time.sleep(60)

    bank = Bank({"ann": 10, "bob": 5}, journal)
    slow = threading.Thread(target=bank.transfer, args=("ann", "bob", 7))
    slow.start()
    time.sleep(1)
    ann, bob, total = at_once(lambda: bank.balance("ann"), lambda: bank.balance("bob"), bank.total)
    slow.join()
    assert ann in (10, 3), f"ann had 10, then 3, and was seen with {ann}"
    assert bob in (5, 12), f"bob had 5, then 12, and was seen with {bob}"
    assert total == 15, f"the bank holds 15, and total() returned {total}"


@pytest.mark.parametrize("target", ["bob", "ann"])
@pytest.mark.parametrize("kind", ["OSError", "PowerCut"])
def test_a_journal_that_raises_is_called_once_too(kind, target):
    """A transfer whose journal raises does not write a second time."""
    calls = []

    def fail(*entry):
        calls.append(entry)
        raise OSError("the journal is full") if kind == "OSError" else PowerCut()

    bank = Bank({"ann": 10, "bob": 5}, fail)
    with contextlib.suppress(OSError, PowerCut):
        bank.transfer("ann", target, 7)
    assert calls == [("ann", target, 7)], f"one transfer called a journal that raises: {calls}"
