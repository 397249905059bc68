"""Whatever happens, no process, directory or descriptor of a child stays behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from judge.box.limits import ChildEnd, EndReason, Limits
from judge.box.process import StopChild, run_child

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets a parent find all its descendants"
)

FORK = textwrap.dedent("""
    def fork(*, away):
        reader, writer = os.pipe()
        if os.fork() == 0:
            if away:
                os.setsid()
                if os.fork():
                    os._exit(0)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.write(writer, str(os.getpid()).encode())
            while True:
                time.sleep(600)
        tell(os.read(reader, 20).decode())
""")


def forking(program: str) -> str:
    return FORK + textwrap.dedent(program)


def open_descriptors() -> set[str]:
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


def children() -> set[str]:
    """Return the children of this process, zombies included."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            _, _, fields = (entry / "stat").read_text().rpartition(") ")
            if int(fields.split()[1]) == os.getpid():
                found.add(entry.name)
    return found


@pytest.mark.parametrize("away", [False, True], ids=["child", "daemon"])
def test_a_process_left_running_is_killed_when_its_parent_exits(run, gone, away):
    ran = run(forking(f"fork(away={away}); sys.exit(0)"))
    assert (ran.end.reason, ran.end.returncode) == (EndReason.EXITED, 0)
    assert ran.end.leftovers == 1
    assert gone(int(ran.lines[0]))


@pytest.mark.parametrize("away", [False, True], ids=["child", "daemon"])
def test_a_process_left_running_is_killed_when_the_time_is_up(run, gone, away):
    ran = run(forking(f"fork(away={away}); time.sleep(600)"), wall=2)
    assert (ran.end.reason, ran.end.leftovers) == (EndReason.WALL, 1)
    assert gone(int(ran.lines[0]))


def test_a_daemon_that_hides_its_environment_is_found_all_the_same(run, gone):
    # What /proc shows of the environment is what the last exec was given.
    program = """
        reader, writer = os.pipe()
        os.set_inheritable(writer, True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                stay = f"import os, time; os.write({writer}, b'%d' % os.getpid()); time.sleep(600)"
                os.execve(sys.executable, [sys.executable, "-c", stay], {})
            os._exit(0)
        tell(os.read(reader, 20).decode())
    """
    ran = run(program)
    assert ran.end.leftovers == 1
    assert gone(int(ran.lines[0]))


def test_a_whole_family_is_killed(run, gone):
    ran = run(forking("for n in range(6): fork(away=n % 2)"))
    assert ran.end.leftovers == 6
    assert all(gone(int(line)) for line in ran.lines)


def test_no_zombie_is_left_to_the_parent(run):
    run("pass")
    before = children()
    program = """
        for n in range(4):
            fork(away=n % 2)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execve("/bin/true", ["true"], {})
            os._exit(0)
    """
    run(forking(program))
    assert children() == before


def test_a_leftover_that_holds_the_pipes_does_not_hold_the_parent(run):
    began = time.monotonic()
    ended = run(forking("fork(away=True); os._exit(0)"), wall=30).end
    assert ended.reason is EndReason.EXITED
    assert time.monotonic() - began < 20


def test_processes_that_multiply_are_stopped(run, gone):
    def stop_at_the_last(line: str) -> None:
        pids.append(int(line))
        if len(pids) == 32:
            raise StopChild

    pids: list[int] = []
    program = "for _ in range(5): os.fork()\ntell(os.getpid())\ntime.sleep(600)"
    assert run(program, on_line=stop_at_the_last).end.leftovers == 31
    assert all(gone(pid) for pid in pids)


def test_the_other_children_of_the_parent_are_left_alone(run):
    with subprocess.Popen(["sleep", "600"], start_new_session=True) as other:
        assert run(forking("fork(away=True)")).end.leftovers == 1
        assert other.poll() is None
        other.kill()


def test_two_children_at_once_do_not_kill_each_others_daemons(run):
    ends: list[ChildEnd] = []
    alive, checked = threading.Event(), threading.Event()

    def wait_for_the_other(_: str) -> None:
        alive.set()
        checked.wait(30)

    def run_one() -> None:
        ends.append(run(forking("fork(away=True)"), on_line=wait_for_the_other).end)

    thread = threading.Thread(target=run_one)
    thread.start()
    assert alive.wait(30)
    assert run("pass").end.leftovers == 0
    checked.set()
    thread.join()
    assert [end.leftovers for end in ends] == [1]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, KeyError])
def test_an_error_in_the_parent_kills_the_child_and_is_raised_again(run, gone, error):
    pids = []

    def fail(line: str) -> None:
        pids.append(int(line))
        if len(pids) == 2:
            raise error

    before = open_descriptors()
    with pytest.raises(error):
        run(forking("tell(os.getpid()); fork(away=True); time.sleep(600)"), on_line=fail)
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)
    assert open_descriptors() == before


def test_an_interrupt_from_the_keyboard_kills_the_child(run, gone):
    pids = []

    def interrupt(line: str) -> None:
        pids.append(int(line))
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run("tell(os.getpid()); time.sleep(600)", on_line=interrupt)
    assert gone(pids[0])


def test_an_interrupt_while_the_child_is_being_started_kills_it_too(run, gone, monkeypatch):
    started = []
    start = subprocess.Popen

    def start_and_interrupt(*args: object, **kwargs: object) -> object:
        started.append(start(*args, **kwargs))
        os.kill(os.getpid(), signal.SIGINT)
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", start_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        run("time.sleep(600)")
    assert gone(started[0].pid)


def test_a_child_that_was_heard_enough_of_is_interrupted(run, gone):
    lines = []

    def stop(line: str) -> None:
        lines.append(line)
        raise StopChild

    ended = run("tell(os.getpid())\nfor n in range(99): tell(n)\ntime.sleep(600)", on_line=stop).end
    assert ended.reason is EndReason.INTERRUPTED
    assert len(lines) == 1
    assert gone(int(lines[0]))


def test_a_child_dies_with_its_parent(gone):
    program = """
        import sys
        from judge.box.limits import Limits
        from judge.box.process import run_child
        def show(line):
            print(line, flush=True)
        child = "import os, time; tell = int(os.environ['KATA_TRANSCRIPT_FD'])\\n"
        child += "os.write(tell, b'%d\\\\n' % os.getpid()); time.sleep(600)"
        run_child([sys.executable, "-c", child], limits=Limits(), on_line=show)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        parent.kill()
    assert gone(pid)


def test_no_descriptor_of_the_parent_stays_open(run):
    run("pass")
    before = open_descriptors()
    run("tell('one'); print('two')", stdin=b"three")
    run("time.sleep(600)", stdin=b"x" * 1_000_000, wall=0.2)
    assert open_descriptors() == before


def test_a_command_that_cannot_be_started_leaves_nothing_open(monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    before = open_descriptors()
    monkeypatch.setattr(subprocess, "Popen", fail)
    with pytest.raises(OSError, match="no more processes"):
        run_child(["true"], limits=Limits(), on_line=print, stdin=b"x")
    assert open_descriptors() == before


@pytest.mark.parametrize(
    "program",
    [
        "open('file', 'w').write('x')",
        "os.makedirs('a/b/c'); os.symlink('/', 'a/b/root'); os.chmod('a', 0)",
        "[(os.mkdir('d'), os.chdir('d')) for _ in range(2500)]",
        "os.mkdir('x' * 200); os.chmod('.', 0)",
    ],
    ids=["file", "unreadable", "deep", "locked"],
)
def test_the_scratch_directory_is_gone_afterwards(run, program):
    ran = run("tell(os.getcwd())\n" + program)
    assert ran.end.returncode == 0
    assert not Path(ran.lines[0]).exists()


def test_the_scratch_directory_is_gone_after_an_error_too(run):
    places = []

    def fail(line: str) -> None:
        places.append(Path(line))
        raise KeyError

    with pytest.raises(KeyError):
        run("tell(os.getcwd()); time.sleep(600)", on_line=fail)
    assert not places[0].exists()
