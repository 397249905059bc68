"""Two locks are taken in the other order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from judge.authoring.mutating import Change, blocks, change, locked, statement_of


def swap_nested_locks(tree: ast.Module) -> Iterator[Change]:
    """Take the inner of two locks first."""
    for node in locked(tree):
        for at in range(len(node.items) - 1):
            items = list(node.items)
            items[at : at + 2] = reversed(items[at : at + 2])
            yield change(node, ast.With(items=items, body=node.body))
    inner_ones = {id(node) for node in locked(tree)}
    for node in locked(tree):
        match node.body:
            case [ast.With() as inner] if id(inner) in inner_ones:
                swapped = ast.With(items=node.items, body=inner.body)
                yield change(node, ast.With(items=inner.items, body=[swapped]))


def swap_acquisitions(tree: ast.Module) -> Iterator[Change]:
    """Swap two calls of ``acquire`` that follow each other."""
    for block in blocks(tree):
        for first, second in pairwise(block):
            if statement_of(first, "acquire") and statement_of(second, "acquire"):
                yield Change(first, ((first, [second]), (second, [first])))
