"""One execution under a strategy, which learns from it."""

from __future__ import annotations

from judge.engine.execution import Execution
from judge.engine.program import Program
from judge.engine.rules import Rules
from judge.engine.strategies import Strategy


def run_once(
    program: Program,
    strategy: Strategy,
    *,
    rules: Rules,
    shared: set[tuple[str, str]],
    every_access: bool = False,
) -> Execution:
    """Run ``program`` once and return the execution, which is over.

    ``strategy`` has to have begun. ``shared`` grows by what turns out to be shared; the strategy
    then begins anew, because there is more to choose from. Raises ``KeyboardInterrupt``.
    """
    known = len(shared)
    execution = Execution(
        strategy.choose,
        rules=rules,
        shared=shared,
        program=program,
        every_access=every_access,
        records_steps=strategy.records_steps,
        fair_to_spinners=strategy.fair,
    )
    execution.run(program.launch())
    strategy.end(execution)
    if len(shared) > known:
        strategy.restart()
    return execution
