"""Work out what the names and attributes of a submission stand for."""

from __future__ import annotations

import ast

from judge.box.gate_binder import Binder
from judge.box.gate_modules import Modules
from judge.box.gate_scopes import BUILTIN, OWN, Binding, Kind, Meaning, Plain, Referent, holders


class Meanings:
    """What an expression may stand for, as a set: the same name may be bound in several places.

    It errs on the side of the judge: what may be a module is taken for one.
    """

    def __init__(self, binder: Binder, modules: Modules) -> None:
        self._scope_of = binder.scope_of
        self._modules = modules
        self._known: dict[ast.expr, frozenset[Meaning]] = {}

    def of(self, expression: ast.expr) -> frozenset[Meaning]:
        """Return the meanings of an expression."""
        if expression not in self._known:
            # An alias of itself, ``a = b; b = a``, adds nothing to what it stands for.
            self._known[expression] = frozenset()
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
            for binding in scope.bindings[node.id]:
                found |= self._binding(binding)
            if scope.kind is Kind.FUNCTION:
                return found
        return found | BUILTIN

    def _binding(self, binding: Binding) -> frozenset[Meaning]:
        if binding.referent:
            return frozenset({binding.referent})
        if binding.value is None:
            return OWN
        return self.of(binding.value) - BUILTIN or OWN

    def _attribute(self, base: Referent, attr: str) -> Referent:
        if not base.is_module:
            return Referent(module=base.module, path=f"{base.path}.{attr}")
        submodule = self._modules.find(base.module, attr).submodule
        return Referent(module=submodule) if submodule else Referent(module=base.module, path=attr)
