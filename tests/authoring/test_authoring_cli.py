"""``kata check`` and ``kata new`` as commands: what they print, and their exit status."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from authoring_kata import RIGHT, write
from click.testing import CliRunner, Result

from judge.authoring import mutation
from judge.authoring.findings import Finding
from judge.authoring.mutants.comparing import off_by_one
from judge.authoring.mutants.locking import drop_lock
from judge.authoring.place import Place
from judge.authoring.submissions import Judgement
from judge.box.judging import OnProgress
from judge.cli.main import cli

SEPARATE: dict[str, Any] = (
    {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
)
Kata = Callable[..., Result]
SCRIPT = """
import sys
from pathlib import Path
import judge.katas
from judge.cli.main import run
root = Path(sys.argv.pop(1))
judge.katas.content_root = lambda: root
run()
"""


@pytest.fixture
def kata(root: Path, monkeypatch: pytest.MonkeyPatch) -> Kata:
    """Run ``kata`` in this process."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner(**SEPARATE).invoke(cli, arguments)


@pytest.fixture
def agreeing(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The kata with a judge that agrees with every folder, and takes no time for it."""

    def agrees(self: Judgement, on_progress: OnProgress, *, seed: int = 0) -> Finding:
        return self.place.finding(self.part, self.path, "judged")

    monkeypatch.setattr(Judgement, "run", agrees)
    return place


@pytest.fixture
def small(agreeing: Place) -> Place:
    """The kata with few answers, which are two problems."""
    for path in agreeing.solutions.glob("*/*_*.py"):
        if path.name != "racy_0.py":
            path.unlink()
    return agreeing


@pytest.fixture
def few(small: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The small kata with two operators only."""
    ours = [("drop_lock", drop_lock), ("off_by_one", off_by_one)]
    monkeypatch.setattr(mutation, "operators", lambda: ours)
    return small


def test_a_kata_in_order_is_a_line_for_each_part_and_status_0(kata: Kata, agreeing: Place) -> None:
    result = kata("check", "counter", "--jobs", "2")
    assert result.exit_code == 0, result.stdout
    lines = [line.split() for line in result.stdout.splitlines()]
    parts = [line[0] for line in lines[1:] if len(line) > 1 and line[1] in ("ok", "warning")]
    assert parts == [
        *("kata.toml", "prompt", "stub", "hints", "scenarios", "examples"),
        *("reference", "notes", "accepted", "wrong", "folders"),
    ]
    assert "4 pass" in result.stdout
    assert "10 fail with the symptom of their folder" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 kata: all right")


def test_every_end_of_a_judgement_is_a_line_on_stderr(kata: Kata, small: Place) -> None:
    lines = kata("check", "counter").stderr.splitlines()
    assert lines[0].startswith("1/1  solutions/counter/reference.py")
    assert lines[-1].startswith("3/3  ")


def test_a_problem_is_told_with_the_file_to_edit_and_status_1(kata: Kata, small: Place) -> None:
    (small.folder / "hints.md").unlink()
    result = kata("check", "counter")
    assert result.exit_code == 1
    hints = result.stdout.index("problem  katas/counter/hints.md")
    assert "is missing" in result.stdout[hints : hints + 80]
    assert "3 problems" in result.stdout.splitlines()[-1]
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_plain_output_has_a_sentence_for_each_part_and_no_columns(kata: Kata, small: Place) -> None:
    (small.folder / "hints.md").unlink()
    lines = kata("check", "counter", "--plain").stdout.splitlines()
    assert lines[:2] == ["counter:", "kata.toml is ok: Counter, easy"]
    assert "hints, problem in katas/counter/hints.md: is missing" in lines
    assert not any("  " in line for line in lines)


def test_without_names_everything_is_checked(kata: Kata, small: Place) -> None:
    write(small.root / "solutions" / "orphan" / "reference.py", RIGHT)
    result = kata("check")
    assert result.exit_code == 1
    headings = [line for line in result.stdout.splitlines() if line in ("counter", "orphan")]
    assert headings == ["counter", "orphan"]


def test_an_unknown_kata_is_wrong_usage(kata: Kata) -> None:
    result = kata("check", "conter")
    assert result.exit_code == 2
    assert "did you mean counter?" in result.stderr
    assert kata("check", "--jobs", "0").exit_code == 2


def test_the_json_is_a_contract(kata: Kata, small: Place) -> None:
    result = kata("check", "counter", "--format", "json")
    document = json.loads(result.stdout)
    assert result.stderr == ""
    assert document.keys() == {"schema", "state", "katas"}
    assert (document["schema"], document["state"]) == (1, "problem")
    (entry,) = document["katas"]
    assert entry.keys() == {"kata", "state", "findings", "mutants"}
    assert (entry["kata"], entry["state"], entry["mutants"]) == ("counter", "problem", None)
    assert all(each.keys() == {"part", "state", "file", "message"} for each in entry["findings"])
    assert entry["findings"][0] == {
        "part": "kata.toml",
        "state": "ok",
        "file": "katas/counter/kata.toml",
        "message": "Counter, easy",
    }


def test_the_json_of_mutants_is_one_too(kata: Kata, few: Place) -> None:
    result = kata("check", "counter", "--mutants", "--format", "json")
    (entry,) = json.loads(result.stdout)["katas"]
    killed = next(each for each in entry["mutants"] if each["operator"] == "drop_lock")
    assert killed.pop("id").startswith("reference.py:14:drop_lock:")
    assert killed.pop("diff").startswith("             raise ValueError")
    assert killed == {
        "file": "reference.py",
        "line": 14,
        "operator": "drop_lock",
        "fate": "killed",
        "scenario": "test_two_threads_both_count",
        "symptom": "wrong_result",
        "why": None,
    }


def test_mutants_are_told_by_who_kills_them(kata: Kata, few: Place) -> None:
    result = kata("check", "counter", "--mutants")
    assert "test_nothing_is_refused (error_contract)" in result.stdout
    assert " killed" in next(line for line in result.stdout.splitlines() if "mutants" in line)


def test_a_survivor_is_shown_as_a_diff(kata: Kata, few: Place) -> None:
    stress = few.folder / "test_stress.py"
    write(stress, stress.read_text("utf-8").replace("add(0)", "add(-1)"))
    result = kata("check", "counter", "--mutants")
    assert result.exit_code == 1
    assert "survived: reference.py:12:off_by_one" in result.stdout
    assert "    +        if n < 0:" in result.stdout.splitlines()


def test_new_says_what_it_wrote_and_what_is_next(kata: Kata, root: Path) -> None:
    result = kata("new", "dining_philosophers")
    assert result.exit_code == 0
    assert "katas/dining_philosophers/prompt.md" in result.stdout
    assert "kata check dining_philosophers" in result.stdout
    again = kata("new", "dining_philosophers")
    assert again.exit_code == 2
    assert "already" in again.stderr


def test_a_new_kata_fails_the_check_for_what_is_still_to_be_written(kata: Kata) -> None:
    kata("new", "dining_philosophers")
    result = kata("check", "dining_philosophers", "--format", "json")
    assert result.exit_code == 1
    (entry,) = json.loads(result.stdout)["katas"]
    wrong = {each["part"] for each in entry["findings"] if each["state"] == "problem"}
    right = {each["part"] for each in entry["findings"] if each["state"] == "ok"}
    assert right - wrong == {"folders"}
    assert "stub" in right


def children_of(pid: int) -> set[str]:
    """Return the processes that the threads of a process have started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return {child for children in lists for child in children.read_text().split()}


def test_an_interrupt_ends_the_check_at_once_and_leaves_no_child(root: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(root), "check", "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not (children := children_of(process.pid)):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stdout == b""
    assert stderr.endswith(b"Interrupted.\n")
    assert b"Traceback" not in stderr
    assert not any(lives(child) for child in children)


def lives(pid: str) -> bool:
    """Return whether there is such a process, and not only its exit status."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except OSError:
        return False
    return state[0] not in "ZX"
