"""Rewritten source means what the author wrote: run natively, and under control."""

from __future__ import annotations

import ast
import sys
from functools import cache
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


def main(record, function, threaded):
    if threaded:
        threading.Thread(target=lambda: None).start()
    record(getattr({module}, function)())
"""


def snippets() -> list[tuple[str, str]]:
    """Return every public function without arguments of every file, as (file, function)."""
    return [
        (file.stem, node.name)
        for file in sorted(FOLDER.glob("*.py"))
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not ast.unparse(node.args) and node.name[0] != "_"
    ]


def natively(file: str, function: str) -> Any:
    """Return what the function returns in plain Python."""
    module = ModuleType(file)
    code = compile(
        (FOLDER / f"{file}.py").read_text("utf-8"), f"{file}.py", "exec", dont_inherit=True
    )
    sys.modules[file] = module
    try:
        exec(code, vars(module))
        return vars(module)[function]()
    finally:
        del sys.modules[file]


@cache
def controlled(file: str) -> Program:
    """Return the program that calls functions of the file."""
    text = (FOLDER / f"{file}.py").read_text("utf-8")
    sources = (
        Source(module="caller", file="caller.py", text=CALLER.format(module=file)),
        Source(module=file, file=f"{file}.py", text=text),
    )
    return Program(sources, entry="main", library=library())


def under_control(file: str, function: str, *, threaded: bool) -> Any:
    """Return what it returns under control; ``threaded`` announces every access."""
    returned: list[Any] = []
    program = controlled(file)
    program.arguments = {"record": returned.append, "function": function, "threaded": threaded}
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


FAILING = """\
import threading

class Account:
    def __init__(self):
        self.balance = 0
        self.notes = [
            1,
            2,
        ]

    def pay(self, n):
        \"\"\"Take some.\"\"\"
        for _ in self.notes:
            self.balance -= n
            if self.balance < -1:
                with self.lock(), self.missing:
                    pass

    def lock(self):
        return threading.Lock()

def main(record):
    threading.Thread(target=len, args=([],)).start()
    account = Account()
    try:
        account.pay(1)
    except AttributeError as error:
        frames = []
        traceback = error.__traceback__
        while traceback is not None:
            code = traceback.tb_frame.f_code
            if code.co_filename == __file__:
                frames.append((code.co_name, traceback.tb_lineno))
            traceback = traceback.tb_next
        record(tuple(frames))
"""


def test_a_traceback_shows_the_authors_lines() -> None:
    assert ends(FAILING, executions=1) == {(("main", 26), ("pay", 16))}


def test_an_exception_is_reported_with_the_authors_line() -> None:
    failure = failure_of(
        """
        def main():
            values = {}

            for key in "ab":
                values[key] = [
                    key,
                    values["missing"],
                ]
        """
    )
    assert failure.outcome.kind is OutcomeKind.EXCEPTION
    assert (failure.outcome.error, failure.outcome.line) == ("KeyError", 8)


@pytest.mark.parametrize(
    ("assertion", "message"),
    [
        ("assert n == 3", "n == 3, but it was 2 against 3"),
        ("assert self.items == [1]", "self.items == [1], but it was [] against [1]"),
        ("assert n in (3, 4)", "n in (3, 4)"),
        ("assert not n", "not n"),
        ("assert 1 < n < 2", "1 < n < 2"),
        ("assert n == 3, 'told'", "told"),
        ("assert n == 3, self.items", "[]"),
    ],
)
def test_an_assertion_that_says_nothing_is_explained(assertion: str, message: str) -> None:
    failure = failure_of(
        f"""
        class Self:
            items = []

        def main():
            n, self = 2, Self()
            {assertion}
        """
    )
    assert failure.outcome.kind is OutcomeKind.ASSERTION
    assert failure.outcome.message == message


def test_source_that_is_no_python_is_a_syntax_error_with_its_line() -> None:
    with pytest.raises(SyntaxError) as caught:
        Program((Source(module="m", file="m.py", text="a = 1\nb = = 2\n"),), entry=None)
    assert (caught.value.filename, caught.value.lineno) == ("m.py", 2)


def test_a_long_chain_of_elif_is_no_problem() -> None:
    chain = "".join(f"    elif n == {k}:\n        record({k})\n" for k in range(400))
    text = f"def main(record):\n    n = 399\n    if n < 0:\n        pass\n{chain}"
    assert ends(text, executions=1) == {399}


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax of Python 3.12")
def test_type_parameters_are_left_alone() -> None:
    text = """
import threading
from aid import together

type Pair[T] = tuple[T, T]

def first[T](pair: Pair[T]) -> T:
    return pair[0]

class Box[T]:
    n: int = 0

    def up[U](self, by: U) -> U:
        self.n += by
        return by

def main(record):
    box = Box[int]()
    together(lambda: box.up(1), lambda: box.up(1))
    record((box.n, first((5, 6)), f"{", ".join(["a", "b"])}", box in {box}))
"""
    assert ends(text) == {(1, 5, "a, b", True), (2, 5, "a, b", True)}
