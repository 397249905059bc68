"""A statement is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.authoring.mutating import Change, Function, change, in_functions, statement_of

CHANGES = (
    "add",
    "append",
    "appendleft",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popleft",
    "remove",
    "update",
)


def drop_assignment(tree: ast.Module) -> Iterator[Change]:
    """Leave an attribute or an element as it is."""
    for function, node in in_functions(tree):
        # Without its first value an attribute is missing, which any test shows.
        if function.name != "__init__" and isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if all(isinstance(target, ast.Attribute | ast.Subscript) for target in targets):
                yield change(node)
        elif isinstance(node, ast.Delete):
            yield change(node)


def drop_change(tree: ast.Module) -> Iterator[Change]:
    """Leave a container as it is."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and statement_of(node, *CHANGES):
            yield change(node)


def drop_own_call(tree: ast.Module) -> Iterator[Change]:
    """Leave out a call of a function or method that the submission defines."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, Function)}
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = ast.unparse(node.value.func).removeprefix("self.")
            if called in own and called.startswith("_"):
                yield change(node)


def drop_way_out(tree: ast.Module) -> Iterator[Change]:
    """Go on where one should return, or leave the loop."""
    for _, node in in_functions(tree):
        match node:
            case ast.If(body=[*_, ast.Return() | ast.Break() | ast.Continue()], orelse=[]):
                yield change(node)
