"""The loop of ``kata watch``: saves, keys and ends of judgements come to one thread, in turn."""

from __future__ import annotations

import selectors
from collections.abc import Callable, Sequence
from pathlib import Path

from judge.cli.bell import Bell
from judge.cli.keys import read_keys
from judge.cli.runs import Run
from judge.cli.watch_session import Ended, Session
from judge.cli.watching import Watcher
from judge.katas import Kata

Task = Callable[[], None]
BEFORE_THE_NAMES = "--"


class Loop:
    """What a session needs of the outside; ``command`` is how each judgement begins."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._bell: Bell[Task] = Bell()
        self._watcher: Watcher | None = None

    def judge(self, kata: Kata, path: Path, ended: Ended) -> Run:
        """Start a judgement; ``ended`` is called in the thread of the loop."""

        def ring(run: Run, status: int) -> None:
            self._bell.ring(lambda: ended(run, status))

        return Run([*self._command, BEFORE_THE_NAMES, kata.name, str(path)], ring)

    def follow(self, path: Path, look: Task) -> None:
        """Watch this file and no other; ``look`` is called in the thread of the loop."""
        self._unfollow()
        self._watcher = Watcher(path, lambda: self._bell.ring(look))
        self._watcher.start()

    def _unfollow(self) -> None:
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None

    def close(self) -> None:
        """Stop watching."""
        self._unfollow()
        self._bell.close()

    def serve(self, session: Session, keys: int | None) -> None:
        """Do what there is to do, as it comes, until the session is done."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._bell, selectors.EVENT_READ, self._hear)
            if keys is not None:
                selector.register(keys, selectors.EVENT_READ, lambda: press(session, keys))
            while not session.done:
                for ready, _ in selector.select():
                    ready.data()

    def _hear(self) -> None:
        for task in self._bell.heard():
            task()


def press(session: Session, keys: int) -> None:
    """Do what the keys that were pressed stand for."""
    for key in read_keys(keys):
        session.key(key)
