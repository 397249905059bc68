"""The builtins that programs under control get instead of the interpreter's."""

from __future__ import annotations

import builtins
import sys
from abc import ABC
from collections.abc import Callable
from types import resolve_bases
from typing import Any, Generic

from judge.engine.current import CURRENT
from judge.engine.hooks import BUILTINS
from judge.engine.result import Outcome, OutcomeKind


def stable_id(value: Any) -> int:
    """Return an identity that is the same in every execution of the same schedule."""
    execution = CURRENT.execution
    if execution is None or isinstance(value, int | str | bytes | float | type | type(None)):
        return id(value)
    return 0x7F00_0000_0000 + 64 * execution.memory.identity(value)


class StableObject:
    """``object``, with a hash that does not depend on where an instance lies in memory."""

    __slots__ = ()

    def __hash__(self) -> int:
        execution = CURRENT.execution
        return id(self) >> 4 if execution is None else execution.memory.identity(self)


def build_class(function: Callable[..., Any], name: str, *bases: Any, **keywords: Any) -> Any:
    """Build a class; one that would hash by its address gets the stable hash."""
    if not bases or bases == (object,):
        bases = (StableObject,)
    elif all(_hashes_by_address(base) for base in resolve_bases(bases)):
        bases = (*bases, StableObject)
    return builtins.__build_class__(function, name, *bases, **keywords)


def _hashes_by_address(base: Any) -> bool:
    if base in (ABC, Generic):
        return True
    hashing = getattr(base, "__hash__", None)
    return issubclass(base, BaseException) and hashing is object.__hash__


def swallow(*values: object, sep: str | None = " ", end: str | None = "\n", **rest: Any) -> None:
    """Take what the program prints: hundreds of executions would print it hundreds of times.

    Printing without end ends the execution.
    """
    execution = CURRENT.execution
    if execution is None or rest.get("file") not in (None, sys.stdout, sys.stderr):
        print(*values, sep=sep, end=end, **rest)
        return
    text = (" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
    execution.printed += len(text)
    if execution.printed > execution.rules.print_limit:
        message = f"printed more than {execution.rules.print_limit} characters"
        execution.stop(Outcome(kind=OutcomeKind.OUTPUT, message=message))


CONTROLLED_BUILTINS: dict[str, Any] = {
    **vars(builtins),
    **BUILTINS,
    "__build_class__": build_class,
    "id": stable_id,
    "print": swallow,
}
