"""``kata watch`` as a person meets it: on a terminal, with an editor, keys and Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import command_line
from typist import CTRL_C, Typist, running

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
KEYS = "h hint · n next · l list · r reset · t test again · q quit"
GOOD, WRONG, SLOW = "class A: good = 1\n", "class A: wrong = 1\n", "class A: slow = 1\n"
Watch = Callable[..., Typist]


@pytest.fixture
def watch(content: Path) -> Watch:
    """Run ``kata watch`` on a terminal, with a judge that answers as the file asks for it."""
    return lambda *arguments, **env: Typist(
        command_line(content, "reads", "watch", *arguments), **env
    )


@pytest.fixture
def answer() -> Path:
    """An answer that fails."""
    path = Path("mutex.py")
    path.write_text(WRONG)
    return path


def replace(path: Path, text: str) -> None:
    """Save as many editors do: write a new file and put it in the place of the old one."""
    new = path.with_name("4913~")
    new.write_text(text)
    new.rename(path)


def test_a_file_is_judged_at_once_and_whenever_it_is_saved(watch: Watch, answer: Path) -> None:
    with watch("mutex") as typist:
        assert "mutex: failed" in typist.sees(KEYS)
        answer.write_text(GOOD)
        assert "mutex: passed" in typist.sees(KEYS)


def test_an_editor_may_replace_the_file_or_take_it_away_for_a_moment(
    watch: Watch, answer: Path
) -> None:
    with watch() as typist:
        typist.sees(KEYS)
        replace(answer, GOOD)
        assert "mutex: passed" in typist.sees(KEYS)
        replace(answer, WRONG)
        assert "mutex: failed" in typist.sees(KEYS)
        answer.unlink()
        typist.sees("mutex.py is gone; waiting for it to come back")
        answer.write_text(GOOD)
        assert "mutex: passed" in typist.sees(KEYS)


def test_a_save_during_the_judgement_starts_it_anew(
    watch: Watch, answer: Path, content: Path
) -> None:
    answer.write_text(SLOW)
    with watch() as typist:
        typist.sees("judging")
        answer.write_text(GOOD)
        typist.sees("Saved during the judgement, which starts anew: mutex.py")
        shown = typist.sees(KEYS)
        assert "mutex: passed" in shown
        assert "Interrupted" not in shown
        assert not [line for line in running(str(content)) if "child:reads" in line]


def test_a_first_pass_offers_the_next_kata(watch: Watch, answer: Path) -> None:
    with watch() as typist:
        assert "n goes on" not in typist.sees(KEYS)
        answer.write_text(GOOD)
        assert "n goes on with bounded_buffer: Bounded buffer (medium)" in typist.sees(KEYS)
        typist.type("n")
        typist.sees("Wrote bounded_buffer.py, the stub for Bounded buffer.")
        typist.sees(KEYS)
        Path("bounded_buffer.py").write_text(WRONG)
        assert "bounded_buffer: failed" in typist.sees(KEYS)


def test_keys_give_a_hint_the_list_and_another_test(watch: Watch, answer: Path) -> None:
    with watch() as typist:
        typist.sees(KEYS)
        typist.type("h")
        assert "Hint 1 of 2" in typist.sees(KEYS)
        typist.type("L")
        assert "Bounded buffer" in typist.sees(KEYS)
        typist.type("t")
        assert "mutex: failed" in typist.sees(KEYS)
        typist.type("x\x1b[Hq")
        typist.type("q")
        assert typist.ends() == 0
        assert typist.settings_are_back


def test_reset_asks_before_the_stub_is_put_back(watch: Watch, answer: Path) -> None:
    with watch() as typist:
        typist.sees(KEYS)
        typist.type("r")
        typist.sees("y/n")
        typist.type("n")
        assert "Nothing was reset." in typist.sees(KEYS)
        assert answer.read_text() == WRONG
        typist.type("ry")
        assert "mutex.py is the stub again" in typist.sees(KEYS)
        assert Path("mutex.py.bak").read_text() == WRONG


@pytest.mark.parametrize("text", [GOOD, SLOW])
def test_ctrl_c_leaves_nothing_running_and_the_terminal_as_it_was(
    watch: Watch, answer: Path, content: Path, text: str
) -> None:
    answer.write_text(text)
    with watch() as typist:
        typist.sees("judging" if text == SLOW else KEYS)
        assert not typist.waits_for_enter
        typist.type(CTRL_C)
        assert typist.ends() == 130
        assert typist.settings_are_back
        assert typist.rest.count("Interrupted.") == 1
        assert running(str(content)) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_is_as_orderly(
    watch: Watch, answer: Path, content: Path, number: signal.Signals
) -> None:
    answer.write_text(SLOW)
    with watch() as typist:
        typist.sees("judging")
        typist.process.send_signal(number)
        assert typist.ends() == 128 + number
        assert typist.settings_are_back
        assert running(str(content)) == []


def test_even_if_it_is_killed_the_judgement_ends(watch: Watch, answer: Path, content: Path) -> None:
    answer.write_text(SLOW)
    with watch() as typist:
        typist.sees("judging")
        typist.process.kill()
        typist.ends()
        assert ends_soon(str(content))


def ends_soon(mark: str) -> bool:
    """Return whether all processes that hold a mark are gone within half a minute."""
    until = time.monotonic() + 30
    while running(mark) and time.monotonic() < until:
        time.sleep(0.01)
    return not running(mark)


def test_a_terminal_that_is_closed_ends_it(watch: Watch, answer: Path, content: Path) -> None:
    with watch() as typist:
        typist.sees(KEYS)
        typist.hang_up()
        typist.process.wait(timeout=30)
        assert running(str(content)) == []


def test_plain_output_draws_nothing_and_clears_nothing(watch: Watch, answer: Path) -> None:
    with watch(KATA_PLAIN="1") as typist:
        shown = typist.sees("Keys: h for hint, n for next, l for list")
        assert "\x1b" not in shown
        assert "│" not in shown
        assert "Thread-1, line 7" in shown


def test_a_missing_file_is_a_mistake_and_a_missing_stub_is_written(
    watch: Watch, content: Path
) -> None:
    with watch("mutex", "answer.py") as typist:
        assert typist.ends() == 2
        assert "Error: there is no answer.py to watch" in typist.rest
    with watch("mutex") as typist:
        shown = typist.sees(KEYS)
        assert "Wrote mutex.py" in shown
        assert "mutex: " not in shown


def test_without_a_terminal_it_only_watches(content: Path, answer: Path) -> None:
    command = command_line(content, "reads", "watch", "mutex")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        shown = read_until(process, "Waiting for mutex.py to be saved; Ctrl-C ends this.")
        assert "mutex: failed" in shown
        assert "\x1b" not in shown
        answer.write_text(GOOD)
        assert "mutex: passed" in read_until(process, "Waiting for")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    assert running(str(content)) == []


def read_until(process: subprocess.Popen[str], text: str) -> str:
    """Return what a process prints up to the line that begins so."""
    assert process.stdout is not None
    shown = ""
    for line in process.stdout:
        shown += line
        if line.startswith(text):
            return shown
    raise AssertionError(f"{text!r} is not among {shown!r}")


def test_a_reader_that_goes_away_ends_it(content: Path, answer: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = command_line(content, "reads", "watch", "mutex")
    result = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writer)
    assert result.returncode == 141


def test_options_reach_the_judge(watch: Watch, answer: Path, content: Path) -> None:
    with watch("--strategy", "magic") as typist:
        assert typist.ends() == 2
    answer.write_text(SLOW)
    with watch("mutex", "--scenario", "test_x", "--no-native", "--budget", "2.5") as typist:
        typist.sees("judging")
        (line,) = [line for line in running(str(content)) if "child:reads" in line]
        for option in ("--no-native", "--seed 0", "--budget 2.5", "--scenario test_x"):
            assert f" {option} " in line
