"""The program under test: sources that are loaded afresh, under control, for every execution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from judge.engine.controlled_builtins import CONTROLLED_BUILTINS
from judge.engine.finder import Finder
from judge.engine.imports import Importer
from judge.engine.modules import Modules
from judge.engine.source import Source, instrument
from judge.engine.stdlib import StandardLibrary

Arguments = dict[str, Any]


class Program:
    """Sources, and which function of which module to run.

    ``entry`` is looked up in the first source and called with ``arguments``, or with what they
    return when they are a function, once for every execution; None only loads it. An ``entry``
    that is a function itself is called with the modules of the execution instead. Modules that
    ``finder`` finds are under control like the sources given. Raises ``SyntaxError`` when one of
    those cannot be parsed.
    """

    def __init__(
        self,
        sources: tuple[Source, ...],
        *,
        entry: str | Callable[[Modules], None] | None,
        arguments: Arguments | Callable[[], Arguments] | None = None,
        library: StandardLibrary | None = None,
        finder: Finder | None = None,
    ) -> None:
        self.main = sources[0]
        self.entry = entry
        self.arguments = arguments or {}
        self.library = library or StandardLibrary()
        self.modules = Modules(sources, finder)
        self.modules.builtins = {
            **CONTROLLED_BUILTINS,
            "__import__": Importer(self.library, self.modules),
        }
        self.sources = self.modules.sources
        self.files = self.modules.files

    def defines(self, name: str) -> bool:
        """Return whether the first source binds ``name`` at its top level."""
        return name in instrument(self.main).co_names

    @property
    def unseen(self) -> frozenset[str]:
        """What the program has used so far whose accesses are not announced, a sentence each."""
        return frozenset(self.modules.unseen)

    def launch(self) -> Callable[[], None]:
        """Return what the first task of a new execution runs."""
        self.library.reset()
        self.modules.forget()
        return self._run

    def _run(self) -> None:
        try:
            if callable(self.entry):
                self.entry(self.modules)
            else:
                self._call(self.entry)
            self.library.shut_down()
        finally:
            self.modules.disappear()

    def _call(self, entry: str | None) -> None:
        module = self.modules.load(self.main.module)
        if entry is not None:
            arguments = self.arguments() if callable(self.arguments) else self.arguments
            getattr(module, entry)(**arguments)


__all__ = ["Finder", "Program", "Source"]
