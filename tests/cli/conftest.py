"""A catalogue, a state folder and a judge for the command line to work with."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import cli_fakes
import pytest
from click.testing import CliRunner, Result

import judge.katas
from judge.cli.main import cli

# Before 8.2 click's runner mixed the two streams unless told not to.
SEPARATE: dict[str, Any] = (
    {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
)
Kata = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder and a state of one's own, and no settings of a terminal."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("KATA_STATE", str(tmp_path / "state"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "KATA_DEBUG", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    for name in ("KATA_PLAIN", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of three katas."""
    root = cli_fakes.make_content(tmp_path / "content")
    monkeypatch.setattr(judge.katas, "content_root", lambda: root)
    return root


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> cli_fakes.FakeJudge:
    """A judge that says what it is told to say."""
    judging = cli_fakes.FakeJudge()
    cli_fakes.install(judging, lambda at, name, new: monkeypatch.setattr(at, name, new, False))
    return judging


@pytest.fixture
def kata(content: Path) -> Kata:
    """Run ``kata`` in this process."""
    return lambda *arguments: CliRunner(**SEPARATE).invoke(cli, arguments)


@pytest.fixture
def submission(content: Path) -> Path:
    """A submission for the mutex kata where ``kata test`` looks for it."""
    path = Path("mutex.py")
    path.write_text("class A:\n    mine = True\n")
    return path


@pytest.fixture
def process(content: Path) -> Process:
    """Run ``kata`` as a process: ``process(behaviour, argument, ...)``."""

    def run(behaviour: str, *arguments: str, **how: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            command_line(content, behaviour, *arguments),
            **{"capture_output": True, "text": True, "timeout": 60, **how},
        )

    return run


@pytest.fixture
def terminal(content: Path) -> Callable[..., tuple[int, str]]:
    """Run ``kata`` on a terminal of 80 columns; returns its status and all that was shown."""

    def run(behaviour: str, *arguments: str, keys: str = "", **env: str) -> tuple[int, str]:
        return on_terminal(command_line(content, behaviour, *arguments), keys, env)

    return run


def command_line(content: Path, behaviour: str, *arguments: str) -> list[str]:
    """Return the command that runs ``kata`` on a catalogue with a fake judge."""
    return [sys.executable, cli_fakes.__file__, str(content), behaviour, *arguments]


def on_terminal(command: list[str], keys: str, env: dict[str, str]) -> tuple[int, str]:
    """Run a command on a pseudo-terminal with something typed ahead."""
    ours, theirs = pty.openpty()
    everything = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **env}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=everything)
    os.close(theirs)
    os.write(ours, keys.encode())
    shown = b""
    while chunk := read_terminal(ours):
        shown += chunk
    os.close(ours)
    return process.wait(timeout=60), shown.decode()


def read_terminal(ours: int) -> bytes:
    """Read what is there; nothing once the other side is closed, which Linux tells as EIO."""
    try:
        return os.read(ours, 65536)
    except OSError:
        return b""
