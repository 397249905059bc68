"""Whether calls that overlapped have an order, one after the other, that explains their answers.

Wing and Gong's search (1993) with the memory of Lowe (2017) and of Horn and Kroening (2015): a
set of calls that have been placed, with the model's state after them, is looked at only once.
Nothing here is shared between threads, and the engine leaves this module as it is; what threads
share while they make their calls is in ``judge.testing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any

from judge.call_log import Call, Raised, told

CAP = 1_000


class MustWait(Exception):
    """Raised by a model's method: in this state the call would wait, so it cannot end here."""


class LinearizabilityUndecided(Exception):
    """The search was given up: the calls were found neither right nor wrong.

    It is no ``AssertionError``, because the object under test may be right: the scenario is too
    big, which is for its author to mend.
    """


def answers_of(model: Any, call: Call) -> Iterator[tuple[Any, Any]]:
    """Yield what the model may answer to a call, each with the model as it is afterwards.

    Raises ``TypeError`` for a call that the model has no method for.
    """
    model = copy(model)
    method = getattr(model, call.name, None)
    if method is None:
        raise TypeError(f"the model {type(model).__name__} has no method {call.name}")
    try:
        result = method(*call.arguments, **call.named)
        if isinstance(result, GeneratorType):
            for answer in result:
                yield answer, copy(model)
        else:
            yield result, model
    except MustWait:
        return
    except Exception as error:
        yield Raised(type(error)), model


def agree(allowed: Any, answer: Any) -> bool:
    """Return whether ``answer`` is what the model allows."""
    if isinstance(allowed, Raised) and isinstance(answer, Raised):
        return issubclass(answer.error, allowed.error)
    if isinstance(allowed, Raised) or isinstance(answer, Raised):
        return False
    return bool(allowed == answer)


def state_of(model: Any) -> Any:
    """Return the model's state; raises ``TypeError`` unless it is made of hashable values."""
    try:
        return frozenset(vars(model).items())
    except TypeError:
        lasting = "tuples, frozensets, strings and numbers"
        message = f"keep the state of {type(model).__name__} in attributes that are {lasting}"
        raise TypeError(f"{message}: it is copied and compared") from None


@dataclass(kw_only=True)
class Search:
    """A search for an order of ``calls``, of which the first ``ended`` have ended, in this order.

    ``tried`` counts the model's calls, of which there may be ``cap``; ``visited`` the different
    situations met; ``instead`` has, of each call, what the model would have answered.
    """

    calls: list[Call]
    ended: int
    cap: int
    tried: int = 0
    visited: int = 0
    instead: list[set[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        bits = {call.key: 1 << index for index, call in enumerate(self.calls)}
        self.before = [sum(bits[key] for key in call.before) for call in self.calls]

    def finds_order(self, model: Any, ended: int | None = None) -> bool:
        """Return whether the first ``ended`` calls have an order; all that have, unless given.

        Calls that had not ended then, but had begun, may stand anywhere in it or nowhere, with
        any answer. Raises ``LinearizabilityUndecided``.
        """
        ended = self.ended if ended is None else ended
        self.instead = [set() for _ in self.calls]
        wanted, late = (1 << ended) - 1, (1 << ended) >> 1
        # Popped last in, first out: whoever ended first is tried first.
        begun = [i for i in range(len(self.calls)) if i < ended or not self.before[i] & late]
        begun.reverse()
        seen = {(0, state_of(model))}
        stack = [(0, model)]
        while stack:
            done, state = stack.pop()
            self.visited += 1
            if not wanted & ~done:
                return True
            for placed, after in self._next(done, state, begun, ended):
                situation = (placed, state_of(after))
                if situation not in seen:
                    seen.add(situation)
                    stack.append((placed, after))
        return False

    def _next(
        self, done: int, state: Any, begun: list[int], ended: int
    ) -> Iterator[tuple[int, Any]]:
        for index in begun:
            if done >> index & 1 or self.before[index] & ~done:
                continue
            call = self.calls[index]
            self._count()
            allowed = list(answers_of(state, call))
            for answer, after in allowed:
                if index >= ended or agree(answer, call.answer):
                    yield done | 1 << index, after
                else:
                    self.instead[index].add(text_of(answer))
            if not allowed:
                self.instead[index].add("wait")

    def _count(self) -> None:
        self.tried += 1
        if self.tried > self.cap:
            raise LinearizabilityUndecided(
                f"{self.cap} calls of the model did not settle whether {len(self.calls)} calls "
                "have an order: make the scenario smaller, or the cap larger"
            )

    def culprit(self, model: Any) -> int | None:
        """Return the first call to end without an order for it and those before; None if unsure."""
        self.tried = 0
        try:
            for ended in range(1, self.ended + 1):
                if not self.finds_order(model, ended):
                    return ended - 1
        except LinearizabilityUndecided:
            pass
        return None


def text_of(answer: Any) -> str:
    """Return how an answer is told of."""
    return repr(answer) if isinstance(answer, Raised) else f"return {answer!r}"


def explain(search: Search, model: Any) -> str:
    """Return the story of calls that have no order: who fits nowhere, and when who was called."""
    culprit = search.culprit(model)
    if culprit is None:
        head = "no order of these calls, one after the other, gives their answers"
    else:
        call = search.calls[culprit]
        head = f"{told(call, ended=True)}, called by {call.thread}, fits nowhere among the calls"
        if instead := sorted(search.instead[culprit]):
            head += f": wherever it could stand it would {' or '.join(instead)}"
    return "\n".join([head, *timeline(search)])


def timeline(search: Search) -> list[str]:
    """Return a line for each call with a bar for its time.

    Calls stand in the order in which they began, as far as some call ended in between.
    """
    starts, ends, column = {}, {}, 0
    for gap in range(search.ended + 1):
        for index, call in enumerate(search.calls):
            if len(call.before) == gap:
                starts[index], column = column, column + 1
        if gap < search.ended:
            ends[gap], column = column, column + 1
    width = max((len(call.thread) for call in search.calls), default=0)
    lines = []
    for index, start in sorted(starts.items(), key=lambda item: item[1]):
        end = ends.get(index)
        bar = "=" * ((column if end is None else end) - start - 1)
        shown = f"{' ' * start}[{bar}{'' if end is None else ']'}".ljust(column)
        call = search.calls[index]
        lines.append(f"  {call.thread.ljust(width)}  {shown}  {told(call, ended=end is not None)}")
    return lines
