"""What an execution knows of itself, and what is known of it when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import greenlet as greenlets

from judge.engine.fairness import Fairness
from judge.engine.footprint import Footprint
from judge.engine.memory import Memory
from judge.engine.operation import Clock
from judge.engine.result import ClockMode, Outcome
from judge.engine.task import Task

if TYPE_CHECKING:
    from judge.engine.program import Program
    from judge.engine.rules import Rules
    from judge.engine.story import Recorder

Choose = Callable[[list[Task], Task | None], Task | None]

# Virtual time goes by in fractions of a second that floats hold exactly: the difference of two
# readings is then never shorter than the sleep between them.
TICKS_PER_SECOND = 1 << 20
START_TICKS = 1_000 * TICKS_PER_SECOND
# Learnt like the label of a shared location: where the locks are made, or the threads that end,
# that somebody looks at without waiting for them.
TRIED = "tried"
ENDS = (TRIED, "the end of a thread")


class State:
    """The state of one execution.

    ``choose`` is the strategy's; ``shared`` the labels of locations that earlier executions found
    to be shared, to which this one adds. With ``every_access`` all announced accesses are
    scheduling points, which is what replay needs. Nothing is announced while ``announcing`` is
    false: before the first thread is started, and while CPython's own code starts one. Steps
    count announced accesses and lock operations; ``blocks`` are the schedule so far as ``(task
    index, steps)``. With ``records_steps``, ``choices``, ``footprints``, ``pending``, ``wakes`` and
    ``joins`` are what a systematic strategy learns from. ``outcome`` is how it ended.
    """

    def __init__(
        self,
        choose: Choose,
        *,
        rules: Rules,
        shared: set[tuple[str, str]],
        program: Program,
        every_access: bool = False,
        records_steps: bool = False,
        fair_to_spinners: bool = True,
        recorder: Recorder | None = None,
    ) -> None:
        self.files = program.files
        self.main_file = program.main.file
        self.modules = program.sources
        self.library_class_data = program.library.class_data
        self.choose = choose
        self.rules = rules
        self.step_limit = rules.step_limit // 2
        self.turn_limit = rules.turn_limit // 2
        self.memory = Memory(shared)
        self.clock = Clock(serial=self.memory.next_serial())
        self.clock.shared = self.clock.label in shared
        self.tried = {label for label in shared if label[0] == TRIED}
        self.every_access = every_access
        self.records_steps = records_steps
        self.fair_to_spinners = fair_to_spinners
        self.caveats: set[str] = set()
        self.choices: list[int] = []
        self.footprints: list[Footprint] = []
        self.pending: list[tuple[int, Footprint]] = []
        self.cut_off = False
        self.wakes: list[tuple[int, int]] = []
        self.joins: list[tuple[int, int]] = []
        self.recorder = recorder
        self.fair = rules.clock is ClockMode.FAIR
        self.tasks: list[Task] = []
        self.runnable: list[Task] = []
        self.eager: list[Task] = []
        self.task: Task = None  # type: ignore[assignment]
        self.last: Task | None = None
        self.run_length = 0
        self.blocks: list[tuple[int, int]] = []
        self.steps = 0
        self.turns = 0
        self.writes = 0
        self.decisions = 0
        self.class_data: dict[type, dict[str, Any]] = {}
        self.now = START_TICKS
        self.announcing = False
        self.over = False
        self.outcome: Outcome | None = None
        self.interrupt: BaseException | None = None
        self.alarm: Callable[[], object] | None = None
        self.simulated: BaseException | None = None
        self.fairness = Fairness()
        self.needed = 0
        self.raised = 0
        self.printed = 0
        self.hub = greenlets.getcurrent()
