"""A wake-up reaches too few, comes too early, too late, twice or never."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from judge.authoring.mutating import (
    Change,
    blocks,
    change,
    expression,
    holding,
    in_functions,
    locked,
    receiver,
    statement_of,
)

NOTIFIES = ("notify", "notify_all")


def notify_one(tree: ast.Module) -> Iterator[Change]:
    """Wake one waiter instead of all, or of several."""
    for _, node in in_functions(tree):
        call = statement_of(node, *NOTIFIES)
        if call and (call.args or call.keywords or "all" in ast.unparse(call.func)):
            one = expression(f"{ast.unparse(receiver(call))}.notify()", call)
            yield change(call, one)


def drop_notify(tree: ast.Module) -> Iterator[Change]:
    """Wake nobody."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and statement_of(node, *NOTIFIES, "set"):
            yield change(node)


def double_notify(tree: ast.Module) -> Iterator[Change]:
    """Wake one more, or give back twice; all that wait, or an event, cannot be had twice."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and statement_of(node, "notify", "release"):
            yield change(node, node, node)


def notify_too_early(tree: ast.Module) -> Iterator[Change]:
    """Notify in a critical section of its own, before the one that changes the state."""
    for node in locked(tree):
        for statement in node.body[1:]:
            if statement_of(statement, *NOTIFIES):
                rest = [other for other in node.body if other is not statement]
                yield change(node, holding(node, [statement]), holding(node, rest))


def notify_too_late(tree: ast.Module) -> Iterator[Change]:
    """Notify after the lock has been given back."""
    for node in locked(tree):
        for statement in node.body:
            if len(node.body) > 1 and statement_of(statement, *NOTIFIES, "set"):
                rest = [other for other in node.body if other is not statement]
                yield change(node, holding(node, rest), statement)


def signal_earlier(tree: ast.Module) -> Iterator[Change]:
    """Set an event, or give a lock back, one statement earlier."""
    for block in blocks(tree):
        for before, signal in pairwise(block):
            if isinstance(signal, ast.Expr) and statement_of(signal, "set", "release"):
                yield Change(signal, ((before, [signal]), (signal, [before])))
