"""The arguments of a marked test: plain values of its parameters, new ones for every execution."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

PLAIN = (bool, int, float, complex, str, bytes, type(None))
CONTAINERS = (list, tuple, set, frozenset)


class BadTest(Exception):
    """The test cannot be run under the engine; the message says why, and what to do."""


def arguments_of(item: pytest.Function) -> Callable[[], dict[str, Any]]:
    """Return what makes the arguments of one execution; raises ``BadTest``."""
    callspec = getattr(item, "callspec", None)
    given: dict[str, Any] = dict(callspec.params) if callspec is not None else {}
    parameters = {name: given[name] for name in item._fixtureinfo.argnames if name in given}
    fixtures = sorted(set(item._fixtureinfo.argnames) - set(parameters))
    if fixtures:
        names = " and ".join(fixtures)
        raise BadTest(
            f"it asks for the fixture {names}, which would be made once and shared by all "
            "executions; build what the test needs in the test itself, or give it plain values "
            "with pytest.mark.parametrize"
        )
    for name, value in parameters.items():
        if not is_plain(value):
            raise BadTest(
                f"its parameter {name} is a {type(value).__name__}, which all executions would "
                "share; parametrize with numbers, strings and containers of them, and build the "
                "rest in the test itself"
            )
    return lambda: deepcopy(parameters)


def is_plain(value: Any) -> bool:
    """Return whether a value can be copied for every execution without any code of the program."""
    if type(value) in PLAIN:
        return True
    if type(value) is dict:
        return all(is_plain(key) and is_plain(inner) for key, inner in value.items())
    return type(value) in CONTAINERS and all(is_plain(inner) for inner in value)
