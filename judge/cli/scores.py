"""The best scores in ``kata play``, and what turned out to be no game; kept with the progress."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge.cli.claims import count
from judge.cli.database import Database, own_folder
from judge.cli.output import note
from judge.cli.state import now
from judge.play.game import Score
from judge.play.wrong import Wrong

SCHEMA = """
CREATE TABLE IF NOT EXISTS plays (
  kata TEXT NOT NULL,
  file TEXT NOT NULL,
  preemptions INTEGER NOT NULL,
  hints INTEGER NOT NULL,
  choices INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (kata, file)
);
CREATE TABLE IF NOT EXISTS unplayable (
  kata TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (kata, file)
);
"""
PLAY = """
INSERT INTO plays (kata, file, preemptions, hints, choices, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kata, file) DO UPDATE SET preemptions = excluded.preemptions,
  hints = excluded.hints, choices = excluded.choices, at = excluded.at
WHERE (excluded.preemptions, excluded.hints, excluded.choices) < (preemptions, hints, choices)
"""
UNPLAYABLE = """
INSERT OR REPLACE INTO unplayable (kata, file, sha256, reason) VALUES (?, ?, ?, ?)
"""


@dataclass(frozen=True, kw_only=True, order=True)
class Best:
    """The best score so far: few preemptions count first, then few hints, then few choices."""

    preemptions: int
    hints: int
    choices: int

    def __str__(self) -> str:
        with_hints = f", {count(self.hints, 'hint')}" if self.hints else ""
        return f"{count(self.preemptions, 'preemption')}{with_hints}"


class Scores:
    """The scores on disk. A database that cannot be used costs a warning, never a game."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder, SCHEMA, note)

    def best(self, kata: str) -> dict[str, Best]:
        """Return the best scores of a kata by the names of the submissions."""
        query = "SELECT file, preemptions, hints, choices FROM plays WHERE kata = ?"
        rows = self._database.read(query, kata)
        return {
            file: Best(preemptions=preemptions, hints=hints, choices=choices)
            for file, preemptions, hints, choices in rows
        }

    def record(self, kata: str, file: str, score: Score) -> None:
        """Remember a score if it is the best."""
        made = (score.preemptions, score.hints, score.choices)
        self._database.write([(PLAY, (kata, file, *made, now()))])

    def unplayable(self, kata: str, wrong: list[Wrong]) -> dict[str, str]:
        """Return why submissions are no game, as far as that is known of their present text."""
        query = "SELECT file, sha256, reason FROM unplayable WHERE kata = ?"
        rows = {(file, sha): reason for file, sha, reason in self._database.read(query, kata)}
        known = {one.name: rows.get((one.name, one.sha256)) for one in wrong}
        return {name: reason for name, reason in known.items() if reason is not None}

    def record_unplayable(self, kata: str, wrong: Wrong, reason: str) -> None:
        """Remember that a submission is no game, and why."""
        self._database.write([(UNPLAYABLE, (kata, wrong.name, wrong.sha256, reason))])

    def record_playable(self, kata: str, wrong: Wrong) -> None:
        """Remember that a submission is a game after all."""
        if self.unplayable(kata, [wrong]):
            gone = "DELETE FROM unplayable WHERE kata = ? AND file = ?"
            self._database.write([(gone, (kata, wrong.name))])


def own_scores() -> Scores:
    """Return the scores of whoever runs the process, next to the progress."""
    return Scores(own_folder())
