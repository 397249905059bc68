"""The source of the interpreter's own modules, changed in the few places where it has to be."""

from __future__ import annotations

import ast
import importlib.util
from types import CodeType
from typing import Any

from judge.engine.rewrite import rewrite

# What these classes do without a lock has to be announced.
ANNOUNCED = {
    "threading": frozenset({"Event", "Barrier"}),
    "queue": frozenset({"_PySimpleQueue"}),
}


def compiled(name: str) -> tuple[CodeType, str]:
    """Return the code of one of the interpreter's own modules, and its file's name."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    loader: Any = spec.loader
    if name not in ANNOUNCED:
        return loader.get_code(name), spec.origin or name
    tree = ast.parse(loader.get_source(name))
    if name == "threading":
        tree = mark_begin(with_local_last(tree))
    tree = rewrite(tree, only=ANNOUNCED[name])
    return compile(tree, spec.origin or name, "exec", dont_inherit=True), spec.origin or name


class _BeginMarker(ast.NodeTransformer):
    found = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self.generic_visit(node) if node.name == "_bootstrap_inner" else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        if ast.unparse(node) != "self.run()":
            return node
        self.found += 1
        call = ast.Call(ast.Name("_kata_begin", ast.Load()), [], [])
        return [ast.copy_location(ast.Expr(call), node), node]


def mark_begin(tree: ast.Module) -> ast.Module:
    """Announce in ``Thread._bootstrap_inner`` that a new thread is about to run its own code.

    Raises ``RuntimeError`` for a ``threading`` that starts its threads in a way not known here.
    """
    marker = _BeginMarker()
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == "Thread":
            marker.generic_visit(node)
    if marker.found != 1:
        raise RuntimeError("this interpreter's threading.Thread is not supported")
    return ast.fix_missing_locations(tree)


def with_local_last(tree: ast.Module) -> ast.Module:
    """Move to the end of ``threading`` what needs ``local``: its Python code needs ``threading``.

    Since 3.12.2 that is asked for at the beginning, where only ``local`` in C can be had.
    """
    late = [node for node in tree.body if _needs_local(node)]
    tree.body = [node for node in tree.body if node not in late] + late
    return tree


def _needs_local(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Try | ast.Assign):
        return False
    text = ast.unparse(node)
    return "import _local as local" in text or text.endswith(" = local()")
