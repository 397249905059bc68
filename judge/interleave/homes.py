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
METHODS = (staticmethod, classmethod)


@dataclass(frozen=True, kw_only=True)
class Home:
    """A name in a module, or in the class of it that ``owner`` names."""

    module: ModuleType
    attribute: str
    owner: str = ""

    @property
    def is_conftest(self) -> bool:
        """Whether the module is a ``conftest.py``."""
        return Path(self.module.__file__ or "").name == CONFTEST


def home_of(function: Callable[..., Any], item: pytest.Function) -> Home | None:
    """Return where the function of a fixture stands, None when that is no module.

    It is looked for where pytest has found it, which need not be where it was written.
    """
    function = underlying(function)
    for cls in classes(item):
        for attribute in dir(cls):
            if made_of(inspect.getattr_static(cls, attribute, None)) is function:
                return Home(module=item.module, attribute=attribute, owner=cls.__qualname__)
    for module in (item.module, *plugins(item)):
        for attribute, value in vars(module).items():
            if made_of(value) is function:
                return Home(module=module, attribute=attribute)
    return None


def plugins(item: pytest.Function) -> Iterator[ModuleType]:
    """Yield the plugins that are modules, those registered last first."""
    # A copy of a set has no order; the names have the one in which they were registered.
    named = item.config.pluginmanager.list_name_plugin()
    return (plugin for _, plugin in reversed(named) if type(plugin) is ModuleType)


def classes(item: pytest.Function) -> list[type]:
    """Return the classes that a test is in, the innermost first."""
    return [node.obj for node in reversed(item.listchain()) if isinstance(node, pytest.Class)]


def fixture_function(value: Any) -> Any:
    """Return what ``pytest.fixture`` was put on, None for anything else.

    That is a function or, in a class, a ``staticmethod`` or ``classmethod``.
    """
    if isinstance(value, METHODS):
        inner = fixture_function(value.__func__)
        return None if inner is None else type(value)(inner)
    # Nothing else is asked for its attributes: a module may hold objects that run code when they
    # are. Up to pytest 8.3 a fixture is a function around the one it is made of, then an object;
    # both have it in ``__wrapped__``, which ``functools`` promises.
    if type(value) is not FunctionType and type(value).__module__ != "_pytest.fixtures":
        return None
    return vars(value).get("__wrapped__")


def underlying(function: Any) -> Any:
    """Return the function of a method."""
    return getattr(function, "__func__", function)


def made_of(value: Any) -> Any:
    """Return the function that a fixture is made of, None for what is no fixture."""
    return underlying(fixture_function(value))
