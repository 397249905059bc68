"""Progress is kept where it should be, and losing it never costs more than a warning."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from cli_fakes import FakeJudge, failing, passing, report
from conftest import Kata

from judge.cli import database
from judge.cli.database import FILE
from judge.cli.state import LastFailure, Record, Standing, State, own_state
from judge.verdict.report import Symptom, Verdict

HERE = Path("mutex.py")


@pytest.fixture
def warnings() -> list[str]:
    """What the state complained of."""
    return []


@pytest.fixture
def kept(tmp_path: Path, warnings: list[str]) -> State:
    """A state in a folder that is not there yet."""
    return State(tmp_path / "a" / "folder", warnings.append)


def test_nothing_is_known_at_first_and_looking_creates_nothing(
    kept: State, warnings: list[str], tmp_path: Path
) -> None:
    assert kept.standings() == {}
    assert kept.started_path("mutex") is None
    assert kept.last_failure("mutex") is None
    assert warnings == []
    assert not (tmp_path / "a").exists()


def test_a_start_is_remembered_by_its_absolute_path(kept: State) -> None:
    kept.record_start("mutex", HERE)
    assert kept.standings() == {"mutex": Standing.STARTED}
    assert kept.started_path("mutex") == HERE.absolute()


def test_starting_again_elsewhere_keeps_what_was_reached(kept: State, tmp_path: Path) -> None:
    kept.record_attempt(report(passing()), HERE, whole=True)
    kept.record_start("mutex", tmp_path / "mutex.py")
    assert kept.standings() == {"mutex": Standing.SOLVED}
    assert kept.started_path("mutex") == tmp_path / "mutex.py"


def test_a_failure_is_remembered_with_file_and_schedule(kept: State) -> None:
    kept.record_attempt(report(passing(), failing()), HERE, whole=True)
    assert kept.standings() == {"mutex": Standing.FAILED}
    assert kept.last_failure("mutex") == LastFailure(
        path=str(HERE.absolute()), sha256="ab" * 32, scenario=failing()
    )


def test_a_rejection_counts_as_a_failure_but_replaces_none(kept: State) -> None:
    rejected = report(verdict=Verdict.REJECTED, symptom=Symptom.FORBIDDEN)
    kept.record_attempt(report(failing()), HERE, whole=True)
    kept.record_attempt(rejected, HERE, whole=True)
    assert kept.standings() == {"mutex": Standing.FAILED}
    assert kept.last_failure("mutex") is not None


def test_every_attempt_is_kept(kept: State, tmp_path: Path) -> None:
    for told in (report(failing()), report(passing())):
        kept.record_attempt(told, HERE, whole=True)
    with sqlite3.connect(tmp_path / "a" / "folder" / FILE) as database:
        rows = database.execute("SELECT kata, verdict, symptom FROM attempts").fetchall()
    database.close()
    assert rows == [("mutex", "failed", "wrong_result"), ("mutex", "passed", None)]


def test_a_corrupt_database_costs_one_warning(
    kept: State, warnings: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "folder"
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(b"this is no database" * 100)
    assert kept.standings() == {}
    kept.record_start("mutex", HERE)
    assert kept.last_failure("mutex") is None
    assert len(warnings) == 1
    assert str(folder / FILE) in warnings[0]
    assert (folder / FILE).read_bytes() == b"this is no database" * 100


def test_a_failure_that_cannot_be_read_is_none(
    kept: State, warnings: list[str], tmp_path: Path
) -> None:
    kept.record_attempt(report(failing()), HERE, whole=True)
    with sqlite3.connect(tmp_path / "a" / "folder" / FILE) as database:
        database.execute("UPDATE katas SET last_failure = '{\"path\": 1}'")
    database.close()
    assert kept.last_failure("mutex") is None
    assert len(warnings) == 1


def test_a_database_that_may_only_be_read_costs_a_warning_and_still_reads(
    kept: State, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.record_start("mutex", HERE)
    connect = sqlite3.connect

    def read_only(database: str, **how: Any) -> Any:
        return connect(f"{database.partition('?')[0]}?mode=ro", **how)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    kept.record_attempt(report(passing()), HERE, whole=True)
    assert len(warnings) == 1
    assert "readonly" in warnings[0]
    assert kept.standings() == {"mutex": Standing.STARTED}


@pytest.mark.parametrize("folder", ["/dev/null/folder", "/proc"])
def test_a_folder_that_cannot_be_written_never_stops_a_command(
    kata: Kata, fake: FakeJudge, submission: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setenv("KATA_STATE", folder)
    result = kata("test", "mutex", "--format", "json")
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("warning: ")
    assert kata("list").exit_code == 0


def test_a_path_that_is_no_text_costs_a_warning(kept: State, warnings: list[str]) -> None:
    kept.record_start("mutex", Path("\udcff.py"))
    assert len(warnings) == 1
    assert kept.standings() == {}


def test_a_seed_may_be_larger_than_the_database_counts(kept: State, warnings: list[str]) -> None:
    kept.record_attempt(report(passing(), seed=10**30), HERE, whole=True)
    assert warnings == []
    assert kept.standings() == {"mutex": Standing.SOLVED}


def test_another_process_that_holds_the_database_costs_a_warning(
    kept: State, warnings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    kept.record_start("mutex", HERE)
    other = sqlite3.connect(tmp_path / "a" / "folder" / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept.record_start("rwlock", HERE)
    other.close()
    assert "locked" in warnings[0]


def test_the_state_lives_with_the_users_data_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KATA_STATE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own_state().record_start("mutex", HERE)
    assert (tmp_path / "data" / "thread-katas" / FILE).is_file()


def test_odd_characters_in_the_folder_are_part_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "50% of?my #katas"
    monkeypatch.setenv("KATA_STATE", str(folder))
    own_state().record_start("mutex", HERE)
    assert (folder / FILE).is_file()
    assert own_state().standings() == {"mutex": Standing.STARTED}


OLD_TABLES = """
CREATE TABLE katas (kata TEXT PRIMARY KEY, started_path TEXT, started_at TEXT, solved_at TEXT,
  last_verdict TEXT, last_failure TEXT);
CREATE TABLE attempts (id INTEGER PRIMARY KEY, kata TEXT NOT NULL, at TEXT NOT NULL,
  verdict TEXT NOT NULL, symptom TEXT, path TEXT NOT NULL, sha256 TEXT NOT NULL,
  seed TEXT NOT NULL, seconds REAL NOT NULL);
INSERT INTO katas (kata, solved_at) VALUES ('mutex', '2025-01-31T12:00:00+00:00');
"""


def test_a_database_of_an_earlier_version_is_read_and_then_added_to(
    kept: State, warnings: list[str], tmp_path: Path
) -> None:
    (tmp_path / "a" / "folder").mkdir(parents=True)
    database = sqlite3.connect(tmp_path / "a" / "folder" / FILE)
    database.executescript(OLD_TABLES)
    database.close()
    assert kept.record("mutex") == Record(
        standing=Standing.SOLVED, solved_at="2025-01-31T12:00:00+00:00"
    )
    kept.record_hints("mutex", 2)
    assert kept.record("mutex").hints == 2
    assert kept.standings() == {"mutex": Standing.SOLVED}
    assert warnings == []


def test_only_the_first_pass_of_the_whole_kata_is_the_first(kept: State) -> None:
    passes = report(passing())
    assert not kept.record_attempt(report(failing()), HERE, whole=True)
    assert not kept.record_attempt(passes, HERE, whole=False)
    assert kept.record_attempt(passes, HERE, whole=True)
    assert not kept.record_attempt(passes, HERE, whole=True)


def test_forgetting_keeps_the_attempts_and_the_place_of_the_file(
    kept: State, tmp_path: Path
) -> None:
    kept.record_attempt(report(failing()), HERE, whole=True)
    kept.record_hints("mutex", 1)
    kept.forget("mutex", tmp_path / "mutex.py")
    assert kept.record("mutex") == Record(standing=Standing.STARTED, attempts=1)
    assert kept.started_path("mutex") == tmp_path / "mutex.py"
    assert kept.last_failure("mutex") is None


def test_fewer_hints_than_were_shown_change_nothing(kept: State) -> None:
    kept.record_hints("mutex", 3)
    kept.record_hints("mutex", 1)
    assert kept.record("mutex").hints == 3
