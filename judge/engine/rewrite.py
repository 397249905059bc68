"""Rewrite a module's source so that every access to shared data is announced.

Attribute and subscript loads, stores and deletes, rebound globals and closure variables, and reads
of whole containers become calls of the hooks in ``judge.engine.hooks``; line numbers stay, so
tracebacks show the author's lines. Plain locals are left alone and cost nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from judge.engine.rewrite_expressions import PREFIX, ExpressionRewriter, at, hook, index_of
from judge.engine.scopes import Function, SharedNames

AUGMENTED = {
    ast.Add: "iadd",
    ast.Sub: "isub",
    ast.Mult: "imul",
    ast.Div: "itruediv",
    ast.FloorDiv: "ifloordiv",
    ast.Mod: "imod",
    ast.Pow: "ipow",
    ast.MatMult: "imatmul",
    ast.LShift: "ilshift",
    ast.RShift: "irshift",
    ast.BitAnd: "iand",
    ast.BitOr: "ior",
    ast.BitXor: "ixor",
}


def rewrite(
    tree: ast.Module, *, only: frozenset[str] | None = None, strip_marks: bool = False
) -> ast.Module:
    """Return the module with its accesses announced; ``only`` these top-level classes of it.

    ``strip_marks`` drops ``@pytest.mark…`` decorators, which mean nothing under the engine.
    """
    shared = SharedNames(tree)
    rewriter = Rewriter(shared, strip_marks=strip_marks)
    if only is None:
        rewriter.visit(tree)
    else:
        wanted = [node for node in tree.body if getattr(node, "name", None) in only]
        for node in wanted:
            rewriter.visit(node)
    return ast.fix_missing_locations(tree)


class Rewriter(ExpressionRewriter):
    """The transformer; statements here, expressions in its base."""

    def __init__(self, shared: SharedNames, *, strip_marks: bool) -> None:
        super().__init__(shared)
        self.strip_marks = strip_marks

    def body(self, statements: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Rewrite a list of statements, each of which may become several."""
        result: list[ast.stmt] = []
        for statement in statements:
            new = self.visit(statement)
            result += new if isinstance(new, list) else [new]
        return result

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """Rewrite a whole module."""
        node.body = self.body(node.body)
        return node

    def _function(self, node: Function) -> Function:
        if self.strip_marks:
            node.decorator_list = [d for d in node.decorator_list if not _is_mark(d)]
        node.decorator_list = [self.expression(d) for d in node.decorator_list]
        self._defaults(node.args)
        outer = self.scope
        self.scope = self.shared.scopes[node]
        body = self.body(node.body)
        cells = [self._new_cell(name, node) for name in sorted(self.scope.tokens)]
        if cells:
            split = 1 if ast.get_docstring(node, clean=False) is not None else 0
            body[split:split] = cells
        node.body = body
        self.scope = outer
        return node

    visit_FunctionDef = _function  # noqa: N815
    visit_AsyncFunctionDef = _function  # noqa: N815

    def _new_cell(self, name: str, node: ast.AST) -> ast.stmt:
        target = ast.Name(f"{PREFIX}cell_{name}", ast.Store())
        return at(ast.Assign([target], hook("new_cell", ast.Constant(name))), node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Rewrite a class; annotations in it are left alone."""
        node.decorator_list = [self.expression(d) for d in node.decorator_list]
        node.bases = [self.expression(b) for b in node.bases]
        outer, klass = self.scope, self.klass
        self.scope, self.klass = self.shared.scopes[node], node.name
        node.body = self.body(node.body)
        self.scope, self.klass = outer, klass
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        """Announce the stores of an assignment, in the order in which they happen."""
        node.value = self.expression(node.value)
        if len(node.targets) == 1 and not isinstance(node.targets[0], ast.Tuple | ast.List):
            store = self.store(node.targets[0], node.value)
            return node if store is None else at(store, node)
        if any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
            node.value = self.whole(node.value)
        stores: list[ast.stmt] = []
        node.targets = [self.target(target, stores) for target in node.targets]
        return [node, *(at(store, node) for store in stores)]

    def store(self, target: ast.expr, value: ast.expr) -> ast.stmt | None:
        """Return the announced form of ``target = value``; None when it needs none."""
        if isinstance(target, ast.Attribute):
            owner = self.expression(target.value)
            name = ast.Constant(self.mangled(target.attr))
            return ast.Expr(hook("write", value, owner, name))
        if isinstance(target, ast.Subscript):
            owner, index = self.expression(target.value), self.expression(target.slice)
            return ast.Expr(hook("write_item", value, owner, index_of(index)))
        if isinstance(target, ast.Name) and (token := self.variable(target.id)) is not None:
            return ast.Assign([target], hook("write_variable", value, token))
        return None

    def target(self, target: ast.expr, stores: list[ast.stmt]) -> ast.expr:
        """Return a target made of plain names; what it stands for is stored afterwards.

        So is every name that comes later, because ``node.next, node = …`` stores in order.
        """
        if isinstance(target, ast.Tuple | ast.List):
            target.elts = [self.target(element, stores) for element in target.elts]
            return target
        if isinstance(target, ast.Starred):
            target.value = self.target(target.value, stores)
            return target
        name = self.temporary()
        value = ast.Name(name, ast.Load())
        store = self.store(target, value)
        if store is None and not stores:
            return target
        stores.append(store or ast.Assign([target], value))
        return ast.copy_location(ast.Name(name, ast.Store()), target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        """An annotated assignment is an assignment; the annotation is left alone."""
        if node.value is None:
            return node
        node.value = self.expression(node.value)
        if isinstance(node.target, ast.Name) and self.variable(node.target.id) is None:
            return node
        store = self.store(node.target, node.value)
        return node if store is None else at(store, node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        """The load and the store of an augmented assignment are two accesses."""
        operator = ast.Constant(AUGMENTED[type(node.op)])
        value = self.expression(node.value)
        target = node.target
        if isinstance(target, ast.Name):
            return self._augment_name(node, target, operator, value)
        owner = self.temporary()
        keep = ast.Assign([ast.Name(owner, ast.Store())], self.expression(target.value))
        owned = ast.Name(owner, ast.Load())
        if isinstance(target, ast.Attribute):
            name = ast.Constant(self.mangled(target.attr))
            new = hook("augment", operator, hook("read", owned, name), value)
            return [at(keep, node), at(ast.Expr(hook("write", new, owned, name)), node)]
        index = self.temporary()
        keep_index = ast.Assign(
            [ast.Name(index, ast.Store())], index_of(self.expression(target.slice))
        )
        where = ast.Name(index, ast.Load())
        new = hook("augment", operator, hook("read_item", owned, where), value)
        write = ast.Expr(hook("write_item", new, owned, where))
        return [at(keep, node), at(keep_index, node), at(write, node)]

    def _augment_name(
        self, node: ast.AugAssign, target: ast.Name, operator: ast.expr, value: ast.expr
    ) -> ast.stmt:
        token = self.variable(target.id)
        if token is None and isinstance(value, ast.Constant):
            node.value = value
            return node
        load = self.expression(at(ast.Name(target.id, ast.Load()), node))
        new: ast.expr = hook("augment", operator, load, value)
        if token is not None:
            again = self.variable(target.id)
            assert again is not None
            new = hook("write_variable", new, again)
        return at(ast.Assign([ast.Name(target.id, ast.Store())], new), node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        """Announce what is deleted."""
        return [self._delete(target, node) for target in node.targets]

    def _delete(self, target: ast.expr, node: ast.Delete) -> ast.stmt:
        if isinstance(target, ast.Attribute):
            name = ast.Constant(self.mangled(target.attr))
            return at(ast.Expr(hook("delete", self.expression(target.value), name)), node)
        if isinstance(target, ast.Subscript):
            owner, index = self.expression(target.value), self.expression(target.slice)
            return at(ast.Expr(hook("delete_item", owner, index_of(index))), node)
        return at(ast.Delete([target]), node)

    def _loop_start(self, node: ast.AST) -> tuple[str, ast.stmt, ast.stmt]:
        state = self.temporary()
        start = ast.Assign([ast.Name(state, ast.Store())], hook("loop"))
        turn = ast.Expr(hook("turn", ast.Name(state, ast.Load())))
        return state, at(start, node), at(turn, node)

    def visit_While(self, node: ast.While) -> list[ast.stmt]:
        """Count the turns of a loop, and watch whether it gets anywhere."""
        _, start, turn = self._loop_start(node)
        node.test = self.test(node.test)
        node.body = [turn, *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        return [start, node]

    def visit_For(self, node: ast.For) -> list[ast.stmt]:
        """Announce iteration step by step, and count the turns."""
        _, start, turn = self._loop_start(node)
        iterable = hook("loop_over", turn.value.args[0], self.expression(node.iter))  # type: ignore[attr-defined]
        node.iter = at(iterable, node.iter)
        stores: list[ast.stmt] = []
        node.target = self.target(node.target, stores)
        node.body = [turn, *(at(s, node) for s in stores), *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        return [start, node]

    def visit_If(self, node: ast.If) -> ast.stmt:
        """A condition asks for truth."""
        node.test = self.test(node.test)
        node.body = self.body(node.body)
        node.orelse = self.body(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        """A failing assertion that says nothing gets a message with the values."""
        source = ast.unparse(node.test)
        compare = isinstance(node.test, ast.Compare) and len(node.test.ops) == 1
        message = node.msg and self.expression(node.msg)
        test = self.test(node.test)
        if message is None and compare and isinstance(test, ast.Compare):
            left, right = self.temporary(), self.temporary()
            test.left = at(ast.NamedExpr(ast.Name(left, ast.Store()), test.left), node)
            right_value = ast.NamedExpr(ast.Name(right, ast.Store()), test.comparators[0])
            test.comparators = [at(right_value, node)]
            names = [ast.Name(left, ast.Load()), ast.Name(right, ast.Load())]
            message = at(hook("explain", ast.Constant(source), *names), node)
        elif message is None:
            message = at(ast.Constant(source), node)
        node.test, node.msg = test, message
        return node

    def visit_With(self, node: ast.With) -> ast.stmt:
        """Store what a context manager gave before the next one is asked for."""
        stores: list[ast.stmt] = []
        item, *others = node.items
        item.context_expr = self.expression(item.context_expr)
        if item.optional_vars is not None:
            item.optional_vars = self.target(item.optional_vars, stores)
        rest = [at(ast.With(others, node.body), node)] if others else node.body
        node.items = [item]
        node.body = [*(at(s, node) for s in stores), *self.body(rest)]
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        """The subject of a match is read as a whole."""
        node.subject = self.whole(self.expression(node.subject))
        for case in node.cases:
            case.guard = case.guard and self.test(case.guard)
            case.body = self.body(case.body)
        return node


def _is_mark(node: ast.expr) -> bool:
    return ast.unparse(node).startswith("pytest.mark.")
