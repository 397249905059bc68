"""Rewrite expressions: reads become calls of the hooks in ``judge.engine.hooks``."""

from __future__ import annotations

import ast
from typing import TypeVar

from judge.engine.scopes import SharedNames

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
CONTAINER_DISPLAYS = (ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
MAY_BE_CONTAINER = (ast.Name, ast.Attribute, ast.Subscript)
MAY_NEED_TRUTH = (*MAY_BE_CONTAINER, ast.Call, ast.NamedExpr)


def hook(name: str, *arguments: ast.expr) -> ast.Call:
    """Return a call of one of the hooks."""
    return ast.Call(ast.Name(PREFIX + name, ast.Load()), list(arguments), [])


def at(new: Node, old: ast.AST) -> Node:
    for node in ast.walk(new):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, old)
    return new


def index_of(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Slice):
        parts = [part or ast.Constant(None) for part in (node.lower, node.upper, node.step)]
        return ast.Call(ast.Name(PREFIX + "slice", ast.Load()), parts, [])
    if isinstance(node, ast.Tuple) and any(isinstance(e, ast.Slice) for e in node.elts):
        node.elts = [index_of(element) for element in node.elts]
    return node


class ExpressionRewriter(ast.NodeTransformer):
    """The part of the transformer that deals with expressions.

    ``scope`` is where it is, ``klass`` the class whose body it is in.
    """

    def __init__(self, shared: SharedNames) -> None:
        self.shared = shared
        self.scope = shared.module
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

    def _comprehension(self, node: ast.expr) -> ast.expr:
        assert isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        outer, inner = self.scope, self.shared.scopes[node]
        for index, generator in enumerate(node.generators):
            self.scope = inner if index else outer
            generator.iter = at(hook("iterate", self.expression(generator.iter)), generator.iter)
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
        return at(read, node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Announce the read of an attribute."""
        node.value = self.expression(node.value)
        if not isinstance(node.ctx, ast.Load):
            return node
        return at(hook("read", node.value, ast.Constant(self.mangled(node.attr))), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Announce the read of an element."""
        node.value = self.expression(node.value)
        node.slice = self.expression(node.slice)
        if not isinstance(node.ctx, ast.Load):
            return node
        return at(hook("read_item", node.value, index_of(node.slice)), node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Announce membership tests, and comparisons of whole containers."""
        node.left = self.expression(node.left)
        node.comparators = [self.expression(c) for c in node.comparators]
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
            name = "contains" if isinstance(node.ops[0], ast.In) else "lacks"
            return at(hook(name, node.left, node.comparators[0]), node)
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
        return at(hook("whole", node), node)

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
        return at(hook("whole", new), node) if needs_truth else new

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
            node.args = [at(hook("iterate", argument), argument) for argument in node.args]
        return node

    def _is_own(self, name: str) -> bool:
        """Return whether a name is the module's own, not the builtin or container it looks like."""
        if name in IMPORTED_CONTAINERS:
            return False
        return self.scope.owner(name) is not None or name in self.shared.module.bindings

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        """A walrus may bind a shared variable."""
        node.value = self.expression(node.value)
        token = self.variable(node.target.id)
        if token is not None:
            node.value = at(hook("write_variable", node.value, token), node)
        return node
