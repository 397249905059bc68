"""Every turn has a state of its own, asked for or done, in one locked list."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import Enum
from typing import Any


class _State(Enum):
    FREE = "free"
    ASKED = "asked"
    DONE = "done"


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._states = [_State.FREE] * n
        self._changed = threading.Condition()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._enter(turn)
        try:
            result = action()
        except BaseException:
            self._leave(turn)
            raise
        self._leave(turn)
        return result

    def _enter(self, turn: int) -> None:
        with self._changed:
            if turn < 0 or turn >= len(self._states):
                raise ValueError(f"there is no turn {turn}")
            if self._states[turn] is not _State.FREE:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._states[turn] = _State.ASKED
            while any(state is not _State.DONE for state in self._states[:turn]):
                self._changed.wait()

    def _leave(self, turn: int) -> None:
        with self._changed:
            self._states[turn] = _State.DONE
            self._changed.notify_all()
