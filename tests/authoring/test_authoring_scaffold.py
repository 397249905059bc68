"""``kata new``: what it writes, and what it refuses."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import judge.katas
from judge.authoring.check import check_files
from judge.authoring.findings import State
from judge.authoring.place import Place
from judge.authoring.scaffold import ScaffoldError, scaffold
from judge.katas import load_kata


@pytest.fixture
def begun(root: Path) -> Place:
    return scaffold("dining_philosophers")[0]


def test_both_folders_are_begun(root: Path) -> None:
    place, written = scaffold("dining_philosophers")
    assert sorted(path.name for path in written) == [
        "hints.md",
        "kata.toml",
        "notes.md",
        "prompt.md",
        "reference.py",
        "stub.py",
        "test_examples.py",
        "test_stress.py",
    ]
    assert all(path.is_file() for path in written)
    assert place.folder == root / "katas" / "dining_philosophers"


def test_what_is_begun_is_a_kata_already(begun: Place) -> None:
    kata = load_kata(begun.name)
    assert kata.names == ("DiningPhilosophers",)
    for path in (kata.stub, kata.tests, kata.reference, begun.folder / "test_examples.py"):
        ast.parse(path.read_text("utf-8"))


def test_every_file_is_told_as_still_to_be_written_and_nothing_else_is_wrong(begun: Place) -> None:
    problems = [finding for finding in check_files(begun) if finding.state is State.PROBLEM]
    unwritten = {each.file for each in problems if "still to be written" in each.message}
    in_kata = {begun.shown(path) for path in begun.folder.iterdir()}
    assert unwritten == {*in_kata, begun.shown(begun.solutions / "notes.md")}
    others = [each.part for each in problems if "still to be written" not in each.message]
    assert others == ["accepted", "wrong"]


@pytest.mark.parametrize("name", ["Dining", "two words", "class", "", "../up", "queue", "é"])
def test_a_name_that_is_no_modules_is_refused(root: Path, name: str) -> None:
    with pytest.raises(ScaffoldError, match="is "):
        scaffold(name)
    assert [path.name for path in (root / "katas").iterdir()] == ["counter"]


@pytest.mark.parametrize("folder", ["katas", "solutions"])
def test_nothing_is_written_over(root: Path, folder: str) -> None:
    (root / folder / "begun").mkdir()
    with pytest.raises(ScaffoldError, match="already"):
        scaffold("begun")
    assert list((root / folder / "begun").iterdir()) == []


def test_an_installed_package_is_no_place_to_write_katas(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = judge.katas.PACKAGE / "content"
    monkeypatch.setattr(judge.katas, "content_root", lambda: installed)
    with pytest.raises(ScaffoldError, match="clone"):
        scaffold("dining_philosophers")
    assert not installed.exists()
