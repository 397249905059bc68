"""A small database file that may be missing, old, locked or broken, and never stops a command."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

FOLDER_VARIABLE = "KATA_STATE"
FILE = "state.sqlite3"
BUSY_SECONDS = 2.0
Statement = tuple[str, tuple[object, ...]]


def own_folder() -> Path:
    """Return the folder of whoever runs the process; ``KATA_STATE`` names another one."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("thread-katas", appauthor=False))


class Database:
    """The file of tables in a folder. What goes wrong with it is complained of once, and costs no
    more.

    ``schema`` is run before every write, so it creates only what is not there yet.
    """

    def __init__(self, folder: Path, schema: str, warn: Callable[[str], None]) -> None:
        self._file = folder / FILE
        self._schema = schema
        self._warn = warn
        self._warned = False

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows, none where there is nothing to read."""
        with self._guarded():
            if self._file.is_file():
                return self._query(query, values)
        return []

    def write(self, statements: Sequence[Statement]) -> None:
        """Run the statements, all of them or none."""
        with self._guarded():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with opened(self._file.absolute().as_uri()) as database:
                database.executescript(self._schema)
                with database:
                    for statement, values in statements:
                        database.execute(statement, values)

    def complain(self, error: Exception) -> None:
        """Say what is wrong with the file, unless that has been said before."""
        if not self._warned:
            self._warn(f"warning: going on without your progress, {self._file}: {error}")
        self._warned = True

    def _query(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        import sqlite3

        # Read-only, so that looking at one's progress never creates or upgrades anything.
        with opened(f"{self._file.absolute().as_uri()}?mode=ro") as database:
            try:
                return database.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                # An earlier version made the file, and did not know of this table.
                if "no such table" in str(error):
                    return []
                raise

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        import sqlite3

        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            # A ValueError is a path that is not UTF-8, which the database cannot hold.
            self.complain(error)


@contextmanager
def opened(uri: str) -> Iterator[sqlite3.Connection]:
    """Open a database and close it again; raises ``sqlite3.Error``."""
    import sqlite3

    database = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    try:
        yield database
    finally:
        database.close()
