"""Replay: run a program once under a schedule that is given as blocks."""

from __future__ import annotations

from judge.engine.execution import Execution
from judge.engine.fairness import next_in_turn
from judge.engine.program import Program
from judge.engine.result import Outcome
from judge.engine.rules import Rules
from judge.engine.schedule import Blocks
from judge.engine.story import Recorder
from judge.engine.strategies.run_to_block import keep_going
from judge.engine.task import Task


class Replay:
    """Follows the blocks; one whose task cannot run is skipped, after the last nobody is preempted.

    With ``lockstep`` everybody takes one step in turn after the last block. ``preemptions`` counts
    the switches away from a task that could have gone on, ``switches`` all of them.
    """

    def __init__(self, blocks: Blocks, *, lockstep: bool = False) -> None:
        self.blocks = blocks
        self.lockstep = lockstep
        self.at = 0
        self.left = blocks[0][1] if blocks else 0
        self.preemptions = 0
        self.switches = 0
        self.execution: Execution | None = None

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return the task of the current block."""
        chosen = self._from_blocks(runnable) or self._default(runnable, last)
        if last is not None and chosen is not last:
            self.switches += 1
            if last in runnable:
                self.preemptions += 1
        return chosen

    @property
    def in_tail(self) -> bool:
        """Whether the last block has been followed."""
        return self.at >= len(self.blocks)

    def _default(self, runnable: list[Task], last: Task | None) -> Task:
        if self.lockstep:
            return next_in_turn(runnable, last)
        if self.execution is not None and len(runnable) > 1:
            runnable = self.execution.fairness.among(runnable)
        return keep_going(runnable, last)

    def _from_blocks(self, runnable: list[Task]) -> Task | None:
        while self.at < len(self.blocks):
            if self.left > 0:
                wanted = self.blocks[self.at][0]
                for task in runnable:
                    if task.index == wanted:
                        self.left -= 1
                        return task
            self.at += 1
            self.left = self.blocks[self.at][1] if self.at < len(self.blocks) else 0
        return None


class Replayed:
    """What a replay came to: the outcome, the blocks really taken and their cost."""

    def __init__(self, outcome: Outcome, execution: Execution, replay: Replay) -> None:
        self.outcome = outcome
        self.blocks = blocks_of(execution)
        self.preemptions = replay.preemptions
        self.cost = (replay.preemptions, replay.switches, execution.steps)


def blocks_of(execution: Execution) -> Blocks:
    """Return the schedule an execution has followed."""
    last = execution.last
    rest = [] if last is None else [(last.index, execution.run_length)]
    return (*execution.blocks, *rest)


def replay(
    program: Program,
    blocks: Blocks,
    *,
    rules: Rules,
    recorder: Recorder | None = None,
    lockstep: bool = False,
) -> Replayed:
    """Run ``program`` once under the schedule and return what it came to."""
    strategy = Replay(blocks, lockstep=lockstep)
    execution = Execution(
        strategy.choose,
        rules=rules,
        shared=set(),
        program=program,
        every_access=True,
        fair_to_spinners=False,
        recorder=recorder,
    )
    strategy.execution = execution
    outcome = execution.run(program.launch())
    return Replayed(outcome, execution, strategy)
