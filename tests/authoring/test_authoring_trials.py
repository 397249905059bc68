"""Which mutants are killed, and which entries of ``equivalent.toml`` still say something true."""

from __future__ import annotations

import pytest
from authoring_kata import LOCKED, RIGHT, write

from judge.authoring import mutation
from judge.authoring.check import check_mutants
from judge.authoring.equivalents import BadEntry, Equivalent, read_equivalents, reason_for
from judge.authoring.findings import Finding, State
from judge.authoring.mutants import locking
from judge.authoring.mutation import Mutant, mutants_of
from judge.authoring.place import Place
from judge.authoring.trials import Fate, Trial, trial_findings

ENTRY = """[[equivalent]]
file = "reference.py"
operator = "drop_lock"
line = "with self._lock:"
why = "nobody else is there"
"""
# Two locks where one would do: without either of them it is as right as before.
TWICE = """        with self._lock:
            with self._other:
                self.total += n
"""
HELD_TWICE = RIGHT.replace(LOCKED, TWICE).replace(
    "        self._lock = threading.Lock()\n",
    "        self._lock = threading.Lock()\n        self._other = threading.Lock()\n",
)


def mutant(operator: str = "drop_lock") -> Mutant:
    (found,) = [each for each in mutants_of("reference.py", RIGHT) if each.operator == operator]
    return found


def trial(fate: Fate) -> Trial:
    return Trial(kata="counter", mutant=mutant(), fate=fate)


def told(place: Place, *trials: Trial) -> list[Finding]:
    return list(trial_findings(place, trials))


@pytest.fixture
def alone(place: Place) -> Place:
    """The kata with its reference only."""
    for path in (place.solutions / "accepted").iterdir():
        path.unlink()
    return place


def test_a_mutant_is_killed_by_a_scenario_with_a_symptom(alone: Place) -> None:
    trials, findings = check_mutants([alone], threads=1, seed=0, watch=lambda event, end: None)
    by_operator = {trial.mutant.operator: trial for trial in trials}
    assert {trial.fate for trial in trials} == {Fate.KILLED}
    assert by_operator["drop_lock"].scenario == "test_two_threads_both_count"
    assert by_operator["drop_lock"].symptom == "wrong_result"
    assert by_operator["drop_check"].scenario == "test_nothing_is_refused"
    assert by_operator["drop_check"].symptom == "error_contract"
    (finding,) = findings
    assert finding.state is State.OK
    assert f"{len(trials)} killed" in finding.message


def test_a_mutant_that_passes_survives_unless_somebody_says_why(
    alone: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutation, "operators", lambda: [("drop_lock", locking.drop_lock)])
    write(alone.solutions / "reference.py", HELD_TWICE)
    entry = ENTRY.replace("with self._lock", "with self._other")
    write(alone.solutions / "equivalent.toml", entry)
    trials, findings = check_mutants([alone], threads=2, seed=0, watch=lambda event, end: None)
    lock, other = trials
    assert (lock.mutant.source, lock.fate) == ("with self._lock:", Fate.SURVIVED)
    assert (other.fate, other.why) == (Fate.EQUIVALENT, "nobody else is there")
    (survivor,) = findings
    assert "drop_lock survived" in survivor.message


def test_a_survivor_is_a_problem_of_its_file(place: Place) -> None:
    (finding,) = told(place, trial(Fate.SURVIVED))
    assert finding.state is State.PROBLEM
    assert finding.file == "solutions/counter/reference.py"
    assert "with self._lock:" in finding.message


def test_a_mutant_that_the_judge_failed_on_is_not_killed(place: Place) -> None:
    (finding,) = told(place, trial(Fate.ERROR))
    assert finding.state is State.PROBLEM


def test_an_entry_covers_mutants_by_file_operator_and_text_of_the_line(place: Place) -> None:
    write(place.solutions / "equivalent.toml", ENTRY)
    assert reason_for(mutant(), read_equivalents(place)) == "nobody else is there"
    assert reason_for(mutant("fresh_lock"), read_equivalents(place)) is None


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"file": "*"}, True),
        ({"file": "accepted/other.py"}, False),
        ({"line": "*"}, True),
        ({"line": "with self._locks:"}, False),
        ({"operator": "*"}, False),
        ({"diff": "self.total += n"}, True),
        ({"diff": "self.total -= n"}, False),
    ],
)
def test_an_entry_may_be_wide_or_narrow(changes: dict[str, str], covered: bool) -> None:
    fields = {"file": "reference.py", "operator": "drop_lock", "line": "with self._lock:"}
    entry = Equivalent(**{**fields, "why": "because", **changes})
    assert entry.covers(mutant()) is covered


def test_an_entry_that_is_needed_is_no_problem(place: Place) -> None:
    write(place.solutions / "equivalent.toml", ENTRY)
    (finding,) = told(place, trial(Fate.EQUIVALENT))
    assert finding.state is State.OK


def test_an_entry_that_matches_no_mutant_is_stale(place: Place) -> None:
    write(place.solutions / "equivalent.toml", ENTRY.replace("drop_lock", "drop_notify"))
    (finding,) = told(place, trial(Fate.KILLED))
    assert finding.file == "solutions/counter/equivalent.toml"
    assert "no such mutant" in finding.message


def test_an_entry_for_a_mutant_that_is_killed_is_wrong(place: Place) -> None:
    write(place.solutions / "equivalent.toml", ENTRY)
    (finding,) = told(place, trial(Fate.KILLED))
    assert "is killed" in finding.message


@pytest.mark.parametrize(("line", "states"), [("with self._lock:", "problem"), ("*", "ok")])
def test_an_entry_that_is_about_a_killed_one_too_has_to_be_narrowed(
    place: Place, line: str, states: str
) -> None:
    write(place.solutions / "equivalent.toml", ENTRY.replace("with self._lock:", line))
    (finding,) = told(place, trial(Fate.KILLED), trial(Fate.EQUIVALENT))
    assert finding.state == states


@pytest.mark.parametrize(
    "text",
    [
        "equivalent",
        "colour = 3",
        ENTRY.replace('why = "nobody else is there"', ""),
        ENTRY.replace("nobody else is there", " "),
        ENTRY + "line_number = 3",
        "equivalent = 3",
        "equivalent = [3]",
    ],
)
def test_a_file_of_reasons_that_cannot_be_read_is_a_problem(place: Place, text: str) -> None:
    write(place.solutions / "equivalent.toml", text)
    with pytest.raises(BadEntry):
        read_equivalents(place)
    (finding,) = told(place, trial(Fate.KILLED))
    assert finding.state is State.PROBLEM
    assert finding.file == "solutions/counter/equivalent.toml"
