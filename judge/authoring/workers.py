"""Several judgements at a time, each a child process that a thread of ours looks after."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Generic, TypeVar

from judge.box.judging import OnProgress, Progress
from judge.box.process import StopChild
from judge.box.tree import signals_held

SECONDS_TO_STOP = 5.0
TICK = 0.05
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Job(Generic[Result]):
    """Something to run that judges one file; ``label`` says what it is."""

    label: str
    run: Callable[[OnProgress], Result]


@dataclass(frozen=True, kw_only=True)
class Event:
    """How far the work is: ``done`` of ``total`` jobs, and what ``label`` is at."""

    label: str
    done: int
    total: int
    finished: bool = False


@dataclass(frozen=True)
class _Said:
    """What a worker tells of a job; an exception is one of the judge's own."""

    number: int
    result: object = None
    error: BaseException | None = None
    finished: bool = False


def run_jobs(
    jobs: Sequence[Job[Result]], *, threads: int
) -> Generator[tuple[Event, Result | None], None, None]:
    """Run the jobs in so many threads; yield each start and each end, the end with its result.

    What a job raises is raised here. Leaving the iteration early, by an interrupt above all, ends
    the children under way and waits until they have gone.
    """
    crew = _Crew(jobs, threads)
    done = 0
    try:
        crew.start()
        while done < len(jobs):
            said = crew.said.get()
            if said.error is not None:
                raise said.error
            done += said.finished
            label = jobs[said.number].label
            event = Event(label=label, done=done, total=len(jobs), finished=said.finished)
            yield event, said.result  # type: ignore[misc]
    finally:
        crew.stop()


class _Crew(Generic[Result]):
    def __init__(self, jobs: Sequence[Job[Result]], threads: int) -> None:
        self.said: SimpleQueue[_Said] = SimpleQueue()
        self._jobs = jobs
        self._left = deque(range(len(jobs)))
        self._stopped = threading.Event()
        # Daemons, so that a second interrupt need not wait; the box's children die with them.
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]

    def start(self) -> None:
        """Begin with the work."""
        # A thread whose start was interrupted works all the same, but does not count as alive.
        with signals_held():
            for thread in self._threads:
                thread.start()

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                number = self._left.popleft()
            except IndexError:
                return
            self.said.put(_Said(number))
            try:
                result = self._jobs[number].run(self._go_on)
            except BaseException as error:
                self.said.put(_Said(number, error=error))
                return
            self.said.put(_Said(number, result, finished=True))

    def _go_on(self, progress: Progress) -> None:
        if self._stopped.is_set():
            raise StopChild

    def stop(self) -> None:
        """End what is under way; the box then clears up as after any other end of a child."""
        self._stopped.set()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for thread in self._threads:
            while thread.is_alive() and time.monotonic() < deadline:
                _kill_children_of(thread)
                thread.join(TICK)


def _kill_children_of(thread: threading.Thread) -> None:
    """Kill the judgements that a thread has started; where Linux is not, they end by themselves.

    A child that is only just starting, or computes without a word, hears of nothing else.
    """
    with suppress(OSError):
        children = Path(f"/proc/self/task/{thread.native_id}/children").read_text("ascii")
        for child in children.split():
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
