"""What a call answered is not looked at, or what it was given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.authoring.mutating import Change, call_of, change, in_functions

ANSWERS = ("acquire", "wait", "wait_for", "locked", "is_set")


def ignore_answer(tree: ast.Module) -> Iterator[Change]:
    """Go on as if ``acquire`` or ``wait`` had succeeded."""
    for _, node in in_functions(tree):
        if not isinstance(node, ast.If):
            continue
        negated = isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not)
        asked = node.test.operand if isinstance(node.test, ast.UnaryOp) else node.test
        if (call := call_of(asked, *ANSWERS)) is not None:
            goes_on = node.orelse if negated else node.body
            yield change(node, ast.copy_location(ast.Expr(value=call), node), *goes_on)


def answer_true(tree: ast.Module) -> Iterator[Change]:
    """Answer True whatever ``acquire`` or ``wait`` says."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Return) and (call := call_of(node.value, *ANSWERS)) is not None:
            waits = ast.copy_location(ast.Expr(value=call), node)
            yield change(node, waits, ast.Return(value=ast.Constant(True)))


def drop_check(tree: ast.Module) -> Iterator[Change]:
    """Leave out a check of the arguments, or of the state, that raises."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.If) and isinstance(node.body[-1], ast.Raise):
            yield change(node, *node.orelse)
