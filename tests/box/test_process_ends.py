"""How a child can end, and what the parent makes of it."""

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from judge.box.limits import (
    KEPT_OUTPUT,
    LONGEST_LINE,
    EndReason,
    Limits,
    OverLimit,
    TranscriptMeter,
)
from judge.box.process import run_child

MIB = 1024 * 1024
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's limits are Linux's")


def test_a_program_that_ends_by_itself_has_exited(run):
    ended = run("tell('hello'); print('out'); print('err', file=sys.stderr); sys.exit(3)").end
    assert (ended.reason, ended.returncode, ended.signal) == (EndReason.EXITED, 3, None)
    assert sorted(ended.output.split()) == ["err", "out"]
    assert not ended.truncated
    assert ended.leftovers == 0


def test_the_end_of_a_program_is_not_waited_for_longer_than_it_takes(run):
    began = time.monotonic()
    assert run("pass").end.seconds <= time.monotonic() - began < 20


@pytest.mark.parametrize("status", [0, 7])
def test_an_abrupt_exit_is_an_exit_with_the_lines_told_so_far(run, status):
    ran = run(f"tell('one'); os.write(transcript, b'tw'); os._exit({status})")
    assert (ran.end.reason, ran.end.returncode) == (EndReason.EXITED, status)
    assert ran.lines == ["one"]


def test_a_program_that_kills_itself_is_told_by_the_signal(run):
    ran = run("tell('one'); os.kill(os.getpid(), signal.SIGKILL)")
    assert (ran.end.reason, ran.end.returncode) == (EndReason.SIGNALLED, None)
    assert ran.end.signal == signal.SIGKILL
    assert ran.lines == ["one"]


def test_a_crash_is_told_by_the_signal(run):
    ended = run("os.kill(os.getpid(), signal.SIGSEGV)").end
    assert (ended.reason, ended.signal) == (EndReason.SIGNALLED, signal.SIGSEGV)


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "time.sleep(600)",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(600)",
        "os.close(1); os.close(2); os.close(transcript); time.sleep(600)",
        "import threading\nthreading.Thread(target=time.sleep, args=(600,)).start()",
        "os.kill(os.getpid(), signal.SIGSTOP)",
        "sys.stdin.read(); time.sleep(600)",
    ],
    ids=["loop", "sleep", "no SIGTERM", "closed pipes", "thread", "stopped", "input"],
)
def test_a_program_without_an_end_is_ended_by_the_clock(run, program):
    began = time.monotonic()
    ended = run(program, wall=0.5).end
    assert (ended.reason, ended.returncode) == (EndReason.WALL, None)
    assert ended.signal == signal.SIGKILL
    assert ended.seconds >= 0.5
    assert time.monotonic() - began < 0.5 + 2


def test_the_lines_told_before_the_clock_ran_out_are_kept(run):
    assert run("tell('one'); time.sleep(600)", wall=2).lines == ["one"]


LAST_WORDS = """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    tell(os.getpid())
    signal.sigwait({signal.SIGUSR1})
    os.write(1, b"last words")
    tell("two")
"""


@pytest.fixture
def hear_late(gone, monkeypatch) -> Callable[[str], None]:
    """Let the program of ``LAST_WORDS`` end before its first line has been heard, 1000 s late."""
    late, real = [0.0], time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() + late[0])

    def hear(line: str) -> None:
        if line.isdecimal():
            os.kill(int(line), signal.SIGUSR1)
            assert gone(int(line))
            late[0] = 1000.0
        else:
            assert line == "two"

    return hear


@on_linux
def test_what_lay_in_the_pipes_when_the_clock_ran_out_is_kept(run, hear_late):
    ran = run(LAST_WORDS, on_line=hear_late)
    assert (ran.end.reason, ran.end.output) == (EndReason.WALL, "last words")
    assert ran.lines[1:] == ["two"]


@on_linux
def test_lines_that_the_parent_was_late_to_read_are_no_silence(run, hear_late):
    ran = run(LAST_WORDS, on_line=hear_late, wall=5000.0, silence=30.0)
    assert ran.end.reason is EndReason.EXITED
    assert ran.lines[1:] == ["two"]


def test_a_program_that_says_nothing_for_too_long_is_ended(run):
    ran = run("tell('one')\nwhile True: print(end='.', flush=True); time.sleep(0.01)", silence=1)
    assert ran.end.reason is EndReason.SILENCE
    assert ran.lines == ["one"]


def test_a_program_that_goes_on_talking_is_not_silent(run):
    ran = run("for n in range(20): tell(n); time.sleep(0.1)", silence=1.5)
    assert ran.end.reason is EndReason.EXITED
    assert len(ran.lines) == 20


@on_linux
@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
        "signal.signal(signal.SIGXCPU, lambda *_: os._exit(0))\nwhile True: pass",
    ],
    ids=["plain", "ignores the signal", "exits on the signal"],
)
def test_a_busy_program_is_ended_by_the_processor_time_it_uses(run, program):
    assert run(program, cpu=1).end.reason is EndReason.CPU


@on_linux
def test_too_much_memory_is_refused_to_a_program(run):
    ended = run("print(len(bytearray(900 * 1024 * 1024)))", memory=512 * MIB).end
    assert ended.returncode == 1
    assert "MemoryError" in ended.output


@on_linux
@pytest.mark.parametrize(
    "program",
    [
        "open('big', 'wb').write(bytes(2 * 1024 * 1024)) == 1024 * 1024 or sys.exit(1)",
        "[os.open('/dev/null', os.O_RDONLY) for _ in range(100)]",
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
    ],
    ids=["large file", "many files", "raising a limit"],
)
def test_more_files_than_allowed_are_refused_to_a_program(run, program):
    assert run(program, file_size=MIB, files=64).end.returncode == 1


def test_a_megabyte_of_output_is_too_much(run):
    ended = run("while True: print('x' * 1000)").end
    assert ended.reason is EndReason.OUTPUT
    assert len(ended.output) == KEPT_OUTPUT
    assert ended.truncated


def test_output_is_too_much_also_when_its_writer_has_exited_at_once(run):
    ended = run("os.write(2, b'x' * 20_000)", output=10_000).end
    assert ended.reason is EndReason.OUTPUT


def test_output_up_to_the_limit_is_no_reason_to_end(run):
    ended = run("os.write(1, b'x' * 10_000)", output=10_000).end
    assert (ended.reason, ended.truncated) == (EndReason.EXITED, False)
    assert run("print('x' * 99_999)").end.truncated


def test_output_that_is_no_text_is_shown_as_well_as_can_be(run):
    assert run("os.write(1, b'caf\\xe9')").end.output == "caf\ufffd"


def test_a_closed_stdout_ends_nothing(run):
    ran = run("os.close(1); os.close(2); tell('still here')")
    assert (ran.end.reason, ran.end.returncode) == (EndReason.EXITED, 0)
    assert ran.lines == ["still here"]


def test_a_closed_transcript_ends_nothing(run):
    ran = run("tell('one'); os.close(transcript); print('done')")
    assert (ran.end.reason, ran.end.output, ran.lines) == (EndReason.EXITED, "done\n", ["one"])


def test_lines_arrive_whole_and_in_order_however_they_are_written(run):
    ran = run("for part in (b'o', b'ne\\n\\ntw', b'o\\nthr'): os.write(transcript, part)")
    assert ran.lines == ["one", "", "two"]


def test_lines_arrive_while_the_program_runs(run):
    def answer(_: str) -> None:
        raise KeyError("seen")

    with pytest.raises(KeyError, match="seen"):
        run("tell('one'); time.sleep(600)", on_line=answer)


def test_garbage_in_the_transcript_arrives_as_garbage(run):
    assert run("os.write(transcript, b'\\xff\\x00{\\n')").lines == ["\ufffd\x00{"]


def test_every_line_of_a_long_transcript_arrives(run):
    ran = run("for n in range(50_000): tell(n)")
    assert ran.lines == [str(n) for n in range(50_000)]


def test_a_line_without_an_end_is_too_much(run):
    ran = run("while True: os.write(transcript, b'x' * 65536)")
    assert ran.end.reason is EndReason.TRANSCRIPT
    assert ran.lines == []


def test_a_line_is_too_much_as_soon_as_it_is_longer_than_the_longest():
    meter = TranscriptMeter(print)
    meter.feed(b"short\n" + b"x" * LONGEST_LINE)
    with pytest.raises(OverLimit) as caught:
        meter.feed(b"x")
    assert caught.value.reason is EndReason.TRANSCRIPT


def test_a_line_of_the_greatest_length_is_not_too_much(run):
    ran = run(f"sys.stdout.close(); os.fdopen(transcript, 'w').write('x' * {LONGEST_LINE} + '\\n')")
    assert ran.end.reason is EndReason.EXITED
    assert [len(line) for line in ran.lines] == [LONGEST_LINE]


def test_a_transcript_without_an_end_is_too_much(run):
    ran = run(
        "block = (b'x' * 1023 + b'\\n') * 64\nwhile True: os.write(transcript, block)",
        on_line=lambda _: None,
    )
    assert ran.end.reason is EndReason.TRANSCRIPT


def test_any_amount_of_input_reaches_the_program(run):
    given = b"x" * (3 * MIB)
    ran = run("tell(len(sys.stdin.buffer.read()))", stdin=given)
    assert ran.lines == [str(len(given))]


def test_input_that_nobody_reads_holds_nobody_up(run):
    ran = run("tell('done')", stdin=b"x" * (3 * MIB))
    assert (ran.end.reason, ran.lines) == (EndReason.EXITED, ["done"])
    assert run("os.close(0); tell('done')", stdin=b"x" * (3 * MIB)).lines == ["done"]


def test_input_and_output_flow_at_the_same_time(run):
    program = """
        while data := sys.stdin.buffer.read(50_000):
            os.write(1, data)
            tell(len(data))
    """
    ran = run(program, stdin=b"y" * 1_000_000)
    assert (ran.end.reason, len(ran.lines)) == (EndReason.EXITED, 20)


def test_a_program_without_input_reads_its_end(run):
    assert run("tell(repr(sys.stdin.read()))").lines == ["''"]


def test_a_command_that_cannot_be_run_says_so():
    ended = run_child(["/no/such/program"], limits=Limits(), on_line=print)
    assert ended.returncode == 125
    assert ended.output == "/no/such/program cannot be run: No such file or directory\n"
