"""Built-in containers as shared data: which methods write, and what part of it a call touches."""

from __future__ import annotations

import gc
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial, wraps
from types import (
    BuiltinMethodType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    WrapperDescriptorType,
)
from typing import Any

from judge.engine.current import CURRENT
from judge.engine.operation import WHOLE

CONTAINERS = (list, dict, set, deque, bytearray, array)
BOUND = (BuiltinMethodType, MethodWrapperType)
UNBOUND = (MethodDescriptorType, WrapperDescriptorType)
VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
WRITERS = frozenset(
    [
        "append",
        "appendleft",
        "extend",
        "extendleft",
        "insert",
        "remove",
        "pop",
        "popleft",
        "popitem",
        "clear",
        "update",
        "setdefault",
        "add",
        "discard",
        "reverse",
        "sort",
        "rotate",
        "move_to_end",
        "subtract",
        "difference_update",
        "intersection_update",
        "symmetric_difference_update",
        "__setitem__",
        "__delitem__",
        "__iadd__",
        "__ior__",
        "frombytes",
        "fromlist",
    ]
)
BY_KEY = frozenset(
    ["get", "pop", "setdefault", "__getitem__", "__setitem__", "__delitem__", "__contains__"]
)
INSERTERS = frozenset(["setdefault", "__setitem__"])
SIMPLE_KEYS = (int, str, bytes, bool, float, type(None))


def is_a(value: Any, kind: type | tuple[type, ...]) -> bool:
    """Return whether ``value`` is of a kind; ``isinstance`` could run code of the program."""
    return issubclass(type(value), kind)


def is_container(value: Any) -> bool:
    """Return whether ``value`` is a container."""
    return issubclass(type(value), CONTAINERS)


def key_of(container: Any, index: Any) -> Any:
    """Return the part of ``container`` that ``index`` names: one element, or the whole."""
    if is_a(container, dict):
        if type(index) in SIMPLE_KEYS:
            return index
        if type(index) is tuple and all(type(part) in SIMPLE_KEYS for part in index):
            return index
        return WHOLE
    if is_a(container, list) and type(index) is int and index >= 0:
        return index
    return WHOLE


def key_written(container: Any, index: Any) -> Any:
    """Return the part of ``container`` that an assignment to ``index`` changes.

    A new key of a dictionary changes its order, which others may see.
    """
    key = key_of(container, index)
    if is_a(container, dict) and key is not WHOLE and not dict.__contains__(container, index):
        return WHOLE
    return key


def announce(container: Any, key: Any, writes: bool) -> None:
    """Announce a read or write of ``container``, or of one element of it."""
    execution = CURRENT.execution
    if execution is None or not execution.announcing:
        return
    execution.touch(execution.memory.element(container, key), writes)


class ContainerMethod:
    """A bound method of a container that announces itself when it is called."""

    __slots__ = ("container", "method", "name")

    def __init__(self, container: Any, name: str, method: Callable[..., Any]) -> None:
        self.container = container
        self.name = name
        self.method = method

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Announce the access, then call the method."""
        container, name = self.container, self.name
        key = WHOLE
        if arguments and name in BY_KEY and is_a(container, dict):
            part = key_written if name in INSERTERS else key_of
            key = part(container, arguments[0])
        announce(container, key, name in WRITERS)
        for argument in arguments:
            if type(argument) in CONTAINERS:
                announce(argument, WHOLE, False)
        return self.method(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.method, name)


def method_of(owner: Any, name: str) -> Any:
    """Return ``owner.name``; a method that nobody has rewritten announces itself.

    ``owner`` is a container, or the ``super()`` of one.
    """
    value = getattr(owner, name)
    container = getattr(owner, "__self__", owner) if type(owner) is super else owner
    if is_a(value, MethodType):
        rewritten = "_kata_read" in getattr(value.__func__, "__globals__", ())
    else:
        rewritten = not is_a(value, BOUND)
    if rewritten or not is_container(container):
        return value
    return ContainerMethod(container, name, value)


def unbound_method_of(cls: type, name: str) -> Any:
    """Return ``cls.name`` of a container's class; ``list.append(items, 1)`` announces itself."""
    value = getattr(cls, name)
    if not is_a(value, UNBOUND):
        return value

    @wraps(value)
    def call(container: Any, *arguments: Any, **named: Any) -> Any:
        method = ContainerMethod(container, name, partial(value, container))
        return method(*arguments, **named)

    return call


class ContainerIterator:
    """An iterator over a container that announces every step."""

    __slots__ = ("container", "iterator")

    def __init__(self, container: Any, iterator: Iterator[Any]) -> None:
        self.container = container
        self.iterator = iterator

    def __iter__(self) -> ContainerIterator:
        return self

    def __next__(self) -> Any:
        announce(self.container, WHOLE, False)
        return next(self.iterator)


def underlying(value: Any) -> Any:
    """Return the container that ``value`` is, or is a view of; None when it is neither."""
    if is_container(value):
        return value
    if is_a(value, VIEWS):
        return gc.get_referents(value)[0]
    return None
