"""Does a submission have the methods of the stub, and can they be called as the tests call them?"""

from __future__ import annotations

import ast
import inspect
from types import ModuleType
from typing import Any


def mismatches(stub: str, module: ModuleType) -> list[str]:
    """Return what a submission lacks of the stub's public names, one sentence each."""
    problems: list[str] = []
    for node in ast.parse(stub).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            problems += _class_problems(node, getattr(module, node.name, None))
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            problems += _call_problems(
                node, getattr(module, node.name, None), node.name, bound=False
            )
    return problems


def _class_problems(stub: ast.ClassDef, cls: Any) -> list[str]:
    if not isinstance(cls, type):
        # A factory function can stand for a class; what it returns is for the tests to find out.
        return [] if callable(cls) else [f"{stub.name} is not a class"]
    problems: list[str] = []
    for node in stub.body:
        if isinstance(node, ast.FunctionDef):
            problems += _method_problems(node, cls)
    return problems


def _method_problems(stub: ast.FunctionDef, cls: type) -> list[str]:
    name = f"{cls.__name__}.{stub.name}"
    is_property = any(isinstance(d, ast.Name) and d.id == "property" for d in stub.decorator_list)
    attribute = inspect.getattr_static(cls, stub.name, None)
    if is_property:
        if inspect.isfunction(attribute):
            return [f"{name} must be a property, not a method"]
        return []
    if attribute is None:
        # ``__getattr__`` or ``__init__`` may provide it; only a plain gap is certain.
        dynamic = hasattr(cls, "__getattr__") or _sets_in_init(cls, stub.name)
        return [] if dynamic else [f"{name} is missing"]
    if isinstance(attribute, property):
        return [f"{name} must be a method, not a property"]
    return _call_problems(stub, getattr(cls, stub.name), name, bound=not _is_static(attribute))


def _is_static(attribute: Any) -> bool:
    return isinstance(attribute, staticmethod | classmethod)


def _sets_in_init(cls: type, name: str) -> bool:
    names: set[str] = set()
    for base in cls.__mro__:
        code = getattr(base.__dict__.get("__init__"), "__code__", None)
        names |= set(code.co_names) | set(code.co_consts) if code is not None else set()
    return name in names


def _call_problems(stub: ast.FunctionDef, function: Any, name: str, *, bound: bool) -> list[str]:
    if not callable(function):
        return [f"{name} cannot be called"]
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return []
    first = [None] if bound else []
    arguments = stub.args.args[1:] if _has_self(stub) else stub.args.args
    required = len(arguments) - len(stub.args.defaults)
    calls: list[tuple[list[Any], dict[str, Any]]] = [
        ([None] * required, {}),
        ([None] * len(arguments), {}),
        ([None] * required, {a.arg: None for a in arguments[required:]}),
    ]
    if stub.args.vararg is not None:
        calls.append(([None] * (len(arguments) + 2), {}))
    for positional, named in calls:
        try:
            signature.bind(*first, *positional, **named)
        except TypeError:
            wanted = ", ".join(ast.unparse(stub.args).split(", ")[1 if _has_self(stub) else 0 :])
            return [f"{name} must be callable as ({wanted}); yours takes {signature}"]
    return []


def _has_self(stub: ast.FunctionDef) -> bool:
    return bool(stub.args.args) and stub.args.args[0].arg in ("self", "cls")
