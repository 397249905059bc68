"""Where the function of a fixture stands: in which module, and under which name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

CONFTEST = "conftest.py"


@dataclass(frozen=True, kw_only=True)
class Home:
    """A name in a module, or, ``in_class``, in the class of the test."""

    module: ModuleType
    attribute: str
    in_class: bool = False

    @property
    def is_conftest(self) -> bool:
        """Whether the module is a ``conftest.py``."""
        return Path(self.module.__file__ or "").name == CONFTEST


def home_of(function: Callable[..., Any], item: pytest.Function) -> Home | None:
    """Return where the function of a fixture stands, None when that is no module.

    It is looked for where pytest has found it, which need not be where it was written.
    """
    function = getattr(function, "__func__", function)
    if item.cls is not None:
        for attribute in dir(item.cls):
            if fixture_function(inspect.getattr_static(item.cls, attribute, None)) is function:
                return Home(module=item.module, attribute=attribute, in_class=True)
    for module in (item.module, *plugins(item)):
        for attribute, value in vars(module).items():
            if fixture_function(value) is function:
                return Home(module=module, attribute=attribute)
    return None


def plugins(item: pytest.Function) -> Iterator[ModuleType]:
    """Yield the plugins that are modules, those registered last first."""
    # A copy of a set has no order; the names have the one in which they were registered.
    named = item.config.pluginmanager.list_name_plugin()
    return (plugin for _, plugin in reversed(named) if type(plugin) is ModuleType)


def fixture_function(value: Any) -> Callable[..., Any] | None:
    """Return the function that ``pytest.fixture`` was put on, None for anything else."""
    if isinstance(value, staticmethod | classmethod):
        value = value.__func__
    # Nothing else is asked for its attributes: a module may hold objects that run code when they
    # are. Up to pytest 8.3 a fixture is a function around the one it is made of, then an object;
    # both have it in ``__wrapped__``, which ``functools`` promises.
    if type(value) is not FunctionType and type(value).__module__ != "_pytest.fixtures":
        return None
    found: Callable[..., Any] | None = vars(value).get("__wrapped__")
    return found
