"""Rewritten source means what the author wrote: run natively, and under control."""

from __future__ import annotations

import ast
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers import ends, failure_of, library

from judge.engine.execution import Execution
from judge.engine.program import Program, Source
from judge.engine.result import OutcomeKind
from judge.engine.rules import Rules
from judge.engine.strategies.run_to_block import keep_going

FOLDER = Path(__file__).with_name("semantics")
CALLER = """
import threading
import {module}


def main(record, threaded):
    if threaded:
        threading.Thread(target=lambda: None).start()
    record({module}.{function}())
"""


def snippets() -> list[tuple[str, str]]:
    """Return every public function without arguments of every file, as (file, function)."""
    found = []
    for file in sorted(FOLDER.glob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.args.args and node.name[0] != "_":
                found.append((file.stem, node.name))
    return [(file, name) for file, name in found if name not in ("teller", "itertools_like")]


def natively(file: str, function: str) -> Any:
    """Return what the function returns in plain Python."""
    module = ModuleType(file)
    code = compile((FOLDER / f"{file}.py").read_text("utf-8"), f"{file}.py", "exec")
    sys.modules[file] = module
    try:
        exec(code, vars(module))
        return vars(module)[function]()
    finally:
        del sys.modules[file]


def under_control(file: str, function: str, *, threaded: bool) -> Any:
    """Return what it returns under control; ``threaded`` announces every access."""
    returned: list[Any] = []
    caller = CALLER.format(module=file, function=function)
    text = (FOLDER / f"{file}.py").read_text("utf-8")
    sources = (
        Source(module="caller", file="caller.py", text=caller),
        Source(module=file, file=f"{file}.py", text=text),
    )
    arguments = {"record": returned.append, "threaded": threaded}
    program = Program(sources, entry="main", arguments=arguments, library=library())
    execution = Execution(keep_going, rules=Rules(), shared=set(), program=program)
    outcome = execution.run(program.launch())
    assert outcome.kind is OutcomeKind.FINISHED, outcome.message
    return returned[0]


@pytest.mark.parametrize(("file", "function"), snippets())
def test_a_snippet_returns_what_it_returns_natively(file: str, function: str) -> None:
    expected = natively(file, function)
    assert expected is not None
    assert under_control(file, function, threaded=False) == expected
    assert under_control(file, function, threaded=True) == expected
