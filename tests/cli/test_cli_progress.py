"""Progress on a terminal: one line, redrawn no more often than anybody can read."""

from __future__ import annotations

import io

from cli_fakes import failing, passing
from rich.console import Console
from rich.live import Live

from judge.box.judging import Progress, Stage
from judge.cli.progress import LiveLine


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def live_line() -> tuple[LiveLine, Clock, io.StringIO]:
    """Return a live line on a terminal that is a string."""
    shown, clock = io.StringIO(), Clock()
    console = Console(file=shown, force_terminal=True, width=80)
    live = Live(console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)
    live.start()
    return LiveLine(live, clock), clock, shown


def test_the_line_counts_scenarios_and_executions() -> None:
    line, _, _ = live_line()
    line(Progress(stage=Stage.PLANNED, scenarios=("test_a", "test_b")))
    line(Progress(stage=Stage.FINISHED, name="test_a", report=failing("test_a")))
    event = Progress(stage=Stage.EXPLORED, name="test_b", executions=412)
    line(event)
    assert line.text(event) == "1/2 scenarios, 1 not passed  test_b  412 executions"


def test_counting_is_redrawn_ten_times_a_second_at_most() -> None:
    line, clock, shown = live_line()
    line(Progress(stage=Stage.STARTED, name="test_a"))
    line(Progress(stage=Stage.EXPLORED, name="test_a", executions=111))
    assert "111" not in shown.getvalue()
    clock.now = 0.2
    line(Progress(stage=Stage.EXPLORED, name="test_a", executions=222))
    assert "222" in shown.getvalue()


def test_an_end_is_always_shown() -> None:
    line, _, shown = live_line()
    line(Progress(stage=Stage.STARTED, name="test_a"))
    report = passing("test_a")
    line(Progress(stage=Stage.FINISHED, name="test_a", executions=300, report=report))
    assert "1 scenarios  test_a  300 executions" in shown.getvalue()


def test_a_name_is_never_taken_for_markup() -> None:
    line, _, shown = live_line()
    line(Progress(stage=Stage.STARTED, name="test_a[red]"))
    assert "test_a[red]" in shown.getvalue()
