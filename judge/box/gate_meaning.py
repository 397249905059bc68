"""Work out what the names and attributes of a submission stand for."""

from __future__ import annotations

import ast

from judge.box.gate_binder import Binder
from judge.box.gate_modules import Modules
from judge.box.gate_scopes import (
    BUILTIN,
    OWN,
    Binding,
    Kind,
    Meaning,
    Plain,
    Referent,
    Scope,
    holders,
)

LONGEST_ALIAS_CHAIN = 40


class Meanings:
    """What an expression may stand for, as a set: the same name may be bound in several places.

    It errs on the side of the judge: what may be a module is taken for one.
    """

    def __init__(self, binder: Binder, modules: Modules) -> None:
        self._scope_of = binder.scope_of
        self._modules = modules
        self._aliases: dict[Binding, frozenset[Meaning]] = {}
        self._known: dict[ast.expr, frozenset[Meaning]] = {}
        self._of_scope: dict[tuple[Scope, str], frozenset[Meaning]] = {}
        self._follow_aliases([binding for _, binding in binder.bound if binding.value])

    def _follow_aliases(self, aliases: list[Binding]) -> None:
        # An alias may be of an alias bound further down, so go round until nothing is added.
        for _ in range(LONGEST_ALIAS_CHAIN):
            found = {alias: self.of(alias.value) for alias in aliases if alias.value}
            if found == self._aliases:
                return
            self._aliases = found
            self._known.clear()
            self._of_scope.clear()
        raise RecursionError("aliases of aliases of a module's things")

    def of(self, expression: ast.expr) -> frozenset[Meaning]:
        """Return the meanings of an expression."""
        if expression not in self._known:
            self._known[expression] = self._work_out(expression)
        return self._known[expression]

    def referents(self, expression: ast.expr) -> list[Referent]:
        """Return the modules, and the things in them, that an expression may stand for."""
        found = [meaning for meaning in self.of(expression) if isinstance(meaning, Referent)]
        return sorted(found, key=lambda referent: (referent.module, referent.path))

    def modules(self, expression: ast.expr) -> list[str]:
        """Return the names of the modules that an expression may stand for."""
        return [found.module for found in self.referents(expression) if found.is_module]

    def builtin(self, expression: ast.expr) -> str | None:
        """Return the name if the expression is one that may be a builtin's."""
        if isinstance(expression, ast.Name) and Plain.BUILTIN in self.of(expression):
            return expression.id
        return None

    def surely_builtin(self, expression: ast.expr) -> bool:
        """Whether the expression is a name that nothing in the submission binds."""
        return isinstance(expression, ast.Name) and self.of(expression) == BUILTIN

    def _work_out(self, expression: ast.expr) -> frozenset[Meaning]:
        match expression:
            case ast.Name():
                return self._name(expression)
            case ast.Attribute(value=value, attr=attr):
                found = (self._attribute(referent, attr) for referent in self.referents(value))
                return frozenset(found) or OWN
        return OWN

    def _name(self, node: ast.Name) -> frozenset[Meaning]:
        found: frozenset[Meaning] = frozenset()
        for scope in holders(self._scope_of[node], node.id):
            if scope.settled(node.id, node.lineno):
                return found | OWN
            found |= self._bound(scope, node.id)
            if scope.kind is Kind.FUNCTION:
                return found
        return found | BUILTIN

    def _bound(self, scope: Scope, name: str) -> frozenset[Meaning]:
        if (scope, name) not in self._of_scope:
            bindings = scope.bindings[name]
            found = frozenset[Meaning]().union(*(self._binding(binding) for binding in bindings))
            self._of_scope[scope, name] = found
        return self._of_scope[scope, name]

    def _binding(self, binding: Binding) -> frozenset[Meaning]:
        if binding.referent:
            return frozenset({binding.referent})
        # What is an alias of a builtin is a name of the submission's own.
        return self._aliases.get(binding, OWN) - BUILTIN or OWN

    def _attribute(self, base: Referent, attr: str) -> Referent:
        if not base.is_module:
            # However deep, it is one thing: ``a = a.b`` must not be followed for ever.
            return Referent(module=base.module, path=f"{base.path.partition('.')[0]}.*")
        submodule = self._modules.find(base.module, attr).submodule
        return Referent(module=submodule) if submodule else Referent(module=base.module, path=attr)
