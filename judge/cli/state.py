"""What the person at the keyboard has started, tried and solved, kept in a small database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from judge.cli.database import Database, own_folder
from judge.cli.output import note
from judge.verdict.report import Report, ScenarioReport, Verdict

# A table may be added, a column may not: files that earlier versions made are still used.
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
CREATE TABLE IF NOT EXISTS hints (
  kata TEXT PRIMARY KEY,
  shown INTEGER NOT NULL
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
HINTS = """
INSERT INTO hints (kata, shown) VALUES (?, ?)
ON CONFLICT (kata) DO UPDATE SET shown = max(shown, excluded.shown)
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


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that is known of one kata; ``solved_at`` is when it was first solved, in UTC.

    ``attempts`` counts the judgements of all times, those before a reset as well.
    """

    standing: Standing | None = None
    solved_at: str | None = None
    attempts: int = 0
    hints: int = 0


class State:
    """The stored progress. A database that cannot be used costs a warning, never a command."""

    def __init__(self, folder: Path, warn: Callable[[str], None] = note) -> None:
        self._database = Database(folder, SCHEMA, warn)

    def standings(self) -> dict[str, Standing]:
        """Return the standing of every kata that was ever started or tried."""
        rows = self._database.read("SELECT kata, solved_at, last_verdict FROM katas")
        return {kata: standing(solved_at, verdict) for kata, solved_at, verdict in rows}

    def record(self, kata: str) -> Record:
        """Return what is known of a kata, which may be nothing."""
        read = self._database.read
        rows = read("SELECT solved_at, last_verdict FROM katas WHERE kata = ?", kata)
        attempts = read("SELECT count(*) FROM attempts WHERE kata = ?", kata)
        hints = read("SELECT shown FROM hints WHERE kata = ?", kata)
        return Record(
            standing=standing(*rows[0]) if rows else None,
            solved_at=rows[0][0] if rows else None,
            attempts=attempts[0][0] if attempts else 0,
            hints=hints[0][0] if hints else 0,
        )

    def started_path(self, kata: str) -> Path | None:
        """Return where ``kata start`` put the stub."""
        rows = self._database.read("SELECT started_path FROM katas WHERE kata = ?", kata)
        return Path(rows[0][0]) if rows and rows[0][0] else None

    def last_failure(self, kata: str) -> LastFailure | None:
        """Return the last failure of a kata, None when there is none or it is unreadable."""
        rows = self._database.read("SELECT last_failure FROM katas WHERE kata = ?", kata)
        if not rows or not rows[0][0]:
            return None
        try:
            return LastFailure.from_json(rows[0][0])
        except (ValueError, KeyError, TypeError) as error:
            self._database.complain(error)
            return None

    def record_start(self, kata: str, path: Path) -> None:
        """Remember where the stub of a kata is."""
        self._database.write([(START, (kata, str(path.absolute()), now()))])

    def record_hints(self, kata: str, shown: int) -> None:
        """Remember that so many hints were shown; it never gets fewer."""
        self._database.write([(HINTS, (kata, shown))])

    def record_attempt(self, report: Report, path: Path, *, whole: bool) -> bool:
        """Remember a verdict; only a pass of the ``whole`` kata solves it.

        Returns whether this is what solved it. The judge's own faults are held against nobody.
        """
        if report.verdict is Verdict.ERROR:
            return False
        solves = whole and report.verdict is Verdict.PASSED
        first = solves and self.standings().get(report.kata) is not Standing.SOLVED
        place = str(path.absolute())
        failing = report.first_failure
        failure = failing and LastFailure(path=place, sha256=report.sha256, scenario=failing)
        verdict, symptom = report.verdict.value, report.symptom and report.symptom.value
        attempt = (report.kata, now(), verdict, symptom, place, report.sha256)
        stand = (report.kata, now() if solves else None, verdict, failure and failure.to_json())
        statements = [(ATTEMPT, (*attempt, str(report.seed), report.seconds)), (STAND, stand)]
        self._database.write(statements)
        return first

    def forget(self, kata: str, started: Path | None) -> None:
        """Forget how far somebody got, but not the attempts; ``started`` is their file."""
        statements: list[tuple[str, tuple[object, ...]]] = [
            ("DELETE FROM katas WHERE kata = ?", (kata,)),
            ("DELETE FROM hints WHERE kata = ?", (kata,)),
        ]
        if started is not None:
            statements.append((START, (kata, str(started.absolute()), now())))
        self._database.write(statements)


def standing(solved_at: str | None, last_verdict: str | None) -> Standing:
    """Return the standing that a row of the table amounts to; solved once is solved."""
    if solved_at:
        return Standing.SOLVED
    return Standing.FAILED if last_verdict not in (None, "passed") else Standing.STARTED


def now() -> str:
    """Return the time, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def local_day(at: str) -> str:
    """Return the day of a stored time, where the person is."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d")


def own_state() -> State:
    """Return the state of whoever runs the process."""
    return State(own_folder())
