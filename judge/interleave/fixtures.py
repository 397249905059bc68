"""Which fixtures a marked test needs, in the order in which pytest sets them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any

import pytest

from judge.interleave.homes import Home, home_of
from judge.interleave.plain import HINT, BadTest, is_plain

# A fixture's name, and how many fixtures of that name it stands behind: one that overrides
# another may ask for it by the same name.
Key = tuple[str, int]
FOLDERS = ("tmp_path", "tmp_path_factory")
# Pytest's own settings, which nobody changes.
SETTINGS = ("pytestconfig",)
REQUEST = "request"
PYTEST = "_pytest"
# What pytest makes of ``setup_module`` and the like.
XUNIT = "_xunit_"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of the test: a plain value, copied for every execution."""

    value: Any


@dataclass(frozen=True, kw_only=True)
class Folder:
    """One of pytest's fixtures for temporary files."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What pytest makes once, for all executions; ``caveat`` says so where it matters."""

    caveat: str | None


@dataclass(frozen=True, kw_only=True)
class Fresh:
    """A fixture whose module is loaded anew for every execution.

    ``arguments`` are keys by argument, None for the request; ``param`` is empty or holds the one
    parameter.
    """

    home: Home
    arguments: Mapping[str, Key | None]
    param: tuple[Any, ...]
    scope: str


Step = Parameter | Folder | Shared | Fresh


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to set up, in this order, and what the test itself is called with.

    ``native`` are the fixtures that pytest sets up as usual, around all executions.
    """

    steps: Mapping[Key, Step]
    arguments: Mapping[str, Key | None]
    native: Sequence[str]


class Planner:
    """Plans one test; ``controls`` tells whether a plugin's module is loaded anew."""

    def __init__(self, item: pytest.Function, controls: Callable[[Home], bool]) -> None:
        self.item = item
        # There is no public name for what the fixtures of an item are; pytest's own plugins and
        # many others have used this one for ten years.
        self.info = item._fixtureinfo
        callspec = getattr(item, "callspec", None)
        self.given: Mapping[str, Any] = callspec.params if callspec is not None else {}
        self.controls = controls
        self.steps: dict[Key, Step] = {}
        self.active: dict[str, Key] = {}

    def plan(self) -> Plan:
        """Return the plan; raises ``BadTest``."""
        asked = self._asked()
        names = [name for name in self.info.names_closure if name != REQUEST]
        for name in names:
            if name.startswith(XUNIT):
                raise BadTest(refusal(name, definitions_of(self.item, name)[-1]))
            if name in asked or self._is_fresh(name):
                self._need(name, ())
        arguments = self._arguments(self.info.argnames, ())
        return Plan(steps=self.steps, arguments=arguments, native=self._native(names))

    def _asked(self) -> set[str]:
        marks = self.item.iter_markers("usefixtures")
        return {*self.info.argnames, *(name for mark in marks for name in mark.args)}

    def _is_fresh(self, name: str) -> bool:
        return any(self._fresh_home(one) for one in definitions_of(self.item, name)[-1:])

    def _fresh_home(self, definition: Any) -> Home | None:
        home = home_of(definition.func, self.item)
        return home if home is not None and self.controls(home) else None

    def _arguments(self, names: Sequence[str], above: tuple[str, ...]) -> dict[str, Key | None]:
        return {name: None if name == REQUEST else self._need(name, above) for name in names}

    def _need(self, name: str, above: tuple[str, ...]) -> Key:
        if name in self.active:
            return self.active[name]
        behind = above.count(name)
        definitions = definitions_of(self.item, name)
        if behind >= len(definitions):
            raise BadTest(f"there is no fixture {name}" + (" behind itself" if behind else ""))
        step = self._step(name, definitions[-1 - behind], (*above, name))
        key = (name, behind)
        self.steps[key] = step
        self.active[name] = key
        return key

    def _step(self, name: str, definition: Any, above: tuple[str, ...]) -> Step:
        if is_parameter(definition):
            return Parameter(value=self._param(name))
        home = self._fresh_home(definition)
        if home is not None:
            return self._fresh(name, definition, home, above)
        if name in FOLDERS and is_of_pytest(definition):
            return Folder()
        if name in SETTINGS and is_of_pytest(definition):
            return Shared(caveat=None)
        if definition.scope != "session" or is_of_pytest(definition) or above.count(name) > 1:
            raise BadTest(refusal(name, definition))
        return Shared(
            caveat=f"the fixture {name} of {definition.func.__module__} is made once and shared "
            "by all executions"
        )

    def _fresh(self, name: str, definition: Any, home: Home, above: tuple[str, ...]) -> Fresh:
        function = definition.func
        if iscoroutinefunction(function) or isasyncgenfunction(function):
            raise BadTest(f"its fixture {name} is a coroutine, which pytest itself does not run")
        return Fresh(
            home=home,
            arguments=self._arguments(definition.argnames, above),
            param=(self._param(name),) if name in self.given else (),
            scope=definition.scope,
        )

    def _param(self, name: str) -> Any:
        value = self.given[name]
        if not is_plain(value):
            raise BadTest(
                f"its parameter {name} is a {type(value).__name__}, which all executions would "
                f"share; parametrize with {HINT}, and build the rest in the test or in a fixture"
            )
        return value

    def _native(self, names: Sequence[str]) -> list[str]:
        shared = {name for (name, _), step in self.steps.items() if isinstance(step, Shared)}
        folders = any(isinstance(step, Folder) for step in self.steps.values())
        around = {name for name in self.info.initialnames if name not in self.active}
        wanted = {*shared, *around} - {REQUEST}
        return [name for name in names if name in wanted] + [*FOLDERS[1:]] * folders


def is_parameter(definition: Any) -> bool:
    """Return whether a fixture is what pytest makes of a parameter of the test."""
    # It has no public name; its function, which is all that tells it, has had this one since 8.0.
    return getattr(definition.func, "__name__", "") == "get_direct_param_fixture_func"


def is_of_pytest(definition: Any) -> bool:
    """Return whether a fixture is one of those that come with pytest."""
    module: str = getattr(definition.func, "__module__", None) or ""
    return module.partition(".")[0] == PYTEST


def refusal(name: str, definition: Any) -> str:
    """Return why a fixture cannot be had, and what to do."""
    if name.startswith(XUNIT):
        kind = name.removeprefix(XUNIT).partition("_fixture")[0]
        return f"it relies on {kind}; make that a fixture with autouse=True"
    shared = (
        f"it asks for the fixture {name}, which would be made once and shared by all executions"
    )
    if is_of_pytest(definition):
        return f"{shared}; build what the test needs in the test itself or in a fixture of your own"
    root = (definition.func.__module__ or "").partition(".")[0]
    return (
        f"{shared}; control=[{root!r}] would make it anew for each, or build what the test needs "
        "in a fixture of your own"
    )


def definitions_of(item: pytest.Function, name: str) -> Sequence[Any]:
    """Return the fixtures of a name that a test can see, the nearest last."""
    found = item._fixtureinfo.name2fixturedefs.get(name)
    if found is None:
        # Before pytest 9.1 an item does not know what only an overridden fixture depends on; the
        # manager, which has no public name, is where pytest itself looks then.
        found = item.session._fixturemanager.getfixturedefs(name, item)
    return found or ()


def needed_homes(item: pytest.Function) -> Iterator[Home]:
    """Yield where the fixtures stand that a test may need."""
    seen: set[str] = set()
    pending = [*item._fixtureinfo.initialnames]
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        for definition in definitions_of(item, name):
            pending += definition.argnames
            if (home := home_of(definition.func, item)) is not None:
                yield home
