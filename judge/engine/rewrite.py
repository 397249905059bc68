"""Rewrite a module's source so that every access to shared data is announced.

Attribute and subscript loads, stores and deletes, rebound globals and closure variables, and reads
of whole containers become calls of the hooks in ``judge.engine.hooks``; line numbers stay, so
tracebacks show the author's lines. Plain locals are left alone and cost nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeVar

from judge.engine.scopes import Function, Scope, SharedNames

PREFIX = "_kata_"
Node = TypeVar("Node", bound=ast.AST)

# What these read of a container they read in one go, under the interpreter's own lock.
READS_WHOLE = frozenset(
    [
        "len",
        "sorted",
        "list",
        "tuple",
        "set",
        "dict",
        "frozenset",
        "sum",
        "min",
        "max",
        "any",
        "all",
        "bool",
        "str",
        "repr",
        "reversed",
        "bytes",
        "bytearray",
        "deque",
        "Counter",
        "OrderedDict",
        "print",
    ]
)
METHODS_READING_WHOLE = frozenset({"join", "format", "fromkeys"})
IMPORTED_CONTAINERS = frozenset({"deque", "Counter", "OrderedDict"})
READS_STEPWISE = frozenset(["iter", "enumerate", "zip", "map", "filter"])
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
CONTAINER_DISPLAYS = (ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
MAY_BE_CONTAINER = (ast.Name, ast.Attribute, ast.Subscript)
MAY_NEED_TRUTH = (*MAY_BE_CONTAINER, ast.Call, ast.NamedExpr)


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


def hook(name: str, *arguments: ast.expr) -> ast.Call:
    """Return a call of one of the hooks."""
    return ast.Call(ast.Name(PREFIX + name, ast.Load()), list(arguments), [])


def _at(new: Node, old: ast.AST) -> Node:
    for node in ast.walk(new):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, old)
    return new


class Rewriter(ast.NodeTransformer):
    """The transformer; ``scope`` is where it is, ``klass`` the class whose body it is in."""

    def __init__(self, shared: SharedNames, *, strip_marks: bool) -> None:
        self.shared = shared
        self.scope = shared.module
        self.strip_marks = strip_marks
        self.klass: str | None = None
        self.temporaries = 0

    def temporary(self) -> str:
        """Return a fresh name for a value on its way into a target.

        In the body of a class it becomes an attribute, one that ``Enum`` takes for no member.
        """
        self.temporaries += 1
        name = f"{PREFIX}t{self.temporaries}"
        return f"_{name}__" if isinstance(self.scope.node, ast.ClassDef) else name

    def mangled(self, name: str) -> str:
        """Return an attribute's name as the compiler would mangle it in the current class."""
        klass = self.klass.lstrip("_") if self.klass else ""
        if klass and name.startswith("__") and not name.endswith("__"):
            return f"_{klass}{name}"
        return name

    def expression(self, node: ast.expr) -> ast.expr:
        """Rewrite one expression."""
        result = self.visit(node)
        assert isinstance(result, ast.expr)
        return result

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
        return _at(ast.Assign([target], hook("new_cell", ast.Constant(name))), node)

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.expression(d) for d in arguments.defaults]
        arguments.kw_defaults = [d and self.expression(d) for d in arguments.kw_defaults]

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        """Rewrite the body in the scope of the lambda."""
        self._defaults(node.args)
        outer, self.scope = self.scope, self.shared.scopes[node]
        node.body = self.expression(node.body)
        self.scope = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Rewrite a class; annotations in it are left alone."""
        node.decorator_list = [self.expression(d) for d in node.decorator_list]
        node.bases = [self.expression(b) for b in node.bases]
        outer, klass = self.scope, self.klass
        self.scope, self.klass = self.shared.scopes[node], node.name
        node.body = self.body(node.body)
        self.scope, self.klass = outer, klass
        return node

    def _comprehension(self, node: ast.expr) -> ast.expr:
        assert isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        outer, inner = self.scope, self.shared.scopes[node]
        for index, generator in enumerate(node.generators):
            self.scope = inner if index else outer
            generator.iter = _at(hook("iterate", self.expression(generator.iter)), generator.iter)
            self.scope = inner
            generator.ifs = [self.test(condition) for condition in generator.ifs]
        self.scope = inner
        if isinstance(node, ast.DictComp):
            node.key = self.expression(node.key)
            node.value = self.expression(node.value)
        else:
            node.elt = self.expression(node.elt)
        self.scope = outer
        return node

    visit_ListComp = _comprehension  # noqa: N815
    visit_SetComp = _comprehension  # noqa: N815
    visit_DictComp = _comprehension  # noqa: N815
    visit_GeneratorExp = _comprehension  # noqa: N815

    def variable(self, name: str) -> ast.expr | None:
        """Return the expression for the identity of a shared variable, None for a plain one."""
        owner = self.scope.owner(name)
        if owner is not None:
            if name in owner.tokens:
                return ast.Name(f"{PREFIX}cell_{name}", ast.Load())
            return None
        if name in self.shared.globals and self.scope.is_global(name):
            return hook("global", ast.Constant(name))
        return None

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Announce the read of a shared variable."""
        token = self.variable(node.id)
        if token is None or not isinstance(node.ctx, ast.Load):
            return node
        read = ast.IfExp(hook("read_variable", token), node, ast.Name(node.id, ast.Load()))
        return _at(read, node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Announce the read of an attribute."""
        node.value = self.expression(node.value)
        if not isinstance(node.ctx, ast.Load):
            return node
        return _at(hook("read", node.value, ast.Constant(self.mangled(node.attr))), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Announce the read of an element."""
        node.value = self.expression(node.value)
        node.slice = self.expression(node.slice)
        if not isinstance(node.ctx, ast.Load):
            return node
        return _at(hook("read_item", node.value, _index(node.slice)), node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Announce membership tests, and comparisons of whole containers."""
        node.left = self.expression(node.left)
        node.comparators = [self.expression(c) for c in node.comparators]
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
            name = "contains" if isinstance(node.ops[0], ast.In) else "lacks"
            return _at(hook(name, node.left, node.comparators[0]), node)
        sides = [node.left, *node.comparators]
        if any(isinstance(side, ast.Constant) for side in sides):
            return node
        node.left, *node.comparators = [self.whole(side) for side in sides]
        return node

    def whole(self, node: ast.expr) -> ast.expr:
        """Announce that an expression, if it is a container, is read as a whole."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id not in (PREFIX + "read", PREFIX + "read_item"):
                return node
        elif not isinstance(node, (*MAY_BE_CONTAINER, ast.IfExp)):
            return node
        return _at(hook("whole", node), node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Announce the container in ``container + [...]`` and its like."""
        display = isinstance(node.left, CONTAINER_DISPLAYS) or isinstance(
            node.right, CONTAINER_DISPLAYS
        )
        node.left = self.expression(node.left)
        node.right = self.expression(node.right)
        if display:
            node.left, node.right = self.whole(node.left), self.whole(node.right)
        return node

    def test(self, node: ast.expr) -> ast.expr:
        """Rewrite an expression whose truth is asked for."""
        needs_truth = isinstance(node, MAY_NEED_TRUTH)
        new = self.expression(node)
        return _at(hook("whole", new), node) if needs_truth else new

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """The truth of every operand is asked for."""
        node.values = [self.test(value) for value in node.values]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """``not x`` asks for truth."""
        is_not = isinstance(node.op, ast.Not)
        node.operand = self.test(node.operand) if is_not else self.expression(node.operand)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """A conditional expression asks for truth."""
        node.test = self.test(node.test)
        node.body = self.expression(node.body)
        node.orelse = self.expression(node.orelse)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        """Unpacking reads the whole container."""
        node.value = self.expression(node.value)
        if isinstance(node.ctx, ast.Load):
            node.value = self.whole(node.value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        """Formatting reads the whole container."""
        node.value = self.whole(self.expression(node.value))
        if node.format_spec is not None:
            node.format_spec = self.expression(node.format_spec)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Announce what a builtin reads of the containers it is given."""
        name = node.func.id if isinstance(node.func, ast.Name) else None
        if name is not None and self._is_own(name):
            name = None
        reads = name in READS_WHOLE or (
            isinstance(node.func, ast.Attribute) and node.func.attr in METHODS_READING_WHOLE
        )
        node.func = self.expression(node.func)
        node.args = [self.expression(a) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self.expression(keyword.value)
        if reads:
            node.args = [self.whole(argument) for argument in node.args]
        elif name in READS_STEPWISE:
            node.args = [_at(hook("iterate", argument), argument) for argument in node.args]
        return node

    def _is_own(self, name: str) -> bool:
        """Return whether a name is the module's own, not the builtin or container it looks like."""
        if name in IMPORTED_CONTAINERS:
            return False
        return self.scope.owner(name) is not None or name in self.shared.module.bindings

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        """Announce the stores of an assignment, in the order in which they happen."""
        node.value = self.expression(node.value)
        if len(node.targets) == 1 and not isinstance(node.targets[0], ast.Tuple | ast.List):
            store = self.store(node.targets[0], node.value)
            return node if store is None else _at(store, node)
        if any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
            node.value = self.whole(node.value)
        stores: list[ast.stmt] = []
        node.targets = [self.target(target, stores) for target in node.targets]
        return [node, *(_at(store, node) for store in stores)]

    def store(self, target: ast.expr, value: ast.expr) -> ast.stmt | None:
        """Return the announced form of ``target = value``; None when it needs none."""
        if isinstance(target, ast.Attribute):
            owner = self.expression(target.value)
            name = ast.Constant(self.mangled(target.attr))
            return ast.Expr(hook("write", value, owner, name))
        if isinstance(target, ast.Subscript):
            owner, index = self.expression(target.value), self.expression(target.slice)
            return ast.Expr(hook("write_item", value, owner, _index(index)))
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
        return node if store is None else _at(store, node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        """A walrus may bind a shared variable."""
        node.value = self.expression(node.value)
        token = self.variable(node.target.id)
        if token is not None:
            node.value = _at(hook("write_variable", node.value, token), node)
        return node

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
            return [_at(keep, node), _at(ast.Expr(hook("write", new, owned, name)), node)]
        index = self.temporary()
        at = ast.Assign([ast.Name(index, ast.Store())], _index(self.expression(target.slice)))
        where = ast.Name(index, ast.Load())
        new = hook("augment", operator, hook("read_item", owned, where), value)
        write = ast.Expr(hook("write_item", new, owned, where))
        return [_at(keep, node), _at(at, node), _at(write, node)]

    def _augment_name(
        self, node: ast.AugAssign, target: ast.Name, operator: ast.expr, value: ast.expr
    ) -> ast.stmt:
        token = self.variable(target.id)
        if token is None and isinstance(value, ast.Constant):
            node.value = value
            return node
        load = self.expression(_at(ast.Name(target.id, ast.Load()), node))
        new: ast.expr = hook("augment", operator, load, value)
        if token is not None:
            again = self.variable(target.id)
            assert again is not None
            new = hook("write_variable", new, again)
        return _at(ast.Assign([ast.Name(target.id, ast.Store())], new), node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        """Announce what is deleted."""
        return [self._delete(target, node) for target in node.targets]

    def _delete(self, target: ast.expr, node: ast.Delete) -> ast.stmt:
        if isinstance(target, ast.Attribute):
            name = ast.Constant(self.mangled(target.attr))
            return _at(ast.Expr(hook("delete", self.expression(target.value), name)), node)
        if isinstance(target, ast.Subscript):
            owner, index = self.expression(target.value), self.expression(target.slice)
            return _at(ast.Expr(hook("delete_item", owner, _index(index))), node)
        return _at(ast.Delete([target]), node)

    def _loop_start(self, node: ast.AST) -> tuple[str, ast.stmt, ast.stmt]:
        state = self.temporary()
        start = ast.Assign([ast.Name(state, ast.Store())], hook("loop"))
        turn = ast.Expr(hook("turn", ast.Name(state, ast.Load())))
        return state, _at(start, node), _at(turn, node)

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
        node.iter = _at(iterable, node.iter)
        stores: list[ast.stmt] = []
        node.target = self.target(node.target, stores)
        node.body = [turn, *(_at(s, node) for s in stores), *self.body(node.body)]
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
            test.left = _at(ast.NamedExpr(ast.Name(left, ast.Store()), test.left), node)
            right_value = ast.NamedExpr(ast.Name(right, ast.Store()), test.comparators[0])
            test.comparators = [_at(right_value, node)]
            names = [ast.Name(left, ast.Load()), ast.Name(right, ast.Load())]
            message = _at(hook("explain", ast.Constant(source), *names), node)
        elif message is None:
            message = _at(ast.Constant(source), node)
        node.test, node.msg = test, message
        return node

    def visit_With(self, node: ast.With) -> ast.stmt:
        """Store what a context manager gave before the next one is asked for."""
        stores: list[ast.stmt] = []
        item, *others = node.items
        item.context_expr = self.expression(item.context_expr)
        if item.optional_vars is not None:
            item.optional_vars = self.target(item.optional_vars, stores)
        rest = [_at(ast.With(others, node.body), node)] if others else node.body
        node.items = [item]
        node.body = [*(_at(s, node) for s in stores), *self.body(rest)]
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        """The subject of a match is read as a whole."""
        node.subject = self.whole(self.expression(node.subject))
        for case in node.cases:
            case.guard = case.guard and self.test(case.guard)
            case.body = self.body(case.body)
        return node


def _index(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Slice):
        parts = [part or ast.Constant(None) for part in (node.lower, node.upper, node.step)]
        return ast.Call(ast.Name(PREFIX + "slice", ast.Load()), parts, [])
    if isinstance(node, ast.Tuple) and any(isinstance(e, ast.Slice) for e in node.elts):
        node.elts = [_index(element) for element in node.elts]
    return node


def _is_mark(node: ast.expr) -> bool:
    return ast.unparse(node).startswith("pytest.mark.")


__all__ = ["PREFIX", "Scope", "rewrite"]
