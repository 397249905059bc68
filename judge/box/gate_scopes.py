"""Which names a piece of Python binds in which scope, and what an expression may refer to."""

from __future__ import annotations

import ast
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kinds of scope; comprehensions and lambdas are functions."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"


@dataclass(frozen=True, kw_only=True)
class Referent:
    """What a name may stand for: an attribute ``path`` of a module, or all of it if ``path`` is
    empty. ``starred`` is set when a star import brought the name in."""

    module: str
    path: str = ""
    starred: bool = False

    @property
    def is_module(self) -> bool:
        """Whether this is a module itself."""
        return not self.path


class Plain(Enum):
    """The other things a name may stand for."""

    OWN = "own"
    BUILTIN = "builtin"


Meaning = Referent | Plain
OWN: frozenset[Meaning] = frozenset({Plain.OWN})
BUILTIN: frozenset[Meaning] = frozenset({Plain.BUILTIN})


@dataclass(frozen=True, kw_only=True)
class Binding:
    """One place that binds a name.

    ``referent`` is what an import gives it, ``value`` the name or attribute it is an alias of,
    ``scope`` the scope that runs this place.
    """

    line: int
    scope: Scope
    referent: Referent | None = None
    value: ast.expr | None = None

    @property
    def own(self) -> bool:
        """Whether the name is surely bound to something of the submission's own here."""
        return self.referent is None and self.value is None


class Scope:
    """The names bound in one scope, each with all the places that bind it."""

    def __init__(self, kind: Kind, parent: Scope | None, body: list[ast.stmt]) -> None:
        self.kind = kind
        self.parent = parent
        self.bindings: dict[str, list[Binding]] = defaultdict(list)
        self.deleted: set[str] = set()
        self.global_names: set[str] = set()
        self.nonlocal_names: set[str] = set()
        self._definitions: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._settled_after: dict[str, float] = {}
        for name, lines in _definitions(body):
            self._definitions[name].append(lines)

    @property
    def module(self) -> Scope:
        """The scope of the whole file."""
        return self if self.parent is None else self.parent.module

    def target(self, name: str) -> Scope:
        """Return the scope in which a binding made here takes effect."""
        if name in self.global_names:
            return self.module
        if name not in self.nonlocal_names:
            return self
        scope = self.parent
        while scope and (scope.kind is not Kind.FUNCTION or not scope.binds(name)):
            scope = scope.parent
        return scope or self.module

    def binds(self, name: str) -> bool:
        """Whether the name is local to this scope."""
        return name in self.bindings and name not in self.nonlocal_names | self.global_names

    def settled(self, name: str, line: int) -> bool:
        """Whether from that line on the name surely is the submission's own.

        That holds when a statement every run of the scope goes through has bound it before, and
        all that could bind it to a module lies still further up.
        """
        if name not in self._settled_after:
            self._settled_after[name] = self._settling_line(name)
        return line > self._settled_after[name]

    def _settling_line(self, name: str) -> float:
        others = [binding for binding in self.bindings[name] if not binding.own]
        if name in self.deleted or any(other.scope is not self for other in others):
            return math.inf
        last = max((other.line for other in others), default=0)
        ends = [end for start, end in self._definitions[name] if start > last]
        return min(ends, default=math.inf)


def holders(scope: Scope, name: str) -> Iterator[Scope]:
    """Yield the scopes in which a load of the name may find it, innermost first."""
    current: Scope | None = scope.target(name)
    while current is not None:
        # Class bodies are seen by themselves only, not by the functions inside them.
        if (current.kind is not Kind.CLASS or current is scope) and current.binds(name):
            yield current
        current = current.parent


def _definitions(body: list[ast.stmt]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield names with the first and last line of a statement of the body itself binding them."""
    for statement in body:
        lines = (statement.lineno, statement.end_lineno or statement.lineno)
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name, lines
            case ast.ClassDef(name=name):
                yield name, lines
            case ast.Assign(targets=targets, value=value) if not may_alias(value):
                yield from ((name, lines) for target in targets for name in _names(target))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                if not may_alias(value):
                    yield name, lines


def _names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name):
            yield name
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _names(part)
        case ast.Starred(value=value):
            yield from _names(value)


def may_alias(value: ast.expr) -> bool:
    """Whether the expression is a name or an attribute, and so may stand for a module's thing."""
    return isinstance(value, ast.Name | ast.Attribute)
