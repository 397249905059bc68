"""The rules of the gate: what a syntax tree may not contain, each rule a short function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.box.gate_binder import Binder
from judge.box.gate_meaning import Meanings
from judge.box.gate_modules import Modules
from judge.box.gate_scopes import Kind
from judge.box.gate_words import (
    REFUSED_ATTRIBUTES,
    REFUSED_BUILTINS,
    REFUSED_NAMES,
    refused_in_text,
)

Problem = tuple[int, str]
_GIVERS = frozenset({"getattr", "hasattr"})
_CHANGERS = frozenset({"setattr", "delattr", "__setattr__", "__delattr__"})
_GETTERS = frozenset({"attrgetter", "methodcaller"})


class Rules:
    """The rules, applied to one tree."""

    def __init__(self, tree: ast.Module, binder: Binder, modules: Modules) -> None:
        self._tree = tree
        self._binder = binder
        self._modules = modules
        self._meanings = Meanings(binder, modules)
        # What the node around a node permits it to be: a module, vars, or any text at all.
        self._in_place: set[ast.AST] = set()
        self._called_vars: set[ast.AST] = set()
        self._docstrings: set[ast.AST] = set()

    def problems(self) -> Iterator[Problem]:
        """Yield the lines with what is refused in them."""
        for name, binding in self._binder.bound:
            if name in REFUSED_NAMES:
                yield binding.line, _unavailable(name)
        # Breadth first, so that what a node permits is known before its parts are looked at.
        for node in ast.walk(self._tree):
            for message in self._messages(node):
                yield getattr(node, "lineno", 1), message

    def _messages(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Import():
                yield from self._import(node)
            case ast.ImportFrom():
                yield from self._import_from(node)
            case ast.Name():
                yield from self._name(node)
            case ast.Attribute():
                yield from self._attribute(node)
            case ast.Subscript(ctx=ast.Store() | ast.Del()):
                yield from self._change(node.value)
            case ast.Call():
                yield from self._call(node)
            case ast.MatchClass(kwd_attrs=names):
                yield from (_no_attribute(name) for name in names if name in REFUSED_ATTRIBUTES)
            case ast.Expr(value=ast.Constant() as docstring):
                self._docstrings.add(docstring)
            case ast.Constant(value=str(text)) if node not in self._docstrings:
                if word := refused_in_text(text):
                    yield _no_attribute(word)

    def _import(self, node: ast.Import) -> Iterator[str]:
        for alias in node.names:
            if problem := self._modules.import_problem(alias.name):
                yield problem
            elif self._binder.scope_of[node].kind is Kind.CLASS:
                yield f"{alias.name} is imported into a class; import it at the top of the file"

    def _import_from(self, node: ast.ImportFrom) -> Iterator[str]:
        module = node.module or ""
        if node.level:
            yield "a relative import finds nothing here; put everything into this one file"
        elif problem := self._modules.import_problem(module):
            yield problem
        else:
            in_class = self._binder.scope_of[node].kind is Kind.CLASS
            for alias in node.names:
                yield from self._import_member(module, alias.name, in_class)

    def _import_member(self, module: str, name: str, in_class: bool) -> Iterator[str]:
        # A name that is not there is left to the import: ``except ImportError`` may be ready.
        if name == "*" or not self._modules.has(module, name):
            return
        found = self._modules.find(module, name)
        if found.problem:
            yield found.problem
        elif found.submodule and in_class:
            yield f"{found.submodule} is imported into a class; import it at the top of the file"

    def _name(self, node: ast.Name) -> Iterator[str]:
        if node.id in REFUSED_NAMES:
            yield _unavailable(node.id)
        if not isinstance(node.ctx, ast.Load):
            return
        if node not in self._called_vars and self._meanings.builtin(node) in REFUSED_BUILTINS:
            yield _unavailable(node.id)
        for referent in self._meanings.referents(node):
            if referent.starred and not referent.is_module:
                yield from self._member(referent.module, referent.path)
        yield from self._value(node)

    def _attribute(self, node: ast.Attribute) -> Iterator[str]:
        self._in_place.add(node.value)
        if node.attr in REFUSED_ATTRIBUTES:
            yield _no_attribute(node.attr)
            return
        if not isinstance(node.ctx, ast.Load):
            yield from self._change(node.value)
            return
        for module in self._meanings.modules(node.value):
            yield from self._member(module, node.attr)
        yield from self._value(node)

    def _member(self, module: str, attr: str) -> Iterator[str]:
        if problem := self._modules.find(module, attr).problem:
            yield problem

    def _value(self, node: ast.Name | ast.Attribute) -> Iterator[str]:
        """Refuse modules and attribute getters as values that go anywhere."""
        if node in self._in_place:
            return
        for referent in self._meanings.referents(node):
            if referent.is_module:
                name = referent.module
                yield f"{name} is used as a value; write {name}.NAME for what you need from it"
            elif referent.module == "operator" and referent.path in _GETTERS:
                yield f"{referent.path} is used without literal names; write them as strings"

    def _change(self, owner: ast.expr) -> Iterator[str]:
        for referent in self._meanings.referents(owner)[:1]:
            yield (
                f"this changes what belongs to {referent.module}; "
                "use a variable, a subclass or an instance of your own"
            )

    def _call(self, node: ast.Call) -> Iterator[str]:
        function = self._meanings.builtin(node.func) or getattr(node.func, "attr", None)
        if function in _CHANGERS and node.args:
            yield from self._change(node.args[0])
        if function in _GIVERS and self._meanings.surely_builtin(node.func):
            yield from self._give(node)
        # With an argument vars(x) is x.__dict__, without one it is locals().
        if function == "vars" and node.args and not isinstance(node.args[0], ast.Starred):
            self._called_vars.add(node.func)
        for referent in self._meanings.referents(node.func):
            if referent.path in _GETTERS and _literal_names(node, referent.path):
                self._in_place.add(node.func)

    def _give(self, node: ast.Call) -> Iterator[str]:
        """Judge ``getattr(module, "name")`` as ``module.name``."""
        match node:
            case ast.Call(args=[owner, ast.Constant(value=str(attr)), *_]):
                for module in self._meanings.modules(owner):
                    found = self._modules.find(module, attr)
                    if found.submodule:
                        return
                    self._in_place.add(owner)
                    if found.problem and self._modules.has(module, attr):
                        yield found.problem


def _literal_names(node: ast.Call, function: str) -> bool:
    names = node.args if function == "attrgetter" else node.args[:1]
    return bool(names) and all(
        isinstance(name, ast.Constant) and isinstance(name.value, str) for name in names
    )


def _unavailable(name: str) -> str:
    return f"{name} is not available to a submission; do without it"


def _no_attribute(name: str) -> str:
    return f"the attribute {name} is not available to a submission; do without it"
