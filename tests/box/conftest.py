"""Children to be judged: small programs, run the way the judge runs them."""

import os
import select
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from judge.box.limits import ChildEnd, Limits
from judge.box.process import run_child

PREAMBLE = """
import os, sys, signal, time
transcript = int(os.environ["KATA_TRANSCRIPT_FD"])
def tell(*words):
    os.write(transcript, (" ".join(map(str, words)) + "\\n").encode())
"""


@dataclass(frozen=True)
class Run:
    """A child that has ended, and the transcript it left."""

    end: ChildEnd
    lines: list[str]


@pytest.fixture
def run() -> Callable[..., Run]:
    """Run a program; what is not said about its limits is more than it needs."""

    def run_program(
        program: str, *, on_line: Callable[[str], None] | None = None, **given: Any
    ) -> Run:
        lines: list[str] = []

        def hear(line: str) -> None:
            lines.append(line)
            if on_line:
                on_line(line)

        around = {name: given.pop(name) for name in ("stdin", "env") if name in given}
        end = run_child(
            [sys.executable, "-c", PREAMBLE + textwrap.dedent(program)],
            limits=Limits(**{"wall": 60.0, "cpu": 60.0, **given}),
            on_line=hear,
            **around,
        )
        return Run(end, lines)

    return run_program


@pytest.fixture
def gone() -> Callable[[int], bool]:
    """Tell whether a process ends within five seconds, or has ended before."""

    def is_gone(pid: int) -> bool:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        try:
            return bool(select.select([descriptor], [], [], 5)[0])
        finally:
            os.close(descriptor)

    return is_gone
