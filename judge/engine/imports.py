"""The ``__import__`` of programs under control."""

from __future__ import annotations

import builtins
import importlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from judge.engine.unseen import note_unseen

if TYPE_CHECKING:
    from judge.engine.modules import Modules
    from judge.engine.stdlib import StandardLibrary


def absolute(name: str, namespace: Mapping[str, Any] | None, level: int) -> str:
    """Return the full name of what is imported; raises ``ImportError`` for what leads outside."""
    if not level:
        return name
    package = (namespace or {}).get("__package__") or ""
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    return importlib.util.resolve_name("." * level + name, package)


class Importer:
    """Gives a program its own modules afresh, private standard modules, and all else as it is."""

    def __init__(self, library: StandardLibrary, modules: Modules) -> None:
        self.library = library
        self.modules = modules
        self.importlib = _importlib_with(self.import_module)

    def __call__(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Import a module as the statement does that the interpreter makes this call for."""
        full = absolute(name, globals, level)
        wanted = fromlist or ()
        if self.modules.controls(full):
            return self._own(full, wanted)
        if self.library.controls(full):
            return self.library.imported(full, wanted)
        return self._foreign(full, wanted)

    def _own(self, full: str, wanted: Sequence[str]) -> ModuleType:
        module = self.modules.load(full)
        if not wanted:
            return self.modules.load(full.partition(".")[0])
        names = getattr(module, "__all__", ()) if "*" in wanted else wanted
        for attribute in names:
            if hasattr(module, "__path__") and not hasattr(module, attribute):
                self.modules.load_submodule(full, attribute)
        return module

    def _foreign(self, full: str, wanted: Sequence[str]) -> ModuleType:
        if noted := note_unseen(full):
            self.modules.unseen.add(noted)
        with self.modules.out_of_sight():
            module = builtins.__import__(full, None, None, wanted or (), 0)
        return self.importlib if module is importlib else module

    def import_module(self, name: str, package: str | None = None) -> ModuleType:
        """Import a module as ``importlib.import_module`` does."""
        full = importlib.util.resolve_name(name, package) if name.startswith(".") else name
        return self(full, None, None, ("__name__",))


def _importlib_with(import_module: Callable[..., ModuleType]) -> ModuleType:
    copy = ModuleType("importlib")
    vars(copy).update(vars(importlib))
    vars(copy)["import_module"] = import_module
    # Its submodules appear when somebody imports them.
    vars(copy)["__getattr__"] = lambda name: getattr(importlib, name)
    return copy
