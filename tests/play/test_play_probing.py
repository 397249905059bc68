"""What would never let go of the process that it is played in is not played."""

from __future__ import annotations

import hashlib

import pytest

from judge.box import judging
from judge.box.intake import Submission
from judge.katas import find_kata
from judge.play.finding import NotPlayable
from judge.play.probing import probe

ACCOUNT = """
class BankAccount:
    def __init__(self, balance=0):
        self.balance = balance

    def deposit(self, amount):
        {deposit}

    def withdraw(self, amount):
        return False
"""


def probed(text: str) -> list[str]:
    """Probe a text and return the scenarios that were told of."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    told: list[str] = []
    probe(find_kata("mutex"), Submission(path="mutex.py", text=text, sha256=digest), told.append)
    return told


@pytest.mark.parametrize("at", ["deposit", "module"])
def test_a_loop_in_c_that_never_ends_is_no_game(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "SILENCE_SECONDS", 2.0)
    endless = "sum(iter(int, 1))"
    text = ACCOUNT.format(deposit=endless if at == "deposit" else "pass")
    with pytest.raises(NotPlayable, match="computes without end"):
        probed(text if at == "deposit" else f"{text}\n{endless}\n")


@pytest.mark.parametrize("deposit", ["self.balance += amount", "while True: pass", "1 / 0"])
def test_what_the_engine_can_stop_is_left_to_it(deposit: str) -> None:
    scenarios = probed(ACCOUNT.format(deposit=deposit))
    assert "test_a_deposit_and_a_withdrawal_at_once_are_both_kept" in scenarios
