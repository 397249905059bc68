"""The ``request`` of a fixture, in one execution of a marked test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from judge.interleave.plain import HINT, BadTest, is_plain

if TYPE_CHECKING:
    from judge.interleave.stage import Stage

NODES: dict[str, type[pytest.Item | pytest.Collector]] = {
    "class": pytest.Class,
    "module": pytest.Module,
    "package": pytest.Package,
    "session": pytest.Session,
}
TOLD = frozenset({"name", "nodeid", "originalname", "path", "config"})


class Node:
    """What a program may know of an item of pytest: how it is called, and its marks."""

    def __init__(self, node: Any, stage: Stage) -> None:
        self._node = node
        self._stage = stage

    def iter_markers(self, name: str | None = None) -> Iterator[Any]:
        """Yield the marks, the closest first; raises ``BadTest`` for one that is no plain value."""
        return (_copied(mark, self._stage) for mark in self._node.iter_markers(name))

    def get_closest_marker(self, name: str, default: Any = None) -> Any:
        """Return the closest mark of a name."""
        return next(self.iter_markers(name), default)

    def __getattr__(self, name: str) -> Any:
        if name not in TOLD:
            raise BadTest(f"request.node.{name} {NOT_THERE}")
        return getattr(self._node, name)


class Request:
    """Stands for ``pytest.FixtureRequest``; what of that would outlive an execution is refused."""

    param: Any

    def __init__(
        self,
        stage: Stage,
        fixturename: str,
        finalizers: list[Callable[[], object]],
        *,
        scope: str = "function",
    ) -> None:
        self._stage = stage
        self._finalizers = finalizers
        self.fixturename = fixturename or None
        self.scope = scope
        item = stage.item
        self.node = Node((scope in NODES and item.getparent(NODES[scope])) or item, stage)
        self.config = item.config
        self.path = item.path
        self.module = stage.module
        self.cls = stage.cls
        self.instance = stage.instance
        self.function = stage.function
        self.fixturenames = [name for name, _ in stage.plan.steps]

    def addfinalizer(self, finalizer: Callable[[], object]) -> None:
        """Have something called when the fixture is torn down, the last one first."""
        self._finalizers.append(finalizer)

    def getfixturevalue(self, name: str) -> Any:
        """Return the value of a fixture that is set up; raises ``BadTest`` for any other."""
        if name == "request":
            return self
        found = [value for key, value in self._stage.values.items() if key[0] == name]
        if not found:
            raise BadTest(
                f"request.getfixturevalue({name!r}) comes too late: ask for the fixture with "
                f"pytest.mark.usefixtures({name!r}) or as an argument"
            )
        return found[-1]

    def __getattr__(self, name: str) -> Any:
        if name == "param":
            raise AttributeError("the fixture has no parameter")
        raise BadTest(f"request.{name} {NOT_THERE}")


NOT_THERE = "cannot be had: it would be shared by all executions"


def _copied(mark: pytest.Mark, stage: Stage) -> Any:
    if not is_plain([*mark.args]) or not is_plain({**mark.kwargs}):
        raise BadTest(f"its mark {mark.name} holds what all executions would share; give it {HINT}")
    args, kwargs = stage.copied(mark.args), stage.copied({**mark.kwargs})
    return SimpleNamespace(name=mark.name, args=args, kwargs=kwargs)
