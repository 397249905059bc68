"""A condition is nearly the right one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.authoring.mutating import Change, change, in_functions

NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


def _comparisons(tree: ast.Module) -> Iterator[ast.Compare]:
    for _, node in in_functions(tree):
        if isinstance(node, ast.Compare):
            yield node


def or_equal(tree: ast.Module) -> Iterator[Change]:
    """Take ``<=`` for ``<``, ``!=`` for ``==``, and the other way round."""
    for node in _comparisons(tree):
        for at, op in enumerate(node.ops):
            if type(op) in NEIGHBOURS:
                ops = [*node.ops[:at], NEIGHBOURS[type(op)](), *node.ops[at + 1 :]]
                yield change(
                    node, ast.Compare(left=node.left, ops=ops, comparators=node.comparators)
                )


def off_by_one(tree: ast.Module) -> Iterator[Change]:
    """Compare with a number that is one too large or too small."""
    for node in _comparisons(tree):
        for number in (node.left, *node.comparators):
            if isinstance(number, ast.Constant) and type(number.value) is int:
                for step in _steps(node, number):
                    other = ast.Constant(number.value + step)
                    yield change(number, ast.copy_location(other, number))


def _steps(node: ast.Compare, number: ast.expr) -> tuple[int, ...]:
    """Return by how much to change a number; not so that ``<`` becomes what ``<=`` would be."""
    if len(node.ops) > 1:
        return 1, -1
    grows = isinstance(node.ops[0], ast.Lt | ast.GtE)
    shrinks = isinstance(node.ops[0], ast.Gt | ast.LtE)
    if not (grows or shrinks):
        return 1, -1
    return (-1,) if grows is (number is not node.left) else (1,)


def drop_not(tree: ast.Module) -> Iterator[Change]:
    """Decide the other way round."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield change(node, node.operand)


def drop_operand(tree: ast.Module) -> Iterator[Change]:
    """Leave out one part of an ``and`` or ``or``."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.BoolOp):
            for left_out in node.values:
                kept = [value for value in node.values if value is not left_out]
                both = kept[0] if len(kept) == 1 else ast.BoolOp(op=node.op, values=kept)
                yield change(node, both)
