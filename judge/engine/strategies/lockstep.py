"""Lockstep: everybody takes one step in turn. One execution.

Threads that make way for each other at every step, and so never get anywhere, meet in it.
"""

from __future__ import annotations

from random import Random

from judge.engine.fairness import next_in_turn
from judge.engine.strategies.run_to_block import OneExecution
from judge.engine.task import Task


class Lockstep(OneExecution):
    """The execution with as many switches as there can be."""

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return the next runnable task, round robin."""
        return next_in_turn(runnable, last)


def make(rng: Random) -> Lockstep:
    """Return the strategy; it leaves nothing to chance."""
    return Lockstep()
