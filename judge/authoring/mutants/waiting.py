"""Waiting is done once instead of again and again, not at all, or by sleeping."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.authoring.mutating import (
    Change,
    call_of,
    change,
    expression,
    in_functions,
    receiver,
    statement_of,
    statements,
)


def while_to_if(tree: ast.Module) -> Iterator[Change]:
    """Look once before waiting, and not again after it."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.While) and not isinstance(node.test, ast.Constant):
            yield change(node, ast.If(test=node.test, body=node.body, orelse=node.orelse))


def wait_for_to_wait(tree: ast.Module) -> Iterator[Change]:
    """Wait once if the predicate does not hold, whatever it is afterwards."""
    for _, node in in_functions(tree):
        call = call_of(node, "wait_for")
        if call is not None and call.args:
            first, rest = call.args[0], call.args[1:]
            holds: ast.expr = ast.Call(func=first, args=[], keywords=[])
            if isinstance(first, ast.Lambda):
                holds = first.body
            wait = ast.Attribute(value=receiver(call), attr="wait", ctx=ast.Load())
            once = ast.Call(func=wait, args=rest, keywords=call.keywords)
            yield change(call, ast.BoolOp(op=ast.Or(), values=[holds, once]))


def drop_wait(tree: ast.Module) -> Iterator[Change]:
    """Do not wait at all."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and statement_of(node, "wait", "wait_for", "acquire"):
            yield change(node)


def wait_to_sleep(tree: ast.Module) -> Iterator[Change]:
    """Give the lock back, sleep, and take the lock again, instead of waiting to be notified."""
    held = _held(tree)
    for _, node in in_functions(tree):
        if isinstance(node, ast.Expr) and (call := statement_of(node, "wait")):
            condition = ast.unparse(receiver(call))
            lines = ["import time", "time.sleep(0.001)"]
            if condition in held:
                lines = [lines[0], f"{condition}.release()", lines[1], f"{condition}.acquire()"]
            yield change(node, *statements("\n".join(lines), node))


def _held(tree: ast.Module) -> set[str]:
    """Return what is entered by some ``with``: of two things to wait on, that is a condition."""
    return {
        ast.unparse(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }


def wait_without_end(tree: ast.Module) -> Iterator[Change]:
    """Wait without the timeout."""
    for _, node in in_functions(tree):
        call = call_of(node, "wait", "wait_for", "acquire", "join")
        if call is None:
            continue
        first = 1 if call_of(call, "wait_for") else 0
        rest = [keyword for keyword in call.keywords if keyword.arg != "timeout"]
        if len(call.args) > first or len(rest) < len(call.keywords):
            func = ast.unparse(ast.Call(func=call.func, args=call.args[:first], keywords=rest))
            yield change(call, expression(func, call))
