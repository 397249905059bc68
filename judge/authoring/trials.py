"""Judging mutants: which are killed, by what, and which survive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from judge.authoring.equivalents import (
    ANY,
    FILE,
    BadEntry,
    Equivalent,
    read_equivalents,
    reason_for,
)
from judge.authoring.findings import Finding, Part
from judge.authoring.mutation import Mutant, mutants_of
from judge.authoring.place import Place
from judge.authoring.submissions import WALL_SECONDS
from judge.authoring.workers import Job
from judge.box.intake import Submission
from judge.box.judging import OnProgress, Options, judge
from judge.katas import Kata
from judge.verdict.report import Symptom, Verdict


class Fate(StrEnum):
    """What became of a mutant. ``ERROR`` is the judge's own fault."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A mutant that has been judged: killed by ``scenario`` with ``symptom``, or ``why`` not."""

    kata: str
    mutant: Mutant
    fate: Fate
    scenario: str | None = None
    symptom: Symptom | None = None
    why: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the mutant object of the JSON contract."""
        return {
            "id": self.mutant.id,
            "file": self.mutant.file,
            "line": self.mutant.line,
            "operator": self.mutant.operator,
            "diff": self.mutant.diff,
            "fate": self.fate.value,
            "scenario": self.scenario,
            "symptom": self.symptom and self.symptom.value,
            "why": self.why,
        }


def trial_jobs(place: Place, kata: Kata, seed: int) -> list[Job[Trial]]:
    """Return a job for every mutant of the reference and of the accepted answers."""
    try:
        equivalents = read_equivalents(place)
    except BadEntry:
        equivalents = []
    jobs: list[Job[Trial]] = []
    for path in (kata.reference, *sorted((place.solutions / "accepted").glob("*.py"))):
        for mutant in _mutants(place, path):
            why = reason_for(mutant, equivalents)
            run = partial(tried, kata, mutant, why, seed)
            jobs.append(Job(label=f"{place.name}  {mutant.id}", run=run))
    return jobs


def _mutants(place: Place, path: Path) -> list[Mutant]:
    file = path.relative_to(place.solutions).as_posix()
    try:
        return mutants_of(file, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, SyntaxError):
        # The judgement of the file itself says so.
        return []


def tried(kata: Kata, mutant: Mutant, why: str | None, seed: int, on_progress: OnProgress) -> Trial:
    """Judge one mutant; no real threads, because only the engine's finds are certain."""
    digest = hashlib.sha256(mutant.text.encode()).hexdigest()
    submission = Submission(path=mutant.file, text=mutant.text, sha256=digest)
    options = Options(seed=seed, budget=WALL_SECONDS, native=False, fail_fast=True)
    report = judge(kata, submission, options, on_progress)
    failure = report.first_failure
    fate = Fate.KILLED
    if report.verdict is Verdict.ERROR:
        fate = Fate.ERROR
    elif report.verdict is Verdict.PASSED:
        fate = Fate.SURVIVED if why is None else Fate.EQUIVALENT
    return Trial(
        kata=kata.name,
        mutant=mutant,
        fate=fate,
        scenario=failure.name if failure else None,
        symptom=report.symptom,
        why=why if fate is Fate.EQUIVALENT else None,
    )


def trial_findings(place: Place, trials: Sequence[Trial]) -> Iterator[Finding]:
    """Yield the mutants that ought not to have survived, and the reasons that are out of date."""
    fates = Counter(trial.fate for trial in trials)
    told = ", ".join(f"{fates[fate]} {fate}" for fate in Fate if fates[fate])
    path = place.solutions
    stale = list(_equivalents_problems(place, trials))
    yield from stale
    for trial in trials:
        if trial.fate in (Fate.SURVIVED, Fate.ERROR):
            mutant = trial.mutant
            message = f"line {mutant.line}: {mutant.operator} {trial.fate}: {mutant.source}"
            yield place.problem(Part.MUTANTS, path / mutant.file, message)
    if not stale and not fates[Fate.SURVIVED] and not fates[Fate.ERROR]:
        yield place.finding(Part.MUTANTS, path, f"{len(trials)}: {told}")


def _equivalents_problems(place: Place, trials: Sequence[Trial]) -> Iterator[Finding]:
    path = place.solutions / FILE
    try:
        entries = read_equivalents(place)
    except BadEntry as error:
        yield place.problem(Part.MUTANTS, path, str(error))
        return
    for entry in entries:
        if problem := stale(entry, trials):
            yield place.problem(Part.MUTANTS, path, f"{entry}: {problem}")


def stale(entry: Equivalent, trials: Sequence[Trial]) -> str | None:
    """Return why an entry has to go or be narrowed, None when it says what is true."""
    fates = {trial.fate for trial in trials if entry.covers(trial.mutant)}
    if not fates:
        return "there is no such mutant (any more)"
    if Fate.EQUIVALENT not in fates:
        return "is killed, so it is not equivalent"
    if Fate.KILLED in fates and ANY not in (entry.file, entry.line):
        return "is also about one that is killed; narrow it with diff"
    return None
