"""Several judgements at a time: results, faults and interrupts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from judge.authoring.workers import Event, Job, run_jobs
from judge.box.judging import OnProgress, Progress, Stage
from judge.box.process import StopChild

STEP = Progress(stage=Stage.EXPLORED)


def constant(value: int) -> Job[int]:
    return Job(label=f"job {value}", run=lambda on_progress: value)


def test_every_job_is_told_of_at_its_start_and_its_end() -> None:
    told = list(run_jobs([constant(1), constant(2), constant(3)], threads=2))
    assert sorted(result for _, result in told if result) == [1, 2, 3]
    assert [event.done for event, _ in told if event.finished] == [1, 2, 3]
    starts = [event.label for event, _ in told if not event.finished]
    assert starts == ["job 1", "job 2", "job 3"]
    assert told[-1][0] == Event(label=told[-1][0].label, done=3, total=3, finished=True)


def test_no_jobs_are_no_events() -> None:
    assert list(run_jobs([], threads=2)) == []


def test_so_many_run_at_the_same_time() -> None:
    meeting = threading.Barrier(3)
    jobs = [Job(label="meets", run=lambda on_progress: meeting.wait(timeout=30))] * 3
    assert len([event for event, _ in run_jobs(jobs, threads=3) if event.finished]) == 3


def test_a_fault_of_the_judge_ends_it_all() -> None:
    def fails(on_progress: OnProgress) -> int:
        raise RuntimeError("out of greenlets")

    with pytest.raises(RuntimeError, match="out of greenlets"):
        list(run_jobs([Job(label="fails", run=fails), constant(1)], threads=1))


def test_whoever_leaves_early_stops_what_is_under_way_and_starts_no_more() -> None:
    started: list[str] = []
    stopped: list[str] = []

    def endless(on_progress: OnProgress) -> int:
        started.append("")
        try:
            while True:
                on_progress(STEP)
                time.sleep(0.001)
        except StopChild:
            stopped.append("")
            raise

    told = run_jobs([Job(label="endless", run=endless)] * 5, threads=2)
    next(told)
    told.close()
    assert 1 <= len(stopped) == len(started) <= 2


@dataclass
class Silent:
    """A job whose child says nothing for ten minutes."""

    pids: list[int] = field(default_factory=list)
    running: threading.Event = field(default_factory=threading.Event)

    @property
    def job(self) -> Job[int]:
        return Job(label="silent", run=self.run)

    def run(self, on_progress: OnProgress) -> int:
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
            self.pids.append(child.pid)
            self.running.set()
            return child.wait()

    def left(self) -> list[int]:
        """Return the children that are still there."""
        return [pid for pid in self.pids if Path(f"/proc/{pid}").exists()]


def test_a_child_that_says_nothing_is_ended_as_well() -> None:
    silent = Silent()
    told = run_jobs([silent.job], threads=1)
    next(told)
    assert silent.running.wait(timeout=60)
    told.close()
    assert len(silent.pids) == 1
    assert silent.left() == []


def test_an_interrupt_while_the_threads_are_being_started_ends_their_children_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = Silent()
    start = threading.Thread.start

    def start_and_interrupt(thread: threading.Thread) -> None:
        start(thread)
        assert silent.running.wait(timeout=60)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(threading.Thread, "start", start_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(run_jobs([silent.job], threads=1))
    assert len(silent.pids) == 1
    assert silent.left() == []
