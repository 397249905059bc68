"""What rewritten source calls: announce an access, then do it."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType, MemberDescriptorType, ModuleType
from typing import Any

from judge.engine.containers import (
    CONTAINERS,
    ContainerIterator,
    announce,
    is_a,
    is_container,
    key_of,
    key_written,
    method_of,
    unbound_method_of,
    underlying,
)
from judge.engine.current import CURRENT
from judge.engine.execution import Execution
from judge.engine.generators import note_resumed, resume
from judge.engine.loops import Loop, loop, loop_over, turn
from judge.engine.operation import WHOLE, Location

SLOT = object()
HANDLED = object()
NO_FIELDS: dict[str, Any] = {}
own_attribute = object.__getattribute__
AUGMENTING: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {name: getattr(operator, name) for name in dir(operator) if name.startswith("i")}
)
HEAP_TYPE = 1 << 9


def read(owner: Any, name: str) -> Any:
    """Announce and do ``owner.name``."""
    execution = CURRENT.execution
    if execution is None or not execution.announcing:
        return getattr(owner, name)
    record = execution.memory.records.get(id(owner))
    if record is not None and record.plain and name in record.fields:
        execution.touch(record.fields[name], False)
        value = getattr(owner, name)
        if execution.recorder is not None:
            execution.recorder.named(value, record.fields[name].label)
        return value
    return _first_read(execution, owner, name)


def _first_read(execution: Execution, owner: Any, name: str) -> Any:
    cls = type(owner)
    # Asking the owner itself, or ``isinstance``, could run code of the program.
    fields = own_attribute(owner, "__dict__") if cls.__dictoffset__ else NO_FIELDS
    if issubclass(cls, type):
        _read_class(execution, owner, name)
        if issubclass(owner, CONTAINERS):
            return unbound_method_of(owner, name)
    elif name in fields:
        if not issubclass(cls, ModuleType):
            execution.access(owner, name, False, (cls.__name__, name))
        elif "_kata_read" in fields:
            execution.access(fields, name, False, ("", name))
    else:
        _read_from_class(execution, cls, owner, name)
        if issubclass(cls, CONTAINERS) or cls is super:
            return method_of(owner, name)
    try:
        value = getattr(owner, name)
    except AttributeError:
        if not _could_be_assigned(cls, name):
            raise
        execution.access(owner, name, False, (cls.__name__, name))
        value = getattr(owner, name)
    if execution.recorder is not None:
        execution.recorder.named(value, (cls.__name__, name))
    return value


def _could_be_assigned(cls: type, name: str) -> bool:
    # That an attribute is missing depends on when one asks, where an assignment could make it.
    if not cls.__dictoffset__ or issubclass(cls, type | ModuleType):
        return False
    return not any(name in base.__dict__ or "__getattr__" in base.__dict__ for base in cls.__mro__)


def _read_from_class(execution: Execution, cls: type, owner: Any, name: str) -> None:
    if not cls.__flags__ & HEAP_TYPE:
        return
    place = _class_data(execution, cls).get(name)
    if place is SLOT:
        execution.access(owner, name, False, (cls.__name__, name))
    elif place is not None and place is not HANDLED:
        execution.access(place, name, False, (place.__name__, name))
        if cls.__dictoffset__:
            execution.access(owner, name, False, (cls.__name__, name))


def _read_class(execution: Execution, cls: type, name: str) -> None:
    if cls.__flags__ & HEAP_TYPE:
        place = _class_data(execution, cls).get(name)
        if place is not None and place is not SLOT and place is not HANDLED:
            execution.access(place, name, False, (place.__name__, name))


def _class_data(execution: Execution, cls: type) -> dict[str, Any]:
    data = execution.class_data.get(cls)
    if data is None:
        data = {}
        cache = execution.class_data
        if cls.__module__ not in execution.modules:
            cache = execution.library_class_data
            if cls in cache:
                return cache[cls]
        cache[cls] = data
        for base in reversed(cls.__mro__):
            if base.__flags__ & HEAP_TYPE:
                for name, value in base.__dict__.items():
                    _classify(data, base, name, value)
    return data


def _classify(data: dict[str, Any], base: type, name: str, value: Any) -> None:
    data.pop(name, None)
    if is_a(value, MemberDescriptorType):
        data[name] = SLOT
    elif hasattr(type(value), "__set__"):
        data[name] = HANDLED
    elif name[:2] != "__" and not hasattr(type(value), "__get__"):
        data[name] = base


def write(value: Any, owner: Any, name: str) -> None:
    """Announce and do ``owner.name = value``."""
    execution = CURRENT.execution
    if execution is not None and execution.announcing:
        if execution.recorder is not None:
            execution.recorder.writing[execution.task] = value
        record = execution.memory.records.get(id(owner))
        if record is not None and record.plain and name in record.fields:
            if record.attributes.get(name, HANDLED) is value:
                # It changes nothing, so a loop that does no more than this gets nowhere.
                execution.task.progress -= 1
            execution.touch(record.fields[name], True)
        else:
            _announce_write(execution, owner, name)
    setattr(owner, name, value)


def _tell_writing(value: Any) -> None:
    execution = CURRENT.execution
    if execution is not None and execution.recorder is not None:
        execution.recorder.writing[execution.task] = value


def delete(owner: Any, name: str) -> None:
    """Announce and do ``del owner.name``."""
    execution = CURRENT.execution
    if execution is not None and execution.announcing:
        _announce_write(execution, owner, name)
    delattr(owner, name)


def _announce_write(execution: Execution, owner: Any, name: str) -> None:
    cls = type(owner)
    if issubclass(cls, type):
        execution.class_data.clear()
        execution.access(owner, name, True, (owner.__name__, name))
    elif issubclass(cls, ModuleType):
        execution.access(vars(owner), name, True, ("", name))
    else:
        # A property's setter announces what it writes itself.
        if _class_data(execution, cls).get(name) is not HANDLED:
            execution.access(owner, name, True, (cls.__name__, name))


def read_by_name(owner: Any, name: str, *default: Any) -> Any:
    """Announce and do ``getattr(owner, name, *default)``."""
    if len(default) != 1:
        return getattr(owner, name, *default) if default else read(owner, name)
    try:
        return read(owner, name)
    except AttributeError:
        return default[0]


def has(owner: Any, name: str) -> bool:
    """Announce and do ``hasattr(owner, name)``."""
    try:
        read(owner, name)
    except AttributeError:
        return False
    return True


def write_by_name(owner: Any, name: str, value: Any) -> None:
    """Announce and do ``setattr(owner, name, value)``."""
    write(value, owner, name)


def read_item(owner: Any, index: Any) -> Any:
    """Announce and do ``owner[index]``; a ``defaultdict`` writes what it has not got."""
    if is_container(owner):
        inserts = is_a(owner, defaultdict) and index not in owner
        announce(owner, WHOLE if inserts else key_of(owner, index), inserts)
        execution = CURRENT.execution
        if execution is not None and execution.recorder is not None:
            execution.recorder.seen(owner, index)
    return owner[index]


def write_item(value: Any, owner: Any, index: Any) -> None:
    """Announce and do ``owner[index] = value``."""
    if is_container(owner):
        _tell_writing(value)
        announce(owner, key_written(owner, index), True)
    owner[index] = value


def delete_item(owner: Any, index: Any) -> None:
    """Announce and do ``del owner[index]``."""
    if is_container(owner):
        key = key_of(owner, index) if is_a(owner, dict) else WHOLE
        announce(owner, key, True)
    del owner[index]


def contains(item: Any, owner: Any) -> bool:
    """Announce and do ``item in owner``."""
    if is_container(owner):
        announce(owner, key_of(owner, item) if is_a(owner, dict) else WHOLE, False)
    return item in owner


def lacks(item: Any, owner: Any) -> bool:
    """Announce and do ``item not in owner``."""
    return not contains(item, owner)


def whole(value: Any) -> Any:
    """Announce that ``value``, if it is a container, is read as a whole; return it."""
    if is_container(value):
        announce(value, WHOLE, False)
    return value


def iterate(value: Any) -> Any:
    """Return an iterator that announces its steps when ``value`` is a container."""
    note_resumed(value)
    container = underlying(value)
    execution = CURRENT.execution
    if container is None or execution is None or not execution.announcing:
        return value
    return ContainerIterator(container, iter(value))


def augment(name: str, value: Any, operand: Any) -> Any:
    """Do an augmented operation; one that changes a container in place is a write of it."""
    if is_container(value):
        announce(value, WHOLE, True)
    if is_container(operand):
        announce(operand, WHOLE, False)
    return AUGMENTING[name](value, operand)


def new_cell(name: str) -> Location:
    """Return the identity of a variable that inner functions share."""
    execution = CURRENT.execution
    serial = 0
    location = Location(("", name), name, serial=serial)
    if execution is not None:
        location.serial = execution.memory.next_serial()
        location.shared = location.label in execution.memory.shared
    return location


def read_variable(location: Location) -> bool:
    """Announce the read of a shared variable."""
    execution = CURRENT.execution
    if execution is not None and execution.announcing:
        execution.touch(location, False)
    return True


def write_variable(value: Any, location: Location) -> Any:
    """Announce the write of a shared variable; return the value to write."""
    _tell_writing(value)
    execution = CURRENT.execution
    if execution is not None and execution.announcing:
        execution.touch(location, True)
    return value


def global_finder(namespace: dict[str, Any]) -> Callable[[str], Location]:
    """Return the hook that gives the identity of a module's global variable."""

    def find(name: str) -> Location:
        execution = CURRENT.execution
        if execution is None:
            return Location(("", name), name, serial=0)
        return execution.memory.location(namespace, name, ("", name))

    return find


def explain(source: str, left: Any, right: Any) -> str:
    """Return what to say of a comparison that did not hold."""
    return f"{source}, but it was {left!r} against {right!r}"


def hooks_for(namespace: dict[str, Any]) -> dict[str, Any]:
    """Return the names that rewritten source finds in its module."""
    return {**HOOKS, "_kata_global": global_finder(namespace)}


HOOKS = {
    "_kata_augment": augment,
    "_kata_contains": contains,
    "_kata_delete": delete,
    "_kata_delete_item": delete_item,
    "_kata_explain": explain,
    "_kata_iterate": iterate,
    "_kata_lacks": lacks,
    "_kata_loop": loop,
    "_kata_loop_over": loop_over,
    "_kata_new_cell": new_cell,
    "_kata_read": read,
    "_kata_read_item": read_item,
    "_kata_read_variable": read_variable,
    "_kata_slice": slice,
    "_kata_turn": turn,
    "_kata_whole": whole,
    "_kata_write": write,
    "_kata_write_item": write_item,
    "_kata_write_variable": write_variable,
}

# The same accesses, where the program asks for them by builtin functions.
BUILTINS = {
    "delattr": delete,
    "getattr": read_by_name,
    "hasattr": has,
    "next": resume,
    "setattr": write_by_name,
}

__all__ = ["BUILTINS", "HOOKS", "Loop", "hooks_for"]
