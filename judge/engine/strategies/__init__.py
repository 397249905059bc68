"""Strategies: which task goes on. One file each; adding one touches its file and its test.

A module here that defines ``make(rng)`` is a strategy by the module's name.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, Protocol

from judge.engine.result import Claim

if TYPE_CHECKING:
    from judge.engine.execution import Execution
    from judge.engine.task import Task


class UnknownStrategy(LookupError):
    """There is no strategy of that name."""


class Strategy(Protocol):
    """Decides at every scheduling point which runnable task goes on.

    ``claim`` is what may be said once ``begin`` has returned False, ``bound`` the number of
    preemptions up to which everything has been run, if any. ``fair`` strategies want tasks that
    spin or sleep to be passed over for a step; one that ``records_steps`` reads the footprints of
    an execution.
    """

    claim: Claim
    bound: int | None
    fair: bool
    records_steps: bool

    def begin(self) -> bool:
        """Prepare for the next execution; False when there is none left to run."""

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Return the task that goes on, given the one that took the last step, which need not be
        runnable; None gives the execution up."""

    def end(self, execution: Execution) -> None:
        """Learn from the execution that has just ended."""

    def restart(self) -> None:
        """Forget what was learnt: the program has more scheduling points than it seemed."""


class Sampler:
    """What samplers have in common: they claim nothing, and there is always another execution."""

    claim = Claim.SAMPLED
    bound: int | None = None
    fair = True
    records_steps = False

    def begin(self) -> bool:
        """Go on."""
        return True

    def end(self, execution: Execution) -> None:
        """Learn nothing."""

    def restart(self) -> None:
        """Forget nothing."""


def strategy_names() -> list[str]:
    """Return the names of all strategies."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def make_strategy(name: str, seed: int) -> Strategy:
    """Return a strategy by name; the same seed makes the same choices in every process.

    Raises ``UnknownStrategy``.
    """
    if name not in strategy_names():
        raise UnknownStrategy(name)
    module = import_module(f"{__name__}.{name}")
    strategy: Strategy = module.make(Random(f"{seed} {name}"))
    return strategy
