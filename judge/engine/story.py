"""The story of one execution: what each thread did at which line, told while it is replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from judge.engine.containers import CONTAINERS
from judge.engine.frames import Place, here, name_of
from judge.engine.operation import WHOLE, Kind, Location, Operation
from judge.engine.program import Source
from judge.engine.result import TraceStep

if TYPE_CHECKING:
    from judge.engine.execution import Execution
    from judge.engine.task import Task

SHORT = 40
SIMPLE = (int, float, str, bytes, bool, type(None))
MISSING = object()


@dataclass
class Event:
    """One raw event; ``location`` decides in the end whether it is worth telling."""

    thread: str
    place: Place | None
    text: str
    location: Location | None = None
    reading: bool = False


class Recorder:
    """Listens to an execution and keeps what is worth telling."""

    def __init__(self, files: Mapping[str, Source]) -> None:
        self.files = files
        self.events: list[Event] = []
        self.names: dict[int, tuple[str, Any]] = {}
        self.writing: Any = MISSING

    def add(self, task: Task, text: str, location: Location | None = None) -> Event:
        """Note an event at the line where the current task is."""
        event = Event(task.name, here(self.files), text, location)
        self.events.append(event)
        return event

    def step(self, execution: Execution, task: Task, operation: Operation) -> None:
        """Note the step that ``task`` is about to take."""
        location = operation.location
        match operation.kind:
            case Kind.BEGIN:
                self.add(task, "starts")
            case Kind.SLEEP:
                self.add(task, "has slept")
            case Kind.READ:
                assert location is not None
                self.add(task, f"reads {self.location_name(location)}", location).reading = True
            case Kind.WRITE:
                assert location is not None
                self.add(task, f"writes {self.location_name(location)}{self._value()}", location)
            case Kind.WAIT:
                self.add(task, "gives up waiting: its time-out fires")
            case Kind.TRY_ACQUIRE | Kind.ACQUIRE | Kind.JOIN:
                pass
        self.writing = MISSING

    def _value(self) -> str:
        if self.writing is MISSING or not isinstance(self.writing, SIMPLE):
            return ""
        return f" = {short(self.writing)}"

    def location_name(self, location: Location) -> str:
        """Return a location as its author would write it."""
        owner, field = location.label
        base = field or self.names.get(location.address, (owner, None))[0]
        return base if location.field is WHOLE or field else f"{base}[{location.field!r}]"

    def named(self, value: Any, label: tuple[str, str]) -> None:
        """Learn what a value is called, and what was read."""
        if isinstance(value, CONTAINERS) or hasattr(value, "acquire") or hasattr(value, "wait"):
            self.names[id(value)] = (label[1], value)
        last = self.events[-1] if self.events else None
        if last is not None and last.reading and isinstance(value, SIMPLE):
            last.text += f" ({short(value)})"
            last.reading = False

    def acquired(self, lock: Any, task: Task) -> None:
        """Note that ``task`` has got a lock."""
        lock.acquired_at = here(self.files)
        self.add(task, f"takes {self.lock_name(lock, lock.acquired_at)}")

    def released(self, execution: Execution, lock: Any) -> None:
        """Note that the current task gives a lock back."""
        if execution.task is not None:
            place = here(self.files)
            self.add(execution.task, f"gives {self.lock_name(lock, place)} back")

    def blocks_on(self, execution: Execution, task: Task, operation: Operation) -> None:
        """Note that ``task`` has to wait."""
        if operation.kind is Kind.WAIT:
            place = here(self.files)
            name = self.lock_name(None, place)
            self.add(task, f"waits on {name} to be notified" if name else "waits")
        elif operation.kind is Kind.JOIN:
            self.add(task, f"waits for {task.waiting_on.task.name} to end")
        else:
            lock = task.waiting_on
            held = f", held by {lock.holder.name}" if lock.holder is not None else ""
            self.add(task, f"waits for {self.lock_name(lock, here(self.files))}{held}")

    def notified(self, execution: Execution, task: Task) -> None:
        """Note that the current task wakes ``task``."""
        self.add(execution.task, f"wakes {task.name}")

    def unheard(self, execution: Execution, condition: Any) -> None:
        """Note a notify that found nobody waiting."""
        name = self.lock_name(None, here(self.files)) or "a condition"
        self.add(execution.task, f"notifies {name}, but nobody is waiting")

    def ended(self, task: Task) -> None:
        """Note the end of a task."""
        self.events.append(Event(task.name, None, "ends"))

    def lock_name(self, lock: Any, place: Place | None) -> str:
        """Return what the author calls the lock, or the primitive it is inside of."""
        value = lock
        if place is not None and place.primitive is not None:
            value = place.primitive
        known = self.names.get(id(value))
        if known is not None:
            return known[0]
        found = name_of(value, place.frame if place else None)
        return found or f"the {type(value).__name__.lower()}"

    def trace(self) -> tuple[TraceStep, ...]:
        """Return the story: what happened at lines of the program, to data that was shared."""
        steps = []
        for event in self.events:
            location = event.location
            if location is not None and not location.whole.shared:
                continue
            if event.place is None:
                continue
            source = self.files[event.place.file]
            steps.append(
                TraceStep(
                    thread=event.thread,
                    file=event.place.file,
                    line=event.place.line,
                    code=source.line(event.place.line),
                    event=event.text,
                )
            )
        return tuple(steps)


def short(value: Any) -> str:
    """Return a value in a few characters."""
    text = repr(value)
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
