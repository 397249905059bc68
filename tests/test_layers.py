"""Imports go one way: cli, authoring or grade or play, box, verdict, engine, which stands alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

JUDGE = Path(__file__).resolve().parents[1] / "judge"
LAYERS = ["engine", "quiz", "verdict", "box", "play", "grade", "authoring", "cli", "interleave"]
# Side by side: neither may know of the other.
BESIDE = {"grade": {"play"}, "authoring": {"play", "grade"}, "interleave": {"play"}}
# Leaves beside the layers, and who may import them.
CATALOGUE = {
    "judge.katas": {"box", "play", "grade", "authoring", "cli"},
    "judge.linearizability": {"box"},
}
FORBIDDEN = {"click", "rich", "pytest", "pathlib", "os", "io", "subprocess", "shutil", "tempfile"}
# The private standard library sees a copy of ``os`` that cannot hook into forks.
ALLOWED = {("stdlib.py", "os")}


def files(folder: str) -> list[Path]:
    """Return the Python files of a layer."""
    return sorted((JUDGE / folder).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Return the full names of the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            found.add(node.module)
            if node.module == "judge":
                found |= {f"judge.{alias.name}" for alias in node.names}
    return found


def test_every_folder_is_a_layer() -> None:
    folders = {path.parent.name for path in JUDGE.glob("*/__init__.py")}
    assert folders <= set(LAYERS)
    assert {"engine", "verdict", "box", "authoring", "cli"} <= folders


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    below = set(LAYERS[: LAYERS.index(layer) + 1]) - BESIDE.get(layer, set())
    for path in files(layer):
        for name in imports_of(path):
            if name in CATALOGUE:
                assert layer in CATALOGUE[name], f"{path.name} imports {name}"
            elif name.startswith("judge."):
                assert name.split(".")[1] in {*below, "__version__"}, f"{path.name} imports {name}"


def test_the_catalogue_imports_no_layer() -> None:
    assert not {name for name in imports_of(JUDGE / "katas.py") if name.startswith("judge")}


@pytest.mark.parametrize("path", files("engine"), ids=lambda path: path.name)
def test_the_engine_needs_neither_terminal_nor_files(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports_of(path)}
    assert {name for name in roots & FORBIDDEN if (path.name, name) not in ALLOWED} == set()


@pytest.mark.parametrize("path", files("engine"), ids=lambda path: path.name)
def test_the_engine_opens_nothing_and_prints_nothing_of_its_own(path: Path) -> None:
    calls = {
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "open", "input", "exit", "breakpoint")
    }
    # What a program prints to a file of its own is passed on.
    assert calls <= {"print(*values, sep=sep, end=end, **rest)"}


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "cli"])
def test_only_the_command_line_uses_its_libraries(layer: str) -> None:
    for path in files(layer):
        roots = {name.partition(".")[0] for name in imports_of(path)}
        assert not roots & {"click", "rich"}, path.name
