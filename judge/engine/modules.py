"""The modules of a program under control: each is executed afresh for every execution."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Any

from judge.engine.current import CURRENT
from judge.engine.finder import Finder
from judge.engine.hooks import HOOKS, hooks_for
from judge.engine.loading import Loading
from judge.engine.source import Source, instrument
from judge.engine.unseen import note_without_source


class Modules:
    """The modules of a program, in one execution after another.

    ``given`` are known from the start, all others come from ``finder`` when they are imported.
    ``sources`` are those given and those imported in the present execution, by module, and
    ``files`` the same by file; ``unseen`` says of all executions what was not under control.
    """

    def __init__(self, given: Iterable[Source], finder: Finder | None) -> None:
        self.given = {source.module: source for source in given}
        self.finder = finder or Finder()
        self.sources: dict[str, Source] = {}
        self.files: dict[str, Source] = {}
        self.builtins: dict[str, Any] = {}
        self.loaded: dict[str, ModuleType] = {}
        self.loading: dict[str, Loading] = {}
        self.outer: dict[str, ModuleType | None] = {}
        self.unseen: set[str] = set()
        for source in self.given.values():
            instrument(source)
        self.forget()

    def forget(self) -> None:
        """Let go of what the last execution has loaded."""
        self.disappear()
        for module in self.loaded.values():
            if "_kata_read" in vars(module):
                _empty(vars(module))
        self.loaded.clear()
        self.loading.clear()
        self.sources.clear()
        self.files.clear()
        for source in self.given.values():
            self._add(source)

    def _add(self, source: Source) -> None:
        self.sources[source.module] = source
        self.files[source.file] = source

    def controls(self, name: str) -> bool:
        """Return whether a module is the program's own, or a package around one."""
        return name in self.given or self.finder.wants(name) or self._is_around(name)

    def _is_around(self, name: str) -> bool:
        inside = f"{name}."
        return self.finder.leads_to_wanted(name) or any(n.startswith(inside) for n in self.given)

    def load(self, name: str) -> ModuleType:
        """Return a module, executed if it has not been yet; raises what executing it raises."""
        if name not in self.loaded:
            parent, _, child = name.rpartition(".")
            package = self.load(parent) if parent else None
            # The package may have imported its module by now.
            if name not in self.loaded:
                module = self._first_load(name, package)
                if package is not None:
                    setattr(package, child, module)
                return module
        self._wait_until_loaded(name)
        return self.loaded[name] if name in self.loaded else self.load(name)

    def load_submodule(self, package: str, name: str) -> None:
        """Load a module that may be in a package, if there is one of that name."""
        full = f"{package}.{name}"
        try:
            if self.controls(full):
                self.load(full)
        except ModuleNotFoundError as error:
            if error.name != full:
                raise

    def _first_load(self, name: str, package: ModuleType | None) -> ModuleType:
        source = self.given.get(name)
        if source is None and self.finder.wants(name):
            source = self.finder.find(name, getattr(package, "__path__", None))
        if source is None:
            return self._load_foreign(name)
        self._add(source)
        return self._execute(source)

    def _load_foreign(self, name: str) -> ModuleType:
        with self.out_of_sight():
            module = importlib.import_module(name)
        if self.finder.wants(name):
            self.unseen.add(note_without_source(name))
        else:
            # A copy, because its modules under control become attributes of it.
            outer, module = module, ModuleType(name)
            vars(module).update(vars(outer))
        self.loaded[name] = module
        return module

    def _execute(self, source: Source) -> ModuleType:
        name = source.module
        module = self.loaded[name] = self._new_module(source)
        self._appear(name, module)
        loading = self.loading[name] = Loading()
        try:
            exec(instrument(source), vars(module))
        except BaseException:
            del self.loaded[name]
            sys.modules.pop(name, None)
            raise
        finally:
            self.loading.pop(name, None)
            loading.end()
        return module

    def _new_module(self, source: Source) -> ModuleType:
        module = ModuleType(source.module)
        file = source.path or source.file
        loader = None if source.path is None else SourceFileLoader(source.module, source.path)
        spec = ModuleSpec(source.module, loader, origin=file)
        if source.search is not None:
            spec.submodule_search_locations = module.__path__ = [*source.search]
        module.__file__, module.__spec__, module.__package__ = file, spec, spec.parent
        module.__loader__ = loader
        namespace = vars(module)
        namespace["__builtins__"] = self.builtins
        namespace.update(hooks_for(namespace))
        return module

    def _wait_until_loaded(self, name: str) -> None:
        loading, execution = self.loading.get(name), CURRENT.execution
        if loading is not None and execution is not None:
            loading.wait(execution)

    def _appear(self, name: str, module: ModuleType) -> None:
        self.outer.setdefault(name, sys.modules.get(name))
        sys.modules[name] = module

    def disappear(self) -> None:
        """Put back what the modules under control have hidden in ``sys.modules``."""
        for name, outer in self.outer.items():
            if outer is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = outer
        self.outer.clear()

    @contextmanager
    def out_of_sight(self) -> Iterator[None]:
        """Let modules that are not under control be imported as if there were no others."""
        own = {name: sys.modules[name] for name in self.outer if name in sys.modules}
        self.disappear()
        try:
            yield
        finally:
            for name, module in own.items():
                self.outer[name] = sys.modules.get(name)
                sys.modules[name] = module


def _empty(namespace: dict[str, Any]) -> None:
    # A module and its functions hold each other, and nobody collects cycles between executions.
    # What is let go of here may have a finalizer, which still finds the hooks.
    values = list(namespace.values())
    namespace.clear()
    namespace.update(HOOKS)
    values.clear()
