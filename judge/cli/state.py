"""What the person at the keyboard has started, tried and solved, kept in a small database."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from judge.cli.output import note
from judge.verdict.report import Report, ScenarioReport, Verdict

if TYPE_CHECKING:
    import sqlite3

FOLDER_VARIABLE = "KATA_STATE"
FILE = "state.sqlite3"
BUSY_SECONDS = 2.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS katas (
  kata TEXT PRIMARY KEY,
  started_path TEXT,
  started_at TEXT,
  solved_at TEXT,
  last_verdict TEXT,
  last_failure TEXT
);
CREATE TABLE IF NOT EXISTS attempts (
  id INTEGER PRIMARY KEY,
  kata TEXT NOT NULL,
  at TEXT NOT NULL,
  verdict TEXT NOT NULL,
  symptom TEXT,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  seed TEXT NOT NULL,
  seconds REAL NOT NULL
);
"""
START = """
INSERT INTO katas (kata, started_path, started_at) VALUES (?, ?, ?)
ON CONFLICT (kata) DO UPDATE SET started_path = excluded.started_path,
  started_at = excluded.started_at
"""
ATTEMPT = """
INSERT INTO attempts (kata, at, verdict, symptom, path, sha256, seed, seconds)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
STAND = """
INSERT INTO katas (kata, solved_at, last_verdict, last_failure) VALUES (?, ?, ?, ?)
ON CONFLICT (kata) DO UPDATE SET solved_at = coalesce(solved_at, excluded.solved_at),
  last_verdict = excluded.last_verdict,
  last_failure = coalesce(excluded.last_failure, last_failure)
"""


class Standing(StrEnum):
    """How far somebody got with a kata."""

    STARTED = "started"
    FAILED = "failed"
    SOLVED = "solved"


@dataclass(frozen=True, kw_only=True)
class LastFailure:
    """The last failing scenario of a kata, and the file it was seen in, as an absolute path."""

    path: str
    sha256: str
    scenario: ScenarioReport

    def to_json(self) -> str:
        """Return the text that is stored."""
        data = {"path": self.path, "sha256": self.sha256, "scenario": self.scenario.to_json()}
        return json.dumps(data)

    @classmethod
    def from_json(cls, text: str) -> LastFailure:
        """Read what ``to_json`` wrote; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
        data = json.loads(text)
        scenario = ScenarioReport.from_json(data["scenario"])
        return cls(path=data["path"], sha256=data["sha256"], scenario=scenario)


class State:
    """The stored progress. A database that cannot be used costs a warning, never a command."""

    def __init__(self, folder: Path, warn: Callable[[str], None] = note) -> None:
        self._file = folder / FILE
        self._warn = warn
        self._warned = False

    def standings(self) -> dict[str, Standing]:
        """Return the standing of every kata that was ever started or tried."""
        rows = self._read("SELECT kata, solved_at, last_verdict FROM katas")
        return {kata: standing(solved_at, verdict) for kata, solved_at, verdict in rows}

    def started_path(self, kata: str) -> Path | None:
        """Return where ``kata start`` put the stub."""
        rows = self._read("SELECT started_path FROM katas WHERE kata = ?", kata)
        return Path(rows[0][0]) if rows and rows[0][0] else None

    def last_failure(self, kata: str) -> LastFailure | None:
        """Return the last failure of a kata, None when there is none or it is unreadable."""
        rows = self._read("SELECT last_failure FROM katas WHERE kata = ?", kata)
        if not rows or not rows[0][0]:
            return None
        try:
            return LastFailure.from_json(rows[0][0])
        except (ValueError, KeyError, TypeError) as error:
            self._complain(error)
            return None

    def record_start(self, kata: str, path: Path) -> None:
        """Remember where the stub of a kata is."""
        self._write([(START, (kata, str(path.absolute()), now()))])

    def record_attempt(self, report: Report, path: Path, *, whole: bool) -> None:
        """Remember a verdict; only a pass of the ``whole`` kata solves it.

        The judge's own faults are not held against anybody.
        """
        if report.verdict is Verdict.ERROR:
            return
        solved_at = now() if whole and report.verdict is Verdict.PASSED else None
        place = str(path.absolute())
        failing = report.first_failure
        failure = failing and LastFailure(path=place, sha256=report.sha256, scenario=failing)
        verdict, symptom = report.verdict.value, report.symptom and report.symptom.value
        attempt = (report.kata, now(), verdict, symptom, place, report.sha256)
        stand = (report.kata, solved_at, verdict, failure and failure.to_json())
        self._write([(ATTEMPT, (*attempt, str(report.seed), report.seconds)), (STAND, stand)])

    def _read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guarded():
            if self._file.is_file():
                return self._query(query, values)
        return []

    def _query(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        # Read-only, so that looking at one's progress never creates or upgrades anything.
        with opened(f"{self._file.absolute().as_uri()}?mode=ro") as database:
            return database.execute(query, values).fetchall()

    def _write(self, statements: list[tuple[str, tuple[object, ...]]]) -> None:
        with self._guarded():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with opened(self._file.absolute().as_uri()) as database:
                database.executescript(SCHEMA)
                with database:
                    for statement, values in statements:
                        database.execute(statement, values)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        import sqlite3

        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            # A ValueError is a path that is not UTF-8, which the database cannot hold.
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        if not self._warned:
            self._warn(f"warning: going on without your progress, {self._file}: {error}")
        self._warned = True


@contextmanager
def opened(uri: str) -> Iterator[sqlite3.Connection]:
    """Open a database and close it again; raises ``sqlite3.Error``."""
    import sqlite3

    database = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    try:
        yield database
    finally:
        database.close()


def standing(solved_at: str | None, last_verdict: str | None) -> Standing:
    """Return the standing that a row of the table amounts to; solved once is solved."""
    if solved_at:
        return Standing.SOLVED
    return Standing.FAILED if last_verdict not in (None, "passed") else Standing.STARTED


def now() -> str:
    """Return the time, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def own_state() -> State:
    """Return the state of whoever runs the process; ``KATA_STATE`` names another folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return State(Path(named))
    from platformdirs import user_data_dir

    return State(Path(user_data_dir("thread-katas", appauthor=False)))
