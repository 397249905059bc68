"""``kata watch``: judge whenever the file is saved."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from judge.cli.arguments import exploring_options, judging_options, optional_kata_argument
from judge.cli.output import wants_plain
from judge.cli.state import own_state
from judge.cli.status import UserMistake
from judge.cli.which import chosen
from judge.cli.workfile import begun_file
from judge.katas import Kata


@click.command("watch")
@optional_kata_argument
@click.argument("file", type=click.Path(path_type=Path), required=False)
@exploring_options
@judging_options
def command(name: str | None, file: Path | None, **how: Any) -> None:
    """Judge your file now, and again whenever you save it.

    FILE is ./KATA.py unless you name another; the stub is written if there is none. Without KATA
    it is the kata whose file is in the current folder. On a terminal the keys h, n, l, r, t and
    q give a hint, go on with the next kata, list them all, reset, test again and quit.

    \b
    Example:
      kata watch mutex
      kata watch mutex answer.py --no-native
    """
    state = own_state()
    kata, file = chosen(name, file)
    if file is not None and not file.is_file():
        raise UserMistake(f"there is no {file} to watch")
    path, new = (file, False) if file else begun_file(kata, state)
    watch(kata, path, judging=not new, options=forwarded(**how))


def forwarded(**how: Any) -> list[str]:
    """Return the options as ``kata test`` takes them."""
    native = "--native" if how.pop("native") else "--no-native"
    given = [(f"--{name}", str(value)) for name, value in how.items() if value is not None]
    return [native, *(word for pair in given for word in pair)]


def watch(kata: Kata, path: Path, *, judging: bool, options: list[str]) -> None:
    """Watch until the person quits or interrupts; nothing is left running."""
    from judge.cli.keys import key_by_key
    from judge.cli.screen import Screen
    from judge.cli.watch_loop import Loop
    from judge.cli.watch_session import Session

    plain = ["--plain"] if wants_plain() else []
    with ExitStack() as stack:
        loop = stack.enter_context(closing(Loop([*plain, "test", *options])))
        stack.enter_context(ended_by_signals())
        keys = stack.enter_context(key_by_key(sys.stdin))
        screen = Screen(keys=keys is not None)
        session = Session(
            kata, path, state=own_state(), screen=screen, judge=loop.judge, follow=loop.follow
        )
        stack.enter_context(closing(session))
        session.begin(judging=judging)
        loop.serve(session, keys)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Leave in good order when the process is told to end, or its terminal is closed."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
