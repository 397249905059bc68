"""For tests: record what threads call, and ask whether it could have happened one call at a time.

An object is *linearizable* when each of its calls seems to happen in one instant between its
beginning and its end. ``assert_linearizable`` looks for such instants: it fails unless the calls
can be put into an order that keeps every call after those that had ended before it began, and in
which a sequential model gives the same answers::

    class Register:
        def __init__(self):
            self.value = 0

        def write(self, value):
            self.value = value

        def read(self):
            return self.value

    def test_a_register():
        register, history = AtomicRegister(), History()
        together(
            lambda: history.call("write", register.write, 1),
            lambda: history.call("read", register.read),
        )
        assert_linearizable(history, Register())

A model is an object of a plain class whose methods are named as in the calls. What it knows it
keeps in attributes that are hashable values: tuples, frozensets, strings, numbers. A method

- changes attributes and returns the answer, or raises the exception that is the answer;
- raises ``MustWait`` when the call would wait in this state, so that it cannot end here;
- where several answers are allowed, yields each of them, at a time when the attributes are what
  they are after it: ``yield Raised(TimeoutError)`` first, for the call that may give up at any
  moment; then the change, and ``yield item``. To yield nothing is to wait.

Calls that have not ended may have happened or not. The search is capped; see
``LinearizabilityUndecided``. It needs about as many calls of the model as there are threads, times
the product over the threads of one more than their calls, times the states in question; with
three threads that call twice each, some hundred.

The module works on real threads as under the engine, which rewrites it as it does a submission:
that a call begins is a read of all that has ended, that it ends is a write to a place of its own.
So beginnings commute with each other, and endings with each other, but not one with the other,
which is all that the real-time order of calls is made of: no more is explored than there are
histories, and no history is left out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from judge.call_log import Call, Log, Raised
from judge.linearizability import (
    CAP,
    LinearizabilityUndecided,
    MustWait,
    Search,
    explain,
)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class History(Log):
    """The calls that threads made, with their answers, and which had ended before which began."""

    def call(
        self,
        name: str,
        function: Callable[Parameters, Result],
        /,
        *arguments: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Result:
        """Call ``function`` and note the call as one of the model's ``name``; return its result.

        Raises what it raises, and notes that. Arguments and results must not change afterwards.
        """
        thread, ident = threading.current_thread().name, threading.get_ident()
        call = Call(name, arguments, named, thread, (ident, 0, name))
        self._note(call, self._ended.copy())
        # From the copy to the function's own first access there is no scheduling point.
        try:
            result = function(*arguments, **named)
        except Exception as error:
            self._end(call, Raised(type(error)))
            raise
        self._end(call, result)
        return result

    def _end(self, call: Call, answer: Any) -> None:
        self._ended[call.key] = self._answered(call, answer)
        self._placed(call)

    def calls(self) -> tuple[list[Call], int]:
        """Return the calls, those that have ended first and in that order, and their number."""
        # To the engine a write of everything: calls that begin or end do not commute with it.
        self._ended.update(())
        return self._noted()


def assert_linearizable(history: History, model: Any, *, cap: int = CAP) -> None:
    """Fail unless some order of the calls, one after the other, explains all answers.

    ``model`` is in the state before the first call, and is left in it; ``cap`` bounds how often
    its methods are called, by default so that an execution has steps enough for it. Raises
    ``AssertionError`` with the story of the calls, and ``LinearizabilityUndecided`` when the cap
    is met first, which says nothing about the object.
    """
    calls, ended = history.calls()
    search = Search(calls=calls, ended=ended, cap=cap)
    if not search.finds_order(model):
        raise AssertionError(explain(search, model))


__all__ = ["History", "LinearizabilityUndecided", "MustWait", "Raised", "assert_linearizable"]
