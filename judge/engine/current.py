"""The one place that holds global state: the execution under way.

Rewritten source calls plain functions, and CPython's own ``threading`` calls plain locks; both
have to find the execution they belong to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from judge.engine.execution import Execution


class Current:
    """Holder of the execution under way, or None between executions."""

    __slots__ = ("execution",)

    def __init__(self) -> None:
        self.execution: Execution | None = None


CURRENT = Current()
