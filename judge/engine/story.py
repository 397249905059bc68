"""The story of one execution: what each thread did at which line, told while it is replayed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from judge.engine.containers import CONTAINERS, is_a
from judge.engine.frames import Place, here, name_of
from judge.engine.operation import WHOLE, Kind, Location, Operation
from judge.engine.program import Source
from judge.engine.result import TraceStep

if TYPE_CHECKING:
    from judge.engine.state import State
    from judge.engine.task import Task

SHORT = 40
# What of the standard library is nothing but taking or giving back a lock.
LOCKING = frozenset(
    {None, "Condition.__enter__", "Condition.__exit__", "Condition.acquire", "Condition.release"}
)
NOTIFYING = frozenset({None, "Condition.notify", "Condition.notify_all"})
SIMPLE = (int, float, str, bytes, bool, type(None))
MISSING = object()


@dataclass
class Event:
    """One raw event; ``location`` decides in the end whether it is worth telling.

    ``kind`` is that of the operation it tells of, ``blocks`` is true when the thread has to wait.
    """

    thread: str
    place: Place | None
    text: str
    location: Location | None = None
    kind: Kind | None = None
    blocks: bool = False
    reading: bool = False


class Recorder:
    """Listens to an execution and keeps what is worth telling."""

    def __init__(self, files: Mapping[str, Source]) -> None:
        self.files = files
        self.events: list[Event] = []
        self.names: dict[int, tuple[str, Any]] = {}
        self.writing: dict[Task, Any] = {}
        self.makings: dict[int, tuple[int, Any]] = {}
        self.unheard_at: dict[int, str] = {}

    def add(
        self,
        task: Task,
        text: str,
        location: Location | None = None,
        *,
        kind: Kind | None = None,
        blocks: bool = False,
    ) -> Event:
        """Note an event at the line where the current task is."""
        event = Event(task.name, here(self.files), text, location, kind, blocks)
        self.events.append(event)
        return event

    def step(self, execution: State, task: Task, operation: Operation) -> None:
        """Note the step that ``task`` is about to take."""
        location = operation.location
        value = self.writing.pop(task, MISSING)
        match operation.kind:
            case Kind.SLEEP:
                self.add(task, "has slept", kind=Kind.SLEEP)
            case Kind.LOOK:
                self.add(task, "looks at the clock", location)
            case Kind.READ if location is not None:
                text = f"reads {self.location_name(location)}"
                self.add(task, text, location, kind=Kind.READ).reading = True
            case Kind.WRITE if location is not None:
                name = self.location_name(location)
                given = f" = {short(value)}" if type(value) in SIMPLE else ""
                self.add(task, f"writes {name}{given}", location, kind=Kind.WRITE)
            case Kind.WAIT:
                self.add(task, "gives up waiting: its time-out fires", kind=Kind.SLEEP)

    def started(self, execution: State, task: Task) -> None:
        """Note that the current task starts ``task``."""
        self.add(execution.task, f"starts {task.name}")

    def location_name(self, location: Location) -> str:
        """Return a location as its author would write it."""
        owner, field = location.label
        base = field or self.names.get(location.address, (owner, None))[0]
        return base if location.field is WHOLE or field else f"{base}[{location.field!r}]"

    def named(self, value: Any, label: tuple[str, str]) -> None:
        """Learn what a value is called, and what was read."""
        if (
            is_a(value, CONTAINERS)
            or hasattr(type(value), "acquire")
            or hasattr(type(value), "wait")
        ):
            self.names[id(value)] = (label[1], value)
        self._was_read(value)

    def seen(self, container: Any, key: Any) -> None:
        """Learn what was read from a container, if it is there and finding it runs no code."""
        if type(key) in SIMPLE:
            with suppress(LookupError):
                self._was_read(container[key])

    def _was_read(self, value: Any) -> None:
        last = self.events[-1] if self.events else None
        if last is not None and last.reading and type(value) in SIMPLE:
            last.text += f" ({short(value)})"
            last.reading = False

    def made(self, lock: Any) -> None:
        """Note where a lock is made, or the primitive around it."""
        place = here(self.files)
        if place is None:
            return
        if place.primitive is None:
            self.makings.setdefault(id(lock), (place.line, lock))
        elif place.call is not None and place.call.endswith(".__init__"):
            # A wait makes a lock for itself, too, which says nothing of the condition.
            self.makings.setdefault(id(place.primitive), (place.line, place.primitive))

    def made_on(self, primitive: Any) -> int | None:
        """Return the line on which a lock or another primitive was made, if it is known."""
        known = self.makings.get(id(primitive))
        return known[0] if known is not None else None

    def acquired(self, lock: Any, task: Task) -> None:
        """Note that ``task`` has got a lock."""
        place = lock.acquired_at = here(self.files)
        call = place.call if place is not None else None
        if call in LOCKING:
            self.add(task, f"takes {self.lock_name(lock, place)}", kind=Kind.ACQUIRE)
        elif call == "Condition.wait":
            self.add(task, f"goes on with {self.lock_name(lock, place)} in hand")
        elif call is not None and not call.startswith("Thread."):
            self._note_call(task, place)

    def refused(self, lock: Any, task: Task) -> None:
        """Note that ``task`` tried to get a lock and did not."""
        place = here(self.files)
        if place is not None and place.call in LOCKING:
            held = f", held by {lock.holder.name}" if lock.holder is not None else ""
            name = self.lock_name(lock, place)
            self.add(task, f"cannot have {name}{held}", kind=Kind.TRY_ACQUIRE)

    def _note_call(self, task: Task, place: Place | None) -> None:
        text = f"calls {self.call_name(place)}"
        last = self.events[-1] if self.events else None
        if last is None or last.text != text or last.thread != task.name:
            self.add(task, text)

    def call_name(self, place: Place | None) -> str:
        """Return a call of the standard library as its author would write it."""
        if place is None or place.call is None:
            return "the standard library"
        return f"{self.lock_name(None, place)}.{place.call.rpartition('.')[2]}()"

    def released(self, execution: State, lock: Any) -> None:
        """Note that the current task gives a lock back."""
        place = here(self.files)
        if execution.task is not None and place is not None and place.call in LOCKING:
            self.add(execution.task, f"gives {self.lock_name(lock, place)} back")

    def blocks_on(self, execution: State, task: Task, operation: Operation) -> None:
        """Note that ``task`` has to wait."""
        place = here(self.files)
        call = place.call if place is not None else None
        if operation.kind is Kind.JOIN:
            self.add(task, f"waits for {task.waiting_on.task.name} to end")
        elif call == "Condition.wait" and operation.kind is Kind.WAIT:
            name = self.lock_name(None, place)
            self.add(task, f"gives {name} back and waits to be notified", blocks=True)
        elif call not in LOCKING and call != "Condition.wait":
            self.add(task, f"waits in {self.call_name(place)}", blocks=True)
        else:
            lock = task.waiting_on
            held = f", held by {lock.holder.name}" if lock.holder is not None else ""
            self.add(task, f"waits for {self.lock_name(lock, place)}{held}", blocks=True)

    def notified(self, execution: State, task: Task) -> None:
        """Note that the current task wakes ``task``."""
        self.add(execution.task, f"wakes {task.name}")

    def unheard(self, execution: State, condition: Any) -> None:
        """Note a notify that found nobody waiting, unless the library sent it on its own."""
        place = here(self.files)
        if place is None or place.call not in NOTIFYING:
            return
        name = self.lock_name(condition, place)
        self.add(execution.task, f"notifies {name}, but nobody is waiting")
        self.unheard_at[id(condition)] = f"{execution.task.name} at line {place.line}"

    def wasted(self, execution: State) -> None:
        """Note a notify that is meant for one who has just stopped waiting."""
        place = here(self.files)
        if place is not None and place.call in NOTIFYING:
            name = self.lock_name(None, place)
            text = f"notifies {name}, which reaches one whose time-out has fired"
            self.add(execution.task, text)

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
