"""Which values every execution can have a copy of."""

from __future__ import annotations

from typing import Any

PLAIN = (bool, int, float, complex, str, bytes, type(None))
CONTAINERS = (list, tuple, set, frozenset)


class BadTest(Exception):
    """The test cannot be run under the engine; the message says why, and what to do."""


def is_plain(value: Any) -> bool:
    """Return whether a value can be copied for every execution without any code of the program."""
    if type(value) in PLAIN:
        return True
    if type(value) is dict:
        return all(is_plain(key) and is_plain(inner) for key, inner in value.items())
    return type(value) in CONTAINERS and all(is_plain(inner) for inner in value)
