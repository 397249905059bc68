"""What the mutation operators have in common: finding places in a syntax tree, and changing them.

A change never touches the tree it was found in; it is applied while the tree is copied.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
Block = list[ast.stmt]


@dataclass(frozen=True)
class Change:
    """One small change: ``at`` is the node it is told of, each pair a node and what replaces it.

    A statement is replaced by any number of statements, an expression by one.
    """

    at: ast.stmt | ast.expr
    edits: tuple[tuple[ast.AST, Sequence[ast.AST]], ...]


def change(node: ast.stmt | ast.expr, *replacements: ast.AST) -> Change:
    """Return the change that replaces one node."""
    return Change(node, ((node, replacements),))


def applied(tree: ast.Module, edits: Sequence[tuple[ast.AST, Sequence[ast.AST]]]) -> ast.Module:
    """Return a copy of the tree with the edits made; blocks that became empty get a ``pass``."""
    by_node = {id(node): list(replacement) for node, replacement in edits}
    copied = _copied(tree, by_node)
    assert isinstance(copied, ast.Module)
    return ast.fix_missing_locations(copied)


def _copied(node: ast.AST, edits: dict[int, list[ast.AST]]) -> ast.AST:
    fields: dict[str, object] = {}
    for name, value in ast.iter_fields(node):
        if isinstance(value, list):
            fields[name] = [new for old in value for new in _all_copied(old, edits)]
            if name == "body" and value and not fields[name]:
                fields[name] = [ast.Pass()]
        elif isinstance(value, ast.AST):
            (fields[name],) = _all_copied(value, edits)
        else:
            fields[name] = value
    return ast.copy_location(type(node)(**fields), node)


def _all_copied(node: object, edits: dict[int, list[ast.AST]]) -> list[object]:
    if not isinstance(node, ast.AST):
        return [node]
    if id(node) in edits:
        return [*edits[id(node)]]
    return [_copied(node, edits)]


def blocks(tree: ast.AST) -> Iterator[Block]:
    """Yield every list of statements inside functions."""
    for function in ast.walk(tree):
        if isinstance(function, Function):
            yield function.body
            for node in own_nodes(function):
                for name in ("body", "orelse", "finalbody"):
                    block = getattr(node, name, None)
                    if isinstance(block, list) and block:
                        yield block


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function, but none of the functions defined in it."""
    pending: list[ast.AST] = [*function.body]
    while pending:
        node = pending.pop(0)
        if not isinstance(node, Function):
            yield node
            pending[:0] = ast.iter_child_nodes(node)


def in_functions(tree: ast.AST) -> Iterator[tuple[Function, ast.AST]]:
    """Yield every node that is inside a function, with that function."""
    for function in ast.walk(tree):
        if isinstance(function, Function):
            for node in own_nodes(function):
                yield function, node


def call_of(node: ast.AST | None, *methods: str) -> ast.Call | None:
    """Return a node that is a call of one of the methods on anything, None for another."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node if node.func.attr in methods else None
    return None


def statement_of(node: ast.AST, *methods: str) -> ast.Call | None:
    """Return the call that a statement consists of, if it is one of the methods."""
    return call_of(node.value, *methods) if isinstance(node, ast.Expr) else None


def receiver(call: ast.Call) -> ast.expr:
    """Return what a method is called on."""
    assert isinstance(call.func, ast.Attribute)
    return call.func.value


def is_lock(item: ast.withitem) -> bool:
    """Return whether a ``with`` is likely to hold a lock: a thing, or a method of one's own."""
    held = item.context_expr
    if item.optional_vars is not None:
        return False
    if isinstance(held, ast.Call):
        return ast.unparse(held.func).startswith("self.")
    return isinstance(held, ast.Name | ast.Attribute | ast.Subscript)


def locked(tree: ast.AST) -> Iterator[ast.With]:
    """Yield every ``with`` statement that holds nothing but locks."""
    for _, node in in_functions(tree):
        if isinstance(node, ast.With) and all(map(is_lock, node.items)):
            yield node


def holding(node: ast.With, body: Sequence[ast.stmt]) -> ast.With:
    """Return a ``with`` like another one around other statements."""
    return ast.copy_location(ast.With(items=node.items, body=list(body)), node)


def statements(text: str, at: ast.AST) -> list[ast.stmt]:
    """Return the statements of a piece of source, told of the line of another node."""
    body = ast.parse(text).body
    for statement in body:
        for node in ast.walk(statement):
            ast.copy_location(node, at)
    return body


def expression(text: str, at: ast.AST) -> ast.expr:
    """Return the expression of a piece of source, told of the line of another node."""
    (statement,) = statements(text, at)
    assert isinstance(statement, ast.Expr)
    return statement.value
