"""Sequential models for the tests, and histories written down by hand."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

from judge.call_log import Call, Raised
from judge.linearizability import MustWait, agree, answers_of
from judge.testing import History

PENDING = None
Row = tuple[str, str, tuple[Any, ...], Any, int, int | None]


class Register:
    def __init__(self) -> None:
        self.value = 0

    def write(self, value: int) -> None:
        self.value = value

    def read(self) -> int:
        return self.value


class Queue:
    """Has room for two; a timed get may give up whenever it likes."""

    def __init__(self) -> None:
        self.items: tuple[int, ...] = ()

    def put(self, item: int) -> None:
        if len(self.items) == 2:
            raise MustWait
        self.items += (item,)

    def get(self, timeout: float | None = None) -> Any:
        if timeout is not None:
            yield Raised(TimeoutError)
        if self.items:
            item, *rest = self.items
            self.items = tuple(rest)
            yield item


class Members:
    """A set that says whether a call changed it, and objects to what is not there."""

    def __init__(self) -> None:
        self.members: frozenset[int] = frozenset()

    def add(self, member: int) -> bool:
        new = member not in self.members
        self.members |= {member}
        return new

    def remove(self, member: int) -> None:
        if member not in self.members:
            raise KeyError(member)
        self.members -= {member}


def history_of(*rows: Row) -> History:
    """Return a history of rows ``(thread, name, arguments, answer, began at, ended at)``."""
    history = History()
    calls: list[tuple[Call, int, int | None]] = []
    for thread, name, arguments, answer, began, ended in sorted(rows, key=lambda row: row[4]):
        key = (sorted({row[0] for row in rows}).index(thread), 0, name)
        call = Call(name, arguments, {}, thread, key)
        history._note(call, {})
        calls.append((history._answered(call, answer), began, ended))
    done = sorted((c for c in calls if c[2] is not None), key=lambda c: c[2] or 0)
    for call, began, _ in calls:
        call.before = {
            other.key: other for other, _, end in done if end is not None and end < began
        }
    for call, *_ in done:
        history._ended[call.key] = call
        history._placed(call)
    return history


def has_order(history: History, model: Any) -> bool:
    """Say by trying every order whether the history has one."""
    calls, ended = history.calls()
    pending = calls[ended:]
    for number in range(len(pending) + 1):
        for happened in combinations(pending, number):
            for order in permutations([*calls[:ended], *happened]):
                if in_time(order) and explains(order, model, set(pending)):
                    return True
    return False


def in_time(order: tuple[Call, ...]) -> bool:
    late = [(one, other) for i, one in enumerate(order) for other in order[i + 1 :]]
    return not any(other.key in one.before for one, other in late)


def explains(order: tuple[Call, ...], model: Any, pending: set[Call]) -> bool:
    if not order:
        return True
    call, *rest = order
    return any(
        (call in pending or agree(allowed, call.answer)) and explains(tuple(rest), after, pending)
        for allowed, after in answers_of(model, call)
    )
