"""What a child finds around itself."""

import os
import sys
from pathlib import Path

import pytest

from judge.box.limits import Limits
from judge.box.process import active_layers, run_child

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def facts(run, program: str, **given: object) -> list[str]:
    ran = run(program, **given)
    assert ran.end.returncode == 0, ran.end.output
    return ran.lines


def test_nothing_of_the_environment_gets_in_by_itself(run, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("PYTHONPATH", "/tmp")
    monkeypatch.setenv("PYTHONHASHSEED", "12")
    monkeypatch.setenv("LD_PRELOAD", "")
    names = facts(run, "for name in os.environ: tell(name)")
    # LC_CTYPE is set by Python itself where the locale is C.
    assert set(names) - {"LC_CTYPE"} == {
        "HOME",
        "KATA_BOX",
        "KATA_TRANSCRIPT_FD",
        "LANG",
        "MALLOC_ARENA_MAX",
        "PATH",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHASHSEED",
        "PYTHONSAFEPATH",
        "TMPDIR",
    }


def test_hashes_are_the_same_in_every_child(run):
    program = "tell(hash('thread'), sys.flags.safe_path, sys.flags.dont_write_bytecode)"
    first = facts(run, program)
    assert facts(run, program) == first
    assert first[0].endswith(" True 1")


def test_a_variable_can_be_handed_over(run):
    assert facts(run, "tell(os.environ['GREETING'])", env={"GREETING": "hi"}) == ["hi"]


def test_it_starts_in_an_empty_directory_of_its_own(run):
    program = "tell(os.getcwd()); tell(os.environ['HOME']); tell(len(os.listdir()))"
    place, home, entries = facts(run, program)
    assert (home, entries) == (place, "0")
    assert place != os.getcwd()  # noqa: PTH109
    assert facts(run, program)[0] != place


def test_it_leads_a_session_without_a_terminal(run):
    program = """
        tell(os.getsid(0) == os.getpgrp() == os.getpid())
        try:
            os.open("/dev/tty", os.O_RDWR)
        except OSError:
            tell("no terminal")
    """
    assert facts(run, program) == ["True", "no terminal"]


@on_linux
def test_it_inherits_no_descriptors_but_its_four(run):
    secret = os.open("/etc/hostname", os.O_RDONLY)
    os.set_inheritable(secret, True)
    try:
        program = """
            found = {int(name) for name in os.listdir("/proc/self/fd")}
            for number in sorted(found - {0, 1, 2, transcript}):
                try:
                    tell(os.readlink(f"/proc/self/fd/{number}"))
                except FileNotFoundError:
                    pass
        """
        assert facts(run, program) == []
    finally:
        os.close(secret)


@on_linux
def test_it_holds_no_signals_back_and_can_gain_no_privileges(run):
    program = """
        for line in open("/proc/self/status"):
            if line.startswith(("SigBlk", "NoNewPrivs")):
                tell(*line.split())
    """
    assert sorted(facts(run, program)) == ["NoNewPrivs: 1", "SigBlk: 0000000000000000"]


@on_linux
def test_its_limits_are_the_ones_asked_for(run):
    program = """
        import resource as r
        for name in ("CPU", "AS", "NOFILE", "FSIZE", "CORE"):
            tell(name, *r.getrlimit(getattr(r, f"RLIMIT_{name}")))
    """
    limits = {"cpu": 7.5, "memory": 1 << 30, "files": 99, "file_size": 12345}
    assert facts(run, program, **limits) == [
        "CPU 8 9",
        f"AS {1 << 30} {1 << 30}",
        "NOFILE 99 99",
        "FSIZE 12345 12345",
        "CORE 0 0",
    ]


def test_a_module_is_run_as_python_would_run_it(tmp_path):
    (tmp_path / "greet.py").write_text(
        "import sys, os\n"
        "assert __name__ == '__main__' and sys.modules['__main__'].__dict__ is globals()\n"
        "transcript = int(os.environ['KATA_TRANSCRIPT_FD'])\n"
        "os.write(transcript, ' '.join(sys.argv[1:]).encode() + b'\\n')\n"
        "sys.exit(4)\n"
    )
    lines: list[str] = []
    ended = run_child(
        [sys.executable, "-m", "greet", "a", "b"],
        limits=Limits(),
        on_line=lines.append,
        env={"PYTHONPATH": str(tmp_path)},
    )
    assert (ended.returncode, ended.output, lines) == (4, "", ["a b"])


def test_the_judge_itself_can_be_run_in_it():
    ended = run_child([sys.executable, "-m", "judge.katas"], limits=Limits(), on_line=print)
    assert (ended.returncode, ended.output) == (0, "")


def test_another_program_than_python_can_be_run_in_it():
    ended = run_child(["sh", "-c", "echo $HOME; pwd"], limits=Limits(), on_line=print)
    home, place = ended.output.split()
    assert Path(home) == Path(place)


def test_the_layers_that_are_active_are_named():
    layers = active_layers()
    assert {"clean-environment", "scratch-directory"} <= set(layers)
    if sys.platform == "linux":
        assert layers[:3] == ("rlimits", "process-group", "subreaper")
