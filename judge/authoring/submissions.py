"""The files in ``solutions/``: what each folder promises, and whether the judge agrees."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from judge.authoring.findings import Finding, Part, State
from judge.authoring.place import Place, files_in
from judge.authoring.texts import read_text
from judge.box.intake import IntakeError, read_submission
from judge.box.judging import OnProgress, Options, judge
from judge.katas import Kata
from judge.verdict.report import Report, Symptom, Verdict

FEWEST_ACCEPTED = 4
FEWEST_WRONG = 10
SHORTEST_CAUSE = 15
CPU_SECONDS = 5.0
# Enough for every execution on a loaded machine, so that no verdict depends on the load.
WALL_SECONDS = 90.0
SYMPTOMS = {symptom.value: symptom for symptom in Symptom}
FILES = {"reference.py", "notes.md", "equivalent.toml"}


class Examples(Kata):
    """A kata whose examples are judged as if they were its scenarios."""

    @property
    def tests(self) -> Path:
        """The examples of the prompt."""
        return self.folder / "test_examples.py"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A file to judge, and what is to come of it: a pass, a ``symptom``, or any failure."""

    place: Place
    kata: Kata
    part: Part
    path: Path
    symptom: Symptom | None = None
    fails: bool = False

    @property
    def label(self) -> str:
        """What is shown while it runs, and the name of its test."""
        suffix = "::examples" if self.part is Part.EXAMPLES else ""
        return self.place.shown(self.path) + suffix

    def run(self, on_progress: OnProgress, *, seed: int = 0) -> Finding:
        """Judge the file and return what is right or wrong with it."""
        before = child_seconds()
        started = time.monotonic()
        # What only real threads showed would not be shown every time.
        native = not self.fails
        options = Options(seed=seed, budget=WALL_SECONDS, native=native, fail_fast=self.fails)
        try:
            report = judge(self.kata, read_submission(self.path), options, on_progress)
        except IntakeError as error:
            return self._finding(str(error))
        used = time.monotonic() - started if before is None else (child_seconds() or 0) - before
        problem = self._problem(report)
        return self._finding(problem) if problem else self._praise(report, used)

    def _problem(self, report: Report) -> str | None:
        if self.part is Part.STUB:
            return stub_problem(report)
        if not self.fails:
            where = " on the reference" if self.part is Part.EXAMPLES else ""
            passed = report.verdict is Verdict.PASSED
            return None if passed else f"does not pass{where}: {said(report)}"
        if report.symptom is self.symptom and self.symptom is not None:
            return None
        return f"should fail with {self.symptom}: {said(report)}"

    def _praise(self, report: Report, used: float) -> Finding:
        if self.part is Part.REFERENCE:
            finding = self._finding(None, f"passes in {used:.1f} s of processor time")
            over = used > CPU_SECONDS
            return replace(finding, state=State.WARNING) if over else finding
        if self.part is Part.EXAMPLES:
            return self._finding(None, f"{len(report.scenarios)} pass on the reference")
        return self._finding(None, "fails" if self.fails else "passes")

    def _finding(self, problem: str | None, praise: str = "") -> Finding:
        path = self.kata.tests if self.part is Part.EXAMPLES else self.path
        return self.place.finding(self.part, path, problem or praise, ok=problem is None)


def child_seconds() -> float | None:
    """Return the processor time of all children that have ended, where the system tells."""
    try:
        import resource
    except ImportError:
        return None
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def said(report: Report) -> str:
    """Return in a line what the judge made of a file, and where."""
    failure = report.first_failure
    symptom = f" ({report.symptom.value})" if report.symptom else ""
    where = f" in {failure.name}" if failure else ""
    message = f": {report.message.splitlines()[0]}" if report.message else ""
    return f"{report.verdict.value}{symptom}{where}{message}"


def stub_problem(report: Report) -> str | None:
    """Return what is wrong with a stub: it has to load, and then to fail."""
    if report.verdict is Verdict.FAILED and report.scenarios:
        return None
    return f"should load, and then fail in a scenario: {said(report)}"


def judgements(place: Place, kata: Kata) -> Iterator[Judgement]:
    """Yield the files of a kata that are to be judged; the reference comes first."""
    examples = Examples(**vars(kata))
    needed = (kata.tests, kata.stub, *kata.questions.glob("*.toml"))
    if any(read_text(path) is None for path in needed):
        return
    if kata.reference.is_file():
        yield Judgement(place=place, kata=kata, part=Part.REFERENCE, path=kata.reference)
        if read_text(examples.tests) is not None:
            yield Judgement(place=place, kata=examples, part=Part.EXAMPLES, path=kata.reference)
    yield Judgement(place=place, kata=kata, part=Part.STUB, path=kata.stub, fails=True)
    for path in files_in(place.solutions):
        if (part := _kind(place, path)) in (Part.ACCEPTED, Part.WRONG):
            symptom = SYMPTOMS.get(path.parent.name)
            wrong = part is Part.WRONG
            yield Judgement(
                place=place, kata=kata, part=part, path=path, symptom=symptom, fails=wrong
            )


def check_folders(place: Place) -> Iterator[Finding]:
    """Yield what is missing in ``solutions/NAME``, what goes unjudged, and who names no cause."""
    reference = place.solutions / "reference.py"
    if not reference.is_file():
        yield place.problem(Part.REFERENCE, reference, "is missing")
    kinds = {path: _kind(place, path) for path in files_in(place.solutions)}
    for part, fewest in ((Part.ACCEPTED, FEWEST_ACCEPTED), (Part.WRONG, FEWEST_WRONG)):
        paths = [path for path, kind in kinds.items() if kind is part]
        yield from _count(place, part, len(paths), fewest)
        yield from (f for path in paths for f in _cause_problems(place, part, path))
    strays = [path for path, kind in kinds.items() if kind is Part.FOLDERS]
    for path in strays:
        message = f"is not judged: folders are accepted, {', '.join(sorted(SYMPTOMS))}"
        yield place.problem(Part.FOLDERS, path, message)
    if not strays:
        yield place.finding(Part.FOLDERS, place.solutions, "every submission is judged")


def _kind(place: Place, path: Path) -> Part | None:
    """Return which part a file of ``solutions/NAME`` belongs to, ``FOLDERS`` for a stray one."""
    folder = path.parent.relative_to(place.solutions).as_posix()
    if folder == "." and path.name in FILES:
        return None
    if path.suffix != ".py" or folder not in {"accepted", *SYMPTOMS}:
        return Part.FOLDERS
    return Part.ACCEPTED if folder == "accepted" else Part.WRONG


def _count(place: Place, part: Part, count: int, fewest: int) -> Iterator[Finding]:
    if count >= fewest:
        return
    if part is Part.ACCEPTED:
        message = f"has {count} other right answers; {fewest} or more"
        yield place.problem(part, place.solutions / "accepted", message)
    else:
        message = f"has {count} wrong answers in folders named by their symptom; {fewest} or more"
        yield place.problem(part, place.solutions, message)


def _cause_problems(place: Place, part: Part, path: Path) -> Iterator[Finding]:
    cause = cause_of(read_text(path) or "")
    if len(cause) < SHORTEST_CAUSE or "TODO" in cause:
        what = "how it is built" if part is Part.ACCEPTED else "what is wrong"
        yield place.problem(part, path, f"does not say {what} in the first line, a docstring")


def cause_of(text: str) -> str:
    """Return what a submission says of itself in its first line, nothing if that is no docstring.

    It is not parsed: a wrong submission may be no Python at all.
    """
    first = text.partition("\n")[0].strip()
    return first.removeprefix('"""').removesuffix('"""') if first.startswith('"""') else ""
