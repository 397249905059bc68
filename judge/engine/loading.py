"""A module that is being loaded by one thread, while others import it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from judge.engine.current import CURRENT
from judge.engine.library_locks import InternalLock

if TYPE_CHECKING:
    from judge.engine.execution import Execution
    from judge.engine.task import Task


class ModuleLock(InternalLock):
    """What a thread waits for that imports a module which another one is loading."""

    __slots__ = ()


class Loading:
    """A module on its way; there is a lock only when somebody else wants the module."""

    def __init__(self) -> None:
        execution = CURRENT.execution
        self.task: Task | None = execution.task if execution is not None else None
        self.lock: ModuleLock | None = None

    def wait(self, execution: Execution) -> None:
        """Wait until the module is loaded, unless it could never be.

        Modules that import each other see each other half done, as they do without threads.
        """
        if self.task is None or self._leads_to(execution.task):
            return
        if self.lock is None:
            self.lock = ModuleLock()
            self.lock.held, self.lock.holder = True, self.task
            self.lock.execution = execution
        self.lock.acquire()
        self.lock.release()

    def _leads_to(self, task: Any) -> bool:
        at: Any = self.task
        while at is not None and at is not task:
            lock = at.waiting_on
            at = lock.holder if isinstance(lock, ModuleLock) else None
        return at is task

    def end(self) -> None:
        """Let those go on who wait."""
        if self.lock is not None:
            self.lock.release()
