"""Lassos: executions that come back to where they were, and so can go on for ever.

An execution that used up its steps is run again, from some point on in lockstep, until the same
events come round several times with the same values and the same local variables. Lockstep passes
nobody over, so what goes round under it is no unfairness of the schedule: it is a busy wait, a
poll, a livelock, or a thread that starves while others come and go.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from types import FrameType
from typing import TYPE_CHECKING, Any

from judge.engine.containers import CONTAINERS
from judge.engine.current import CURRENT
from judge.engine.library_locks import EndSentinel, WaiterLock
from judge.engine.loops import COMPARABLE, Loop
from judge.engine.operation import Kind, Location
from judge.engine.replay import replay
from judge.engine.result import Outcome, OutcomeKind, TraceStep
from judge.engine.story import Event, Recorder

if TYPE_CHECKING:
    from judge.engine.execution import Execution
    from judge.engine.program import Program, Source
    from judge.engine.rules import Rules
    from judge.engine.schedule import Blocks
    from judge.engine.task import Task

ROUNDS = 4
FEWEST_EVENTS = 32
MOST_EVENTS = 4_000
PREFIXES = (0.0, 0.125, 0.25, 0.5)
TRIES_TO_SHORTEN = 24
CHANGES = frozenset({Kind.WRITE, Kind.ACQUIRE})


class Lasso(Recorder):
    """Records an execution, and ends it once it goes round.

    ``start`` and ``end`` are the first round, as positions in the events.
    """

    def __init__(self, files: Mapping[str, Source], blocks: Blocks) -> None:
        super().__init__(files)
        self.prefix_steps = sum(steps for _, steps in blocks)
        self.variables: list[Hashable] = []
        self.tail: int | None = None
        self.next_look = FEWEST_EVENTS
        self.start = self.end = 0

    def add(
        self,
        task: Task,
        text: str,
        location: Location | None = None,
        *,
        kind: Kind | None = None,
        blocks: bool = False,
    ) -> Event:
        """Note an event, and look now and then whether all this was there before."""
        event = super().add(task, text, location, kind=kind, blocks=blocks)
        frame = event.place.frame if event.place is not None else None
        self.variables += [None] * (len(self.events) - 1 - len(self.variables))
        execution = CURRENT.execution
        self.variables.append((size_of(location, execution), variables_of(frame, self.files)))
        if execution is not None and execution.steps > self.prefix_steps:
            self._look(execution)
        return event

    def _look(self, execution: Execution) -> None:
        if self.tail is None:
            self.tail = len(self.events)
        seen = len(self.events) - self.tail
        if seen < self.next_look:
            return
        self.next_look = seen + seen // 4
        # What is read is added to the text of the last event only after this.
        keys = [self._key(n) for n in range(self.tail, len(self.events) - 1)]
        length = round_of(keys)
        if length is not None:
            first = start_of(keys, length)
            self.start, self.end = self.tail + first, self.tail + first + length
            execution.stop(describe(self, execution))
        elif seen > MOST_EVENTS:
            execution.exhausted_for_good()

    def _key(self, number: int) -> Hashable:
        event = self.events[number]
        at = None if event.place is None else (event.place.file, event.place.line)
        return event.thread, at, event.text, self.variables[number]

    def trace(self) -> tuple[TraceStep, ...]:
        """Return the story up to the end of the first round."""
        whole = self.events
        self.events = whole[: self.end or None]
        try:
            return super().trace()
        finally:
            self.events = whole

    def round(self) -> list[Event]:
        """Return the events of one round."""
        return self.events[self.start : self.end]


def round_of(keys: list[Hashable]) -> int | None:
    """Return the length of what comes ``ROUNDS`` times at the end of ``keys``, or None."""
    size = len(keys)
    for length in range(1, size // ROUNDS + 1):
        if keys[size - 1] != keys[size - 1 - length]:
            continue
        rounds = max(ROUNDS, -(-FEWEST_EVENTS // length))
        if rounds * length <= size and _repeats(keys[size - rounds * length :], length):
            return length
    return None


def _repeats(keys: list[Hashable], length: int) -> bool:
    return keys[length:] == keys[:-length]


def start_of(keys: list[Hashable], length: int) -> int:
    """Return where the rounds of that length at the end of ``keys`` begin."""
    at = len(keys) - length
    while at > 0 and keys[at - 1] == keys[at - 1 + length]:
        at -= 1
    return at


def size_of(location: Location | None, execution: Execution | None) -> int:
    """Return how many elements the container has that a location is in, 0 if it is in none."""
    if location is None or execution is None:
        return 0
    record = execution.memory.records.get(location.address)
    return len(record.keep) if record is not None and type(record.keep) in CONTAINERS else 0


def variables_of(frame: FrameType | None, files: Collection[str]) -> Hashable:
    """Return the local variables of the program's functions, as far as they can be compared."""
    found: list[Hashable] = []
    while frame is not None:
        if frame.f_code.co_filename in files:
            found += [(name, _comparable(value)) for name, value in frame.f_locals.items()]
        frame = frame.f_back
    return tuple(found)


def _comparable(value: Any) -> Hashable:
    if isinstance(value, Loop):
        return value.turns if value.bounded else None
    if type(value) in COMPARABLE:
        return repr(value)
    if type(value) in CONTAINERS:
        return type(value).__name__, len(value)
    return type(value).__name__


def describe(lasso: Lasso, execution: Execution) -> Outcome:
    """Return what going round for ever amounts to, and who does it."""
    events = lasso.round()
    actors = [task for task in execution.tasks if any(e.thread == task.name for e in events)]
    starving = [task for task in execution.tasks if _starves(task, events, execution)]
    kind = _classify(events, actors, starving)
    told = starving[0] if starving else actors[0]
    place = next((e.place for e in reversed(events) if e.thread == told.name and e.place), None)
    return Outcome(
        kind=kind,
        message=_message(kind, events, [t.name for t in actors], [t.name for t in starving]),
        thread=told.name,
        file=place.file if place else None,
        line=place.line if place else None,
    )


def _starves(task: Task, events: list[Event], execution: Execution) -> bool:
    """Whether a task waits, round after round, for what others have in the meantime."""
    others_go_on = any(e.kind in CHANGES for e in events if e.thread != task.name)
    if task.finished or not others_go_on:
        return False
    own = [e for e in events if e.thread == task.name]
    if own:
        return any(e.blocks for e in own) and not any(e.kind is Kind.WRITE for e in own)
    lock = task.waiting_on
    return (
        lock is not None
        and not isinstance(lock, EndSentinel | WaiterLock)
        and any(e.kind is Kind.ACQUIRE for e in events)
    )


def _classify(events: list[Event], actors: list[Task], starving: list[Task]) -> OutcomeKind:
    if starving and len(starving) < len({*actors, *starving}):
        return OutcomeKind.STARVATION
    changing = any(event.kind in CHANGES for event in events)
    if changing and len(actors) > 1:
        return OutcomeKind.LIVELOCK
    timers = {event.thread for event in events if event.kind is Kind.SLEEP}
    return OutcomeKind.POLLING if timers else OutcomeKind.BUSY_WAIT


def _message(kind: OutcomeKind, events: list[Event], actors: list[str], starving: list[str]) -> str:
    lines = sorted({event.place.line for event in events if event.place is not None})
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"
    same = "nobody is left to change what is looked at"
    match kind:
        case OutcomeKind.STARVATION:
            others = [name for name in actors if name not in starving]
            return (
                f"starvation: {_does(starving, 'waits', 'wait')} for ever while "
                f"{_does(others, 'comes and goes', 'come and go')}, round after round ({where})"
            )
        case OutcomeKind.LIVELOCK:
            return (
                f"livelock: {' and '.join(actors)} make way for each other for ever, "
                f"the same {len(events)} steps round after round ({where})"
            )
        case OutcomeKind.POLLING:
            return f"{_does(actors, 'polls', 'poll')} for ever ({where}): {same}"
    return f"{_does(actors, 'spins', 'spin')} for ever ({where}): {same}"


def _does(names: list[str], one: str, several: str) -> str:
    return f"{' and '.join(names)} {one if len(names) == 1 else several}"


def find_lasso(program: Program, blocks: Blocks, *, rules: Rules) -> Blocks | None:
    """Return a short beginning of an endless execution after which it goes round in lockstep.

    None when it does after none of those that were tried.
    """
    for part in PREFIXES:
        prefix = blocks[: int(len(blocks) * part)]
        if kind := _goes_round(program, prefix, rules):
            return _shortened(program, prefix, rules, kind)
    return None


def _goes_round(program: Program, blocks: Blocks, rules: Rules) -> OutcomeKind | None:
    lasso = Lasso(program.files, blocks)
    outcome = replay(program, blocks, rules=rules, recorder=lasso, lockstep=True).outcome
    return outcome.kind if lasso.end and outcome.failed else None


def _shortened(program: Program, blocks: Blocks, rules: Rules, kind: OutcomeKind) -> Blocks:
    """Leave out ever smaller parts as long as the execution goes round in the same way."""
    size, tries = len(blocks), TRIES_TO_SHORTEN
    while size > 1 and tries > 0:
        size = (size + 1) // 2
        at = 0
        while at < len(blocks) and tries > 0:
            tries -= 1
            less = blocks[:at] + blocks[at + size :]
            if _goes_round(program, less, rules) is kind:
                blocks = less
            else:
                at += size
    return blocks
