"""One execution of a marked test: its fixtures, the test, and the way back."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest

from judge.engine.current import CURRENT
from judge.engine.execution import Execution
from judge.engine.modules import Modules
from judge.interleave.fixtures import Folder, Fresh, Key, Parameter, Plan, Shared, Step
from judge.interleave.folders import Folders
from judge.interleave.homes import Home, fixture_function
from judge.interleave.plain import BadTest, by_name, copied
from judge.interleave.request import Request

Finalizer = Callable[[], object]


class Stage:
    """What one execution has set up. All of it runs in the main task of the program.

    ``names`` are the modules under control by the file they are loaded from.
    """

    def __init__(
        self,
        item: pytest.Function,
        plan: Plan,
        modules: Modules,
        names: Mapping[str, str],
        folders: Folders,
    ) -> None:
        self.item = item
        self.plan = plan
        self.modules = modules
        self.names = names
        self.folders = folders
        self.values: dict[Key, Any] = {}
        self.finalizers: list[list[Finalizer]] = []
        self.module = self.load(item.module)
        self.instances: dict[str, Any] = {}
        self.instance = None if item.cls is None else self.instance_of(item.cls.__qualname__)
        self.cls = None if item.cls is None else type(self.instance)
        self.function = getattr(self.instance or self.module, item.originalname)

    def load(self, module: ModuleType) -> ModuleType:
        """Return the module of this execution that stands for one that pytest has loaded."""
        return self.modules.load(self.names.get(module.__file__ or "", module.__name__))

    def instance_of(self, qualname: str) -> Any:
        """Return the one instance in this execution of a class around the test."""
        if qualname not in self.instances:
            self.instances[qualname] = by_name(self.module, qualname)()
        return self.instances[qualname]

    def copied(self, value: Any) -> Any:
        """Return what stands for a plain value of pytest's in this execution."""
        return copied(value, self._module_of)

    def _module_of(self, name: str) -> Any:
        known = sys.modules.get(name)
        if known is not None and known.__dict__.get("__file__") in self.names:
            return self.load(known)
        return self.modules.builtins["__import__"].import_module(name)

    def run(self) -> None:
        """Set up, test and tear down; raises what goes wrong first."""
        try:
            for key, step in self.plan.steps.items():
                self.values[key] = self._set_up(key, step)
            self.finalizers.append([])
            own = Request(self, "", self.finalizers[-1])
            self.function(**self._filled(self.plan.arguments, own))
        except BaseException as error:
            running().fail(error)
            with suppress(BaseException):
                self._tear_down()
            raise
        self._tear_down()

    def _set_up(self, key: Key, step: Step) -> Any:
        name, _ = key
        match step:
            case Parameter():
                return self.copied(step.value)
            case Folder():
                return self.folders if name == "tmp_path_factory" else self.folders.of_test()
            case Shared():
                if step.caveat is not None:
                    running().caveats.add(step.caveat)
                return self.item.funcargs[name]
            case Fresh():
                return self._made(name, step)

    def _made(self, name: str, step: Fresh) -> Any:
        self.finalizers.append([])
        request = Request(self, name, self.finalizers[-1], scope=step.scope)
        if step.param:
            request.param = self.copied(step.param[0])
        function = self._function(name, step.home)
        made = function(**self._filled(step.arguments, request))
        if not inspect.isgeneratorfunction(function):
            return made
        try:
            value = next(made)
        except StopIteration:
            raise ValueError(f"{name} did not yield a value") from None
        request.addfinalizer(lambda: _finish(name, made))
        return value

    def _function(self, name: str, home: Home) -> Callable[..., Any]:
        instance = self.instance_of(home.owner) if home.owner else None
        owner = type(instance) if home.owner else self.load(home.module)
        function = fixture_function(inspect.getattr_static(owner, home.attribute, None))
        if function is None:
            raise BadTest(f"its fixture {name} is not there when the file is loaded anew")
        bound: Callable[..., Any] = function.__get__(instance, owner) if home.owner else function
        return bound

    def _filled(self, arguments: Mapping[str, Key | None], request: Request) -> dict[str, Any]:
        return {
            name: request if key is None else self.values[key] for name, key in arguments.items()
        }

    def _tear_down(self) -> None:
        first: BaseException | None = None
        while self.finalizers:
            of_one = self.finalizers[-1]
            if not of_one:
                self.finalizers.pop()
                continue
            try:
                of_one.pop()()
            except BaseException as error:
                # The others are torn down as far as that goes without waiting for anybody.
                running().fail(error)
                first = first or error
        if first is not None:
            raise first


def _finish(name: str, generator: Any) -> None:
    try:
        next(generator)
    except StopIteration:
        return
    pytest.fail(f"the fixture {name} has more than one yield", pytrace=False)


def running() -> Execution:
    """Return the execution under way."""
    assert CURRENT.execution is not None
    return CURRENT.execution
