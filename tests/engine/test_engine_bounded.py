"""What bounded DPOR leaves out costs no outcome: everything within the bound, tried one by one,
reaches the same with as many preemptions."""

from __future__ import annotations

import gc
from collections import defaultdict

import pytest

from judge.engine.execution import Execution
from judge.engine.once import run_once
from judge.engine.program import Program, Source
from judge.engine.result import OutcomeKind
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies.bounded import Bounded
from judge.engine.tree import Node
from tests.engine.test_engine_dpor import HEAD, PROGRAMS
from tests.engine.test_engine_dpor_random import THAT_MAY_FAIL, program_at_random

BOUND = 2
AT_RANDOM = {f"program {seed}": program_at_random(seed, most=5) for seed in range(40)}
FAILING = {
    f"failing program {seed}": program_at_random(seed, most=4, atoms=THAT_MAY_FAIL)
    for seed in range(60)
}
TEXTS = PROGRAMS | AT_RANDOM | FAILING


class EverythingWithinTheBound(Bounded):
    """Depth first, with as many preemptions as the bound allows."""

    def open(self, node: Node) -> None:
        node.backtrack |= node.enabled.keys()

    def learn(self, execution: Execution) -> None:
        pass


@pytest.fixture(scope="module")
def library() -> StandardLibrary:
    return StandardLibrary()


def outcomes(
    text: str, strategy: Bounded, library: StandardLibrary
) -> tuple[dict[int, set[str]], int]:
    """Return the outcomes reached under each limit of preemptions, and the executions in all."""
    source = Source(module="program", file="program.py", text=HEAD + text)
    program = Program((source,), entry="main", library=library)
    shared: set[tuple[str, str]] = set()
    found: dict[int, set[str]] = defaultdict(set)
    executions = 0
    while strategy.begin():
        executions += 1
        known = len(shared)
        execution = run_once(program, strategy, rules=Rules(), shared=shared)
        outcome = execution.outcome
        assert outcome is not None
        if outcome.kind is not OutcomeKind.CUT:
            found[strategy.limit].add(f"{outcome.kind.value} {outcome.error} {outcome.message}")
        if len(shared) > known:
            found.clear()
    gc.collect()
    return found, executions


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_within_the_bound_is_missed(text: str, library: StandardLibrary) -> None:
    everything, one_by_one = outcomes(text, EverythingWithinTheBound(BOUND), library)
    found, executions = outcomes(text, Bounded(BOUND), library)
    assert executions <= one_by_one
    for bound in range(BOUND + 1):
        assert upto(bound, found) == upto(bound, everything), text


def upto(bound: int, found: dict[int, set[str]]) -> set[str]:
    return set().union(*(reached for limit, reached in found.items() if limit <= bound))


def test_some_outcomes_take_one_preemption_and_some_take_two(library: StandardLibrary) -> None:
    kinds = set()
    for text in AT_RANDOM.values():
        found, _ = outcomes(text, Bounded(BOUND), library)
        kinds |= {bound for bound in (1, 2) if found[bound] - upto(bound - 1, found)}
    assert kinds == {1, 2}


def test_most_executions_are_left_out(library: StandardLibrary) -> None:
    text = PROGRAMS["a time-out racing with a notify"]
    _, one_by_one = outcomes(text, EverythingWithinTheBound(BOUND), library)
    _, executions = outcomes(text, Bounded(BOUND), library)
    assert executions < one_by_one / 2
