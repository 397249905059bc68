"""The wrong submissions of a kata, the simplest first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from judge.katas import Kata
from judge.verdict.report import Symptom

SYMPTOMS = tuple(symptom.value for symptom in Symptom)
# What these are wrong in does not depend on the order of the threads as a rule.
LATE = ("polling", "busy_wait", "error_contract", "timeout", "crash", "forbidden")


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One wrong submission, in the folder of its ``symptom``.

    ``sha256`` is the digest of its text and of the scenarios.
    """

    symptom: Symptom
    path: Path
    text: str
    sha256: str

    @property
    def name(self) -> str:
        """What it is called in a list: ``deadlock/two_locks``."""
        return f"{self.symptom.value}/{self.path.stem}"


def wrong_submissions(kata: Kata) -> list[Wrong]:
    """Return the wrong submissions of a kata; the shorter ones are the simpler ones."""
    tests = kata.tests.read_bytes()
    found = [
        wrong_in(path, tests)
        for path in kata.solutions.glob("*/*.py")
        if path.parent.name in SYMPTOMS
    ]
    return sorted(found, key=lambda one: (one.symptom.value in LATE, size_of(one.text), one.name))


def wrong_in(path: Path, tests: bytes) -> Wrong:
    """Return the submission in a file."""
    data = path.read_bytes()
    digest = hashlib.sha256(data + tests).hexdigest()
    symptom = Symptom(path.parent.name)
    return Wrong(symptom=symptom, path=path, text=data.decode("utf-8"), sha256=digest)


def size_of(text: str) -> int:
    """Return how many lines of a text are not empty."""
    return sum(bool(line.strip()) for line in text.splitlines())
