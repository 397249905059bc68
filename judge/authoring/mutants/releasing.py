"""Something that has to be given back, or tidied up, is not on one of the ways out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.authoring.mutating import Change, change, in_functions, locked, statement_of

EXITS = (ast.Return, ast.Raise, ast.Yield, ast.YieldFrom)


def drop_finally(tree: ast.Module) -> Iterator[Change]:
    """Tidy up only where nothing was raised or returned."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Try) and node.finalbody:
            kept: list[ast.stmt] = [*node.body, *node.orelse]
            if node.handlers:
                kept = [_without_finally(node)]
            yield change(node, *kept, *node.finalbody)


def _without_finally(node: ast.Try) -> ast.Try:
    return ast.Try(body=node.body, handlers=node.handlers, orelse=node.orelse, finalbody=[])


def drop_handler(tree: ast.Module) -> Iterator[Change]:
    """Let an exception through that was dealt with."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Try) and node.handlers:
            if node.finalbody:
                bare = ast.Try(node.body, [], [], node.finalbody)
                yield change(node, bare, *node.orelse)
            else:
                yield change(node, *node.body, *node.orelse)


def drop_release(tree: ast.Module) -> Iterator[Change]:
    """Forget to give a lock or a permit back."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and statement_of(node, "release"):
            yield change(node)


def release_at_the_end_only(tree: ast.Module) -> Iterator[Change]:
    """Take and give back by hand, so that a way out in the middle keeps the lock."""
    for node in locked(tree):
        exits = any(isinstance(inner, EXITS) for part in node.body for inner in ast.walk(part))
        plain = not isinstance(node.items[0].context_expr, ast.Call)
        if exits and plain and len(node.items) == 1:
            held = node.items[0].context_expr
            before, after = _call(held, "acquire"), _call(held, "release")
            yield change(node, before, *node.body, after)


def _call(held: ast.expr, method: str) -> ast.Expr:
    func = ast.Attribute(value=held, attr=method, ctx=ast.Load())
    return ast.Expr(value=ast.Call(func=func, args=[], keywords=[]))
