"""A timeout begins anew with every wake-up."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge.authoring.mutating import Change, Function, call_of, change, in_functions

WAITS = ("wait", "wait_for", "acquire", "join", "get", "put")


def restart_timeout(tree: ast.Module) -> Iterator[Change]:
    """Wait for the whole timeout instead of for what is left of it."""
    for function, node in in_functions(tree):
        call = call_of(node, *WAITS)
        for name in _timeouts(function) if call else ():
            first = 1 if call_of(call, "wait_for", "put") else 0
            for value in (*call.args[first:], *(k.value for k in call.keywords)):  # type: ignore[union-attr]
                if _is_time(value) and name not in ast.unparse(value):
                    whole = ast.Name(id=name, ctx=ast.Load())
                    yield change(value, ast.copy_location(whole, value))


def _timeouts(function: Function) -> list[str]:
    """Return the parameters of a function that are timeouts, by their names."""
    arguments = (*function.args.args, *function.args.kwonlyargs)
    return [each.arg for each in arguments if "timeout" in each.arg or each.arg == "seconds"]


def _is_time(value: ast.expr) -> bool:
    return not isinstance(value, ast.Constant)


def never_too_late(tree: ast.Module) -> Iterator[Change]:
    """Do not look at the clock before waiting again."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.Compare) and "monotonic()" in ast.unparse(node):
            yield change(node, ast.copy_location(ast.Constant(False), node))
