"""Looking out for a file to be saved, however an editor does that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

# How long it takes to notice a save, and how long one that takes several steps is waited for.
STEP_MS = 50
DEBOUNCE_MS = 400
# How often to look without being told: some file systems tell nothing.
LOOK_MS = 1000


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """What tells one saved file from another; an editor that saves again makes a new one."""

    inode: int
    mtime_ns: int
    digest: str


def fingerprint(path: Path) -> Fingerprint | None:
    """Return the fingerprint of a file, None while there is none that can be read."""
    try:
        if not path.is_file():
            return None
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        status = path.stat()
    except OSError:
        return None
    return Fingerprint(inode=status.st_ino, mtime_ns=status.st_mtime_ns, digest=digest)


class Watcher:
    """Calls ``look``, in a thread of its own, whenever a file may have changed, and now and then.

    The folder is watched and not the file, since an editor may put a new file in its place.
    """

    def __init__(self, path: Path, look: Callable[[], None]) -> None:
        self._names = {path.name, path.resolve().name}
        self._folders = {path.absolute().parent, path.resolve().parent}
        self._look = look
        self._stopped = Event()
        self._thread = Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; returns when it has stopped."""
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        try:
            self._be_told()
        except Exception:
            # Whatever is wrong, be it a limit on watches or a folder that went away, looking at
            # the file now and then still works.
            while not self._stopped.wait(LOOK_MS / 1000):
                self._look()

    def _be_told(self) -> None:
        from watchfiles import watch

        for _ in watch(
            *self._folders,
            watch_filter=lambda change, name: Path(name).name in self._names,
            step=STEP_MS,
            debounce=DEBOUNCE_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            stop_event=self._stopped,
            recursive=False,
            raise_interrupt=False,
        ):
            self._look()
