"""Which values every execution can have a copy of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType
from typing import Any

PLAIN = (bool, int, float, complex, str, bytes, type(None))
CONTAINERS = (list, tuple, set, frozenset)
HINT = "numbers, strings, classes and functions with a name of their own, and containers of them"


class BadTest(Exception):
    """The test cannot be run under the engine; the message says why, and what to do."""


def is_plain(value: Any) -> bool:
    """Return whether a value can be copied for every execution without any code of the program."""
    if type(value) in PLAIN or is_named(value):
        return True
    if type(value) is dict:
        return all(is_plain(key) and is_plain(inner) for key, inner in value.items())
    return type(value) in CONTAINERS and all(is_plain(inner) for inner in value)


def is_named(value: Any) -> bool:
    """Return whether a value is a class or a function that can be had by its name alone."""
    if not isinstance(value, type | FunctionType | BuiltinFunctionType):
        return False
    module = sys.modules.get(value.__module__ or "")
    return module is not None and by_name(module, value.__qualname__) is value


def by_name(module: Any, qualname: str) -> Any:
    """Return what a dotted name stands for in a module, None when it is not there."""
    found = module
    for name in qualname.split("."):
        found = getattr(found, name, None)
    return found


def copied(value: Any, module_of: Callable[[str], Any]) -> Any:
    """Return the copy of a plain value; a class or a function is that of its module's copy.

    ``module_of`` returns the copy of a module.
    """
    if type(value) in PLAIN:
        return value
    if type(value) is dict:
        pairs = value.items()
        return {copied(key, module_of): copied(inner, module_of) for key, inner in pairs}
    if type(value) in CONTAINERS:
        return type(value)(copied(inner, module_of) for inner in value)
    return by_name(module_of(value.__module__), value.__qualname__)
