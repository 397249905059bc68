"""The program under test: sources that are loaded afresh, under control, for every execution."""

from __future__ import annotations

import ast
import builtins
import sys
from abc import ABC
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import CodeType, ModuleType, resolve_bases
from typing import Any, Generic

from judge.engine.current import CURRENT
from judge.engine.hooks import BUILTINS, HOOKS, hooks_for
from judge.engine.result import Outcome, OutcomeKind
from judge.engine.rewrite import rewrite
from judge.engine.stdlib import StandardLibrary, importer

DEEPER = 10


@dataclass(frozen=True, kw_only=True)
class Source:
    """The text of one module; ``file`` is the name shown to the user."""

    module: str
    file: str
    text: str

    def line(self, number: int) -> str:
        """Return the text of a line, without its indentation."""
        lines = self.text.splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


class Program:
    """Sources, and which function of which module to run.

    ``entry`` is looked up in the first source and called with ``arguments``; None only loads
    it. Raises ``SyntaxError`` when a source cannot be parsed.
    """

    def __init__(
        self,
        sources: tuple[Source, ...],
        *,
        entry: str | None,
        arguments: dict[str, Any] | None = None,
        library: StandardLibrary | None = None,
    ) -> None:
        self.sources = {source.module: source for source in sources}
        self.main = sources[0].module
        self.entry = entry
        self.arguments = arguments or {}
        self.library = library or StandardLibrary()
        self.codes = {source.module: instrument(source) for source in sources}
        self.files = {source.file: source for source in sources}
        self.loaded: dict[str, ModuleType] = {}
        loaders = {name: partial(self._load, name) for name in self.sources}
        self.builtins = {**CONTROLLED_BUILTINS, "__import__": importer(self.library, loaders)}

    def defines(self, name: str) -> bool:
        """Return whether the first source binds ``name`` at its top level."""
        return name in self.codes[self.main].co_names

    def launch(self) -> Callable[[], None]:
        """Return what the first task of a new execution runs."""
        self.library.reset()
        for module in self.loaded.values():
            _empty(vars(module))
        self.loaded.clear()
        return self._run

    def _run(self) -> None:
        shadowed = {name: sys.modules.get(name) for name in self.sources}
        try:
            module = self._load(self.main)
            if self.entry is not None:
                getattr(module, self.entry)(**self.arguments)
            self.library.shut_down()
        finally:
            for name, outer in shadowed.items():
                if outer is None:
                    sys.modules.pop(name, None)
                else:
                    sys.modules[name] = outer

    def _load(self, name: str) -> ModuleType:
        if name not in self.loaded:
            module = self.loaded[name] = ModuleType(name)
            module.__file__ = self.sources[name].file
            sys.modules[name] = module
            namespace = vars(module)
            namespace["__builtins__"] = self.builtins
            namespace.update(hooks_for(namespace))
            exec(self.codes[name], namespace)
        return self.loaded[name]


def _empty(namespace: dict[str, Any]) -> None:
    # A module and its functions hold each other, and nobody collects cycles between executions.
    # What is let go of here may have a finalizer, which still finds the hooks.
    values = list(namespace.values())
    namespace.clear()
    namespace.update(HOOKS)
    values.clear()


def instrument(source: Source) -> CodeType:
    """Return the code of a source with its accesses announced."""
    limit = sys.getrecursionlimit()
    # A long chain of ``elif`` is a deep tree, and deeper still when it has been rewritten.
    sys.setrecursionlimit(DEEPER * limit)
    try:
        tree = rewrite(ast.parse(source.text, source.file), strip_marks=True)
        return compile(tree, source.file, "exec", dont_inherit=True)
    finally:
        sys.setrecursionlimit(limit)


def stable_id(value: Any) -> int:
    """Return an identity that is the same in every execution of the same schedule."""
    execution = CURRENT.execution
    if execution is None or isinstance(value, int | str | bytes | float | type | type(None)):
        return id(value)
    return 0x7F00_0000_0000 + 64 * execution.memory.identity(value)


class StableObject:
    """``object``, with a hash that does not depend on where an instance lies in memory."""

    __slots__ = ()

    def __hash__(self) -> int:
        execution = CURRENT.execution
        return id(self) >> 4 if execution is None else execution.memory.identity(self)


def build_class(function: Callable[..., Any], name: str, *bases: Any, **keywords: Any) -> Any:
    """Build a class; one that would hash by its address gets the stable hash."""
    if not bases or bases == (object,):
        bases = (StableObject,)
    elif all(_hashes_by_address(base) for base in resolve_bases(bases)):
        bases = (*bases, StableObject)
    return builtins.__build_class__(function, name, *bases, **keywords)


def _hashes_by_address(base: Any) -> bool:
    if base in (ABC, Generic):
        return True
    hashing = getattr(base, "__hash__", None)
    return issubclass(base, BaseException) and hashing is object.__hash__


def swallow(*values: object, sep: str | None = " ", end: str | None = "\n", **rest: Any) -> None:
    """Take what the program prints: hundreds of executions would print it hundreds of times.

    Printing without end ends the execution.
    """
    execution = CURRENT.execution
    if execution is None or rest.get("file") not in (None, sys.stdout, sys.stderr):
        print(*values, sep=sep, end=end, **rest)
        return
    text = (" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
    execution.printed += len(text)
    if execution.printed > execution.rules.print_limit:
        message = f"printed more than {execution.rules.print_limit} characters"
        execution.stop(Outcome(kind=OutcomeKind.OUTPUT, message=message))


CONTROLLED_BUILTINS: dict[str, Any] = {
    **vars(builtins),
    **BUILTINS,
    "__build_class__": build_class,
    "id": stable_id,
    "print": swallow,
}
