"""Walk a syntax tree once, and note which scope binds which names where."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from judge.box.gate_modules import Modules, load
from judge.box.gate_scopes import Binding, Kind, Referent, Scope, may_alias

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Binder(ast.NodeVisitor):
    """The scopes of a tree: ``scope_of`` tells where a name or an import stands."""

    def __init__(self, tree: ast.Module, modules: Modules) -> None:
        self.scope_of: dict[ast.AST, Scope] = {}
        self.bound: list[tuple[str, Binding]] = []
        self.module = Scope(Kind.MODULE, None, tree.body)
        self._modules = modules
        self._scope = self.module
        self._comprehensions: set[Scope] = set()
        self._deleted: list[tuple[Scope, str]] = []
        self.generic_visit(tree)
        self._settle()

    def _settle(self) -> None:
        # A nonlocal name finds its scope only when the bindings of all enclosing ones are known.
        for outer in (False, True):
            for name, binding in self.bound:
                if (name in binding.scope.nonlocal_names) is outer:
                    binding.scope.target(name).bindings[name].append(binding)
        for scope, name in self._deleted:
            scope.target(name).deleted.add(name)

    def _bind(
        self,
        name: str,
        node: ast.AST,
        *,
        referent: Referent | None = None,
        value: ast.expr | None = None,
    ) -> None:
        alias = value if value is not None and may_alias(value) else None
        line: int = getattr(node, "lineno", 1)
        self.bound.append(
            (name, Binding(line=line, scope=self._scope, referent=referent, value=alias))
        )

    @contextmanager
    def _inside(self, kind: Kind, body: list[ast.stmt]) -> Iterator[Scope]:
        outer = self._scope
        self._scope = Scope(kind, outer, body)
        try:
            yield self._scope
        finally:
            self._scope = outer

    def _visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self.scope_of[node] = self._scope
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id, node)
        elif isinstance(node.ctx, ast.Del):
            self._deleted.append((self._scope, node.id))

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._assign(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_all([node.annotation, node.value])
        # Outside functions an annotation alone binds nothing.
        bare = isinstance(node.target, ast.Name) and node.value is None
        if not bare or self._scope.kind is Kind.FUNCTION:
            self._assign(node.target, node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        inner = self._scope
        while self._scope in self._comprehensions and self._scope.parent:
            self._scope = self._scope.parent
        self._assign(node.target, node.value)
        self._scope = inner

    def _assign(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Name):
            self.scope_of[target] = self._scope
            self._bind(target.id, target, value=value)
        else:
            self.visit(target)

    def visit_Global(self, node: ast.Global) -> None:
        self._scope.global_names.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self._scope.nonlocal_names.update(node.names)

    def visit_Import(self, node: ast.Import) -> None:
        self.scope_of[node] = self._scope
        for alias in node.names:
            module = alias.name if alias.asname else alias.name.partition(".")[0]
            known = self._modules.import_problem(alias.name) is None
            if known:
                # Only an imported submodule is an attribute of its package.
                load(alias.name)
            referent = Referent(module=module) if known else None
            self._bind(alias.asname or module, node, referent=referent)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.scope_of[node] = self._scope
        module = node.module or ""
        known = not node.level and self._modules.import_problem(module) is None
        for alias in node.names:
            starred = alias.name == "*"
            names = self._modules.star(module) if starred and known else [alias.name]
            for name in names:
                referent = self._member(module, name, starred) if known else None
                self._bind(alias.asname or name, node, referent=referent)

    def _member(self, module: str, name: str, starred: bool) -> Referent:
        submodule = self._modules.find(module, name).submodule
        if submodule:
            return Referent(module=submodule, starred=starred)
        return Referent(module=module, path=name, starred=starred)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._define(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._define(node)

    def _define(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._bind(node.name, node)
        self._visit_all([*node.decorator_list, node.returns])
        self._function(node, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [])

    def _function(self, node: _Function, body: list[ast.stmt]) -> None:
        given = node.args
        arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        arguments += [extra for extra in (given.vararg, given.kwarg) if extra]
        self._visit_all([*given.defaults, *given.kw_defaults])
        self._visit_all(argument.annotation for argument in arguments)
        with self._inside(Kind.FUNCTION, body):
            for argument in arguments:
                self._bind(argument.arg, argument)
            self._visit_all(getattr(node, "type_params", ()))
            self._visit_all(body if not isinstance(node, ast.Lambda) else [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name, node)
        self._visit_all([*node.decorator_list, *node.bases, *node.keywords])
        with self._inside(Kind.CLASS, node.body):
            self._visit_all(getattr(node, "type_params", ()))
            self._visit_all(node.body)

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        self.visit(node.generators[0].iter)
        with self._inside(Kind.FUNCTION, []) as scope:
            self._comprehensions.add(scope)
            for number, part in enumerate(node.generators):
                self._visit_all([part.target, part.iter if number else None, *part.ifs])
            results = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
            self._visit_all(results)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name, node)
            # The name is gone after the handler.
            self._deleted.append((self._scope, node.name))
        self.generic_visit(node)

    def _pattern(self, node: ast.AST) -> None:
        # Match patterns and type parameters bind a name that is no ast.Name.
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if name:
            self._bind(name, node)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = _pattern  # noqa: N815
    visit_TypeVar = visit_ParamSpec = visit_TypeVarTuple = _pattern  # noqa: N815
