"""Which variables of a module can be rebound while several tasks see them.

A local variable is its task's own. A global that is rebound after the module has run, and a
variable that inner functions see and that is bound more than once, are shared data.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(eq=False)
class Scope:
    """A module, class, function, lambda or comprehension, with the names it binds and uses."""

    node: ast.AST
    parent: Scope | None
    bindings: dict[str, int] = field(default_factory=dict)
    uses: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    children: list[Scope] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    @property
    def is_function(self) -> bool:
        """Whether the names bound here are seen by functions inside."""
        return not isinstance(self.node, ast.Module | ast.ClassDef)

    def owner(self, name: str) -> Scope | None:
        """Return the function scope whose variable ``name`` means here, None for a global."""
        if name in self.globals:
            return None
        if name in self.bindings and name not in self.nonlocals:
            return self if self.is_function else None
        scope = self.parent
        while scope is not None:
            if scope.is_function and name in scope.bindings and name not in scope.nonlocals:
                return None if name in scope.globals else scope
            scope = scope.parent
        return None

    def is_global(self, name: str) -> bool:
        """Return whether ``name`` means a global of the module here."""
        if self.owner(name) is not None:
            return False
        return not (isinstance(self.node, ast.ClassDef) and name in self.bindings) or (
            name in self.globals
        )


class ScopeBuilder(ast.NodeVisitor):
    """Collects the scopes of a module; ``scopes`` maps their nodes to them."""

    def __init__(self, tree: ast.Module) -> None:
        self.scopes: dict[ast.AST, Scope] = {}
        self.scope = Scope(tree, None)
        self.scopes[tree] = self.scope
        self.loops = 0
        for statement in tree.body:
            self.visit(statement)

    def bind(self, name: str, scope: Scope | None = None) -> None:
        """Count one binding of ``name``, two inside a loop."""
        scope = scope or self.scope
        scope.bindings[name] = scope.bindings.get(name, 0) + (2 if self.loops else 1)

    def enter(self, node: ast.AST, parts: Iterator[ast.AST] | list[ast.AST]) -> None:
        """Visit ``parts`` inside a new scope."""
        outer, loops = self.scope, self.loops
        self.scope, self.loops = Scope(node, outer), 0
        outer.children.append(self.scope)
        self.scopes[node] = self.scope
        if isinstance(node, Function | ast.Lambda):
            self._bind_arguments(node.args)
        for part in parts:
            self.visit(part)
        self.scope, self.loops = outer, loops

    def _bind_arguments(self, arguments: ast.arguments) -> None:
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        for argument in every:
            self.bind(argument.arg)

    def _defaults(self, arguments: ast.arguments) -> None:
        for default in [*arguments.defaults, *arguments.kw_defaults]:
            if default is not None:
                self.visit(default)

    def _function(self, node: Function) -> None:
        self.bind(node.name)
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._defaults(node.args)
        self.enter(node, list(node.body))

    visit_FunctionDef = _function  # noqa: N815
    visit_AsyncFunctionDef = _function  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """A lambda is a scope of its own."""
        self._defaults(node.args)
        self.enter(node, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class body is a scope whose names functions inside do not see."""
        self.bind(node.name)
        for part in [*node.decorator_list, *node.bases, *node.keywords]:
            self.visit(part)
        self.enter(node, list(node.body))

    def _comprehension(self, node: Comprehension) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        parts: list[ast.AST] = [first.target, *first.ifs]
        for generator in node.generators[1:]:
            parts += [generator.iter, generator.target, *generator.ifs]
        parts += [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self.enter(node, parts)

    visit_ListComp = _comprehension  # noqa: N815
    visit_SetComp = _comprehension  # noqa: N815
    visit_DictComp = _comprehension  # noqa: N815
    visit_GeneratorExp = _comprehension  # noqa: N815

    def visit_Name(self, node: ast.Name) -> None:
        """Note a use or a binding."""
        if isinstance(node.ctx, ast.Load):
            self.scope.uses.add(node.id)
        else:
            self.bind(node.id)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """A walrus binds in the function around the comprehension."""
        self.visit(node.value)
        scope = self.scope
        while isinstance(scope.node, Comprehension) and scope.parent is not None:
            scope = scope.parent
        self.bind(node.target.id, scope)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """An augmented assignment reads and binds."""
        self.generic_visit(node)
        if isinstance(node.target, ast.Name):
            self.scope.uses.add(node.target.id)
            self.bind(node.target.id)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """An annotation alone binds nothing."""
        if node.value is not None:
            self.visit(node.value)
            self.visit(node.target)

    def _loop(self, node: ast.AST) -> None:
        self.loops += 1
        self.generic_visit(node)
        self.loops -= 1

    visit_For = _loop  # noqa: N815
    visit_AsyncFor = _loop  # noqa: N815
    visit_While = _loop  # noqa: N815

    def visit_Global(self, node: ast.Global) -> None:
        """Names that mean the module's."""
        self.scope.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        """Names that mean an outer function's."""
        self.scope.nonlocals.update(node.names)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """``except … as name`` binds."""
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    def _capture(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    visit_MatchAs = _capture  # noqa: N815
    visit_MatchStar = _capture  # noqa: N815

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        """``{**rest}`` binds."""
        if node.rest:
            self.bind(node.rest)
        self.generic_visit(node)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self.bind((alias.asname or alias.name).partition(".")[0])

    visit_Import = _import  # noqa: N815
    visit_ImportFrom = _import  # noqa: N815


class SharedNames:
    """The shared variables of a module.

    ``globals`` are the names of globals to announce; ``tokens`` of a scope are the variables it
    owns whose every read and write, there and inside, is to be announced.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.scopes = ScopeBuilder(tree).scopes
        self.module = self.scopes[tree]
        self.globals = self._shared_globals()
        for scope in self.scopes.values():
            for name in {*scope.uses, *scope.bindings}:
                self._consider(scope, name)

    def _shared_globals(self) -> frozenset[str]:
        rebound = {name for name, times in self.module.bindings.items() if times > 1}
        for scope in self.scopes.values():
            rebound |= {name for name in scope.globals if name in scope.bindings}
        return frozenset(rebound)

    def _consider(self, scope: Scope, name: str) -> None:
        owner = scope.owner(name)
        if owner is None or owner is scope or not isinstance(owner.node, Function):
            return
        rebound_inside = name in scope.bindings
        if rebound_inside or owner.bindings[name] > 1:
            owner.tokens.add(name)
