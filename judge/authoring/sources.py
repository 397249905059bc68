"""The checks of Python files that need no judge: the stub's names, the scenarios' docstrings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from judge.authoring.findings import Finding, Part
from judge.authoring.place import Place
from judge.authoring.texts import read_text, todo
from judge.katas import Kata
from judge.verdict.report import Symptom

MARKERS = {"fair_clock", "virtual_time", "symptom", "parametrize"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def check_sources(place: Place, kata: Kata | None) -> Iterator[Finding]:
    """Yield what is wrong with stub, scenarios and examples, and the number of scenarios."""
    names = kata.names if kata else ()
    yield from stub_problems(place, place.folder / "stub.py", names)
    stress, examples = place.folder / "test_stress.py", place.folder / "test_examples.py"
    yield from suite_problems(place, Part.SCENARIOS, stress)
    yield from suite_problems(place, Part.EXAMPLES, examples)


def stub_problems(place: Place, path: Path, names: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the problems of a stub."""
    tree = parsed(path)
    if isinstance(tree, str):
        yield place.problem(Part.STUB, path, tree)
        return
    defined = set(names_bound(tree))
    for name in names:
        if name not in defined:
            yield place.problem(Part.STUB, path, f"does not define {name}, which kata.toml names")
    yield from (place.problem(Part.STUB, path, line) for line in todo(path.read_text("utf-8")))


def names_bound(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a file defines at its top level."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def suite_problems(place: Place, part: Part, path: Path) -> Iterator[Finding]:
    """Yield the problems of a file of tests."""
    tree = parsed(path)
    if isinstance(tree, str):
        yield place.problem(part, path, tree)
        return
    tests = [node for node in tree.body if isinstance(node, Function) and is_test(node)]
    if not tests:
        yield place.problem(part, path, "has no test function")
    problems = [line for test in tests for line in scenario_problems(part, test)]
    problems += todo(path.read_text("utf-8"))
    yield from (place.problem(part, path, problem) for problem in problems)
    if part is Part.SCENARIOS and tests and not problems:
        yield place.finding(part, path, f"{len(tests)}, each with its sentence")


def is_test(node: Function) -> bool:
    """Return whether pytest takes a function for a test."""
    return node.name.startswith("test")


def scenario_problems(part: Part, test: Function) -> Iterator[str]:
    """Yield what a test function lacks."""
    if part is Part.SCENARIOS and not (ast.get_docstring(test) or "").strip():
        yield f"{test.name}, line {test.lineno}, has no docstring; it is shown to the user"
    for mark in test.decorator_list:
        name, arguments = _mark(mark)
        if name not in MARKERS:
            yield f"{test.name} has the marker {name}; known are {', '.join(sorted(MARKERS))}"
        elif name == "symptom" and arguments not in [[symptom.value] for symptom in Symptom]:
            yield f"{test.name}: {ast.unparse(mark)} names no symptom"


def _mark(node: ast.expr) -> tuple[str, list[object]]:
    """Return the name of a marker and those of its arguments that are plain values."""
    arguments: list[object] = []
    if isinstance(node, ast.Call):
        arguments = [a.value for a in node.args if isinstance(a, ast.Constant)]
        node = node.func
    return ast.unparse(node).removeprefix("pytest.mark."), arguments


def parsed(path: Path) -> ast.Module | str:
    """Return the syntax tree of a file of ours, or what is wrong with the file."""
    text = read_text(path)
    if text is None:
        return "is missing"
    try:
        return ast.parse(text)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
