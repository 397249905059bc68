"""Less is locked than was: no lock, a shorter section, two sections, a lock of one's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from judge.authoring.mutating import Change, blocks, change, holding, locked

LOCKS = ("Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore")


def _shares(statements: Sequence[ast.stmt]) -> bool:
    """Return whether statements touch anything that other threads may see.

    To give the lock back before ``return True`` changes nothing.
    """
    shared = (ast.Attribute, ast.Subscript, ast.Call)
    return any(isinstance(node, shared) for part in statements for node in ast.walk(part))


def drop_lock(tree: ast.Module) -> Iterator[Change]:
    """Run the body of a ``with`` without (one of) its locks."""
    for node in locked(tree):
        for item in node.items:
            rest = [other for other in node.items if other is not item]
            if rest:
                yield change(node, ast.With(items=rest, body=node.body))
            else:
                yield change(node, *node.body)


def narrow_from_the_front(tree: ast.Module) -> Iterator[Change]:
    """Run the first statement of a critical section before it."""
    for node in locked(tree):
        if len(node.body) > 1 and _shares(node.body[:1]):
            yield change(node, node.body[0], holding(node, node.body[1:]))


def narrow_from_the_back(tree: ast.Module) -> Iterator[Change]:
    """Run the last statement of a critical section after it."""
    for node in locked(tree):
        if len(node.body) > 1 and _shares(node.body[-1:]):
            yield change(node, holding(node, node.body[:-1]), node.body[-1])


def look_before_locking(tree: ast.Module) -> Iterator[Change]:
    """Evaluate what is returned under a lock, or decided by it, before taking the lock."""
    for node in locked(tree):
        match node.body:
            case [ast.Return(value=ast.expr())]:
                yield change(node, *node.body)
            case [ast.If(test=test) as first, *rest] if not isinstance(test, ast.Constant):
                name = ast.Name(id="seen_before", ctx=ast.Store())
                # An alias of a container would be looked at under the lock all the same.
                seen = ast.Call(func=ast.Name(id="bool", ctx=ast.Load()), args=[test], keywords=[])
                look = ast.Assign(targets=[name], value=seen)
                load = ast.Name(id="seen_before", ctx=ast.Load())
                decide = ast.If(test=load, body=first.body, orelse=first.orelse)
                yield change(node, ast.copy_location(look, node), holding(node, [decide, *rest]))


def split_section(tree: ast.Module) -> Iterator[Change]:
    """Give the lock back, and take it again, between two statements."""
    for node in locked(tree):
        for at in range(1, len(node.body)):
            first, second = node.body[:at], node.body[at:]
            if _shares(first) and _shares(second):
                yield change(node, holding(node, first), holding(node, second))


def swap_sections(tree: ast.Module) -> Iterator[Change]:
    """Run two critical sections that follow each other in the other order."""
    every = {id(node) for node in locked(tree)}
    for block in blocks(tree):
        for first, second in pairwise(block):
            if id(first) in every and id(second) in every:
                yield Change(first, ((first, [second]), (second, [first])))


def fresh_lock(tree: ast.Module) -> Iterator[Change]:
    """Take a lock that nobody else has, instead of the shared one."""
    made = _constructors(tree)
    for node in locked(tree):
        for item in node.items:
            held = ast.unparse(item.context_expr)
            used = any(held in ast.unparse(statement) for statement in node.body)
            if held in made and not used:
                own = ast.withitem(context_expr=made[held])
                items = [own if other is item else other for other in node.items]
                yield change(node, ast.With(items=items, body=node.body))


def _constructors(tree: ast.Module) -> dict[str, ast.Call]:
    """Return the calls that make locks, by what they are assigned to."""
    made: dict[str, ast.Call] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=ast.Call() as call):
                made |= {ast.unparse(target): call for target in targets if _makes_lock(call)}
            case ast.AnnAssign(target=target, value=ast.Call() as call) if _makes_lock(call):
                made[ast.unparse(target)] = call
    return made


def _makes_lock(call: ast.Call) -> bool:
    return ast.unparse(call.func).rpartition(".")[2] in LOCKS
