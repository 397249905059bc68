"""Run a snippet in every interleaving there is, and note all that it can print."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from judge.engine.current import CURRENT
from judge.engine.once import run_once
from judge.engine.program import Program, Source
from judge.engine.result import ClockMode, Outcome, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import make_strategy
from judge.quiz.states import let_others_go, state

MOST_EXECUTIONS = 4_000
BETWEEN_LINES = " / "
NEVER_ENDS = "(never ends)"
STUCK = {OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP, OutcomeKind.LEAK}
# An exception that leaves a thread ends that thread, and goes to standard error.
PROLOGUE = Source(
    module="prologue",
    file="<prologue>",
    text="import threading\nthreading.excepthook = died\nimport snippet\n",
)


class NotObservable(Exception):
    """A snippet does what an observation has no word for; the message says what."""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """All outputs that a snippet can have, over ``executions``.

    The lines of an output are put into one. ``complete`` is whether every interleaving was run.
    """

    outputs: frozenset[str]
    executions: int
    complete: bool


class Paper:
    """What a snippet prints on in one execution after another."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def print(self, *values: object, sep: str | None = " ", **rest: Any) -> None:
        """Take a line; before it, any other thread may go on."""
        execution = CURRENT.execution
        assert execution is not None
        let_others_go(execution)
        self.lines.append((" " if sep is None else sep).join(map(str, values)))
        if execution.task.index == 0:
            # It may be the last thing that happens before the program is over.
            let_others_go(execution)

    def output(self, outcome: Outcome) -> str:
        """Return what was printed in an execution that ended like this."""
        if outcome.kind is OutcomeKind.FINISHED:
            end = []
        elif outcome.kind in STUCK:
            end = [NEVER_ENDS]
        else:
            raise NotObservable(f"{outcome.kind.value}: {outcome.message}")
        return BETWEEN_LINES.join([*self.lines, *end])


def observe(
    snippet: str, library: StandardLibrary, *, clock: ClockMode = ClockMode.ADVERSARIAL
) -> Observation:
    """Run a snippet in all its interleavings; raises ``NotObservable``, ``SyntaxError``."""
    runs = _Runs(snippet, library, clock)
    with _collecting_later():
        while runs.executions < MOST_EXECUTIONS and runs.strategy.begin():
            runs.run()
        complete = not runs.strategy.begin() and not runs.caveats
    return Observation(
        outputs=frozenset(runs.outputs), executions=runs.executions, complete=complete
    )


class _Runs:
    """The executions of a snippet, one after the other."""

    def __init__(self, snippet: str, library: StandardLibrary, clock: ClockMode) -> None:
        self.paper = Paper()
        self.program = _program(snippet, library, self.paper)
        self.rules = Rules(clock=clock)
        # What nobody shares cannot change what is printed, but a state shows where a thread is.
        self.every_access = "state(" in snippet
        self.strategy = make_strategy("depth_first", 0)
        self.shared: set[tuple[str, str]] = set()
        self.caveats: set[str] = set()
        self.outputs: set[str] = set()
        self.executions = 0

    def run(self) -> None:
        """Run the next one, and note what it printed."""
        self.paper.lines.clear()
        execution = run_once(
            self.program,
            self.strategy,
            rules=self.rules,
            shared=self.shared,
            every_access=self.every_access,
        )
        self.caveats |= execution.caveats
        self.executions += 1
        outcome = execution.outcome
        if outcome is not None and outcome.kind is not OutcomeKind.CUT:
            self.outputs.add(self.paper.output(outcome))


def _program(snippet: str, library: StandardLibrary, paper: Paper) -> Program:
    source = Source(module="snippet", file="snippet.py", text=snippet)
    program = Program((PROLOGUE, source), entry=None, library=library)
    program.modules.builtins |= {"print": paper.print, "state": state, "died": _died}
    return program


def _died(args: Any) -> None:
    execution = CURRENT.execution
    if execution is not None and execution.over:
        execution.abandon()


@contextmanager
def _collecting_later() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
