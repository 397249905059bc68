"""What the gate says of text that does not parse, and of names that are not there."""

import pytest

from judge.box.gate import Objection, ObjectionKind, objections


def judge(text: str, *names: str) -> list[Objection]:
    return objections(text, names=names, allow={"threading", "contextlib"}, forbid=())


def only(found: list[Objection]) -> Objection:
    assert len(found) == 1
    return found[0]


def test_a_complete_file_meets_no_objection():
    assert judge("class Foo:\n    pass\n", "Foo") == []


def test_a_syntax_error_is_told_with_its_line():
    found = only(judge("x = 1\nclass Foo\n    pass\n", "Foo"))
    assert (found.kind, found.line) == (ObjectionKind.SYNTAX, 2)
    assert found.message.startswith("is not valid Python: expected ':'")


@pytest.mark.parametrize(
    "text",
    [
        "return 1",
        "def f():\n    nonlocal x\n",
        "def f(a, a): pass",
        "break",
        "from __future__ import braces",
        "def f():\n    x = 1\n    global x\n",
        "x = 1\0",
        "\ufeffx = 1",
    ],
)
def test_what_only_the_compiler_refuses_is_a_syntax_error_too(text):
    assert only(judge(text)).kind is ObjectionKind.SYNTAX


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + ")" * 500,
        "-" * 60_000 + "1",
        "x = 1" + " + 1" * 30_000,
        "x" + ".a" * 30_000,
        "x = " + "[" * 90 + "]" * 90 + "(" * 5_000,
        "lambda: " * 5_000 + "0",
        "from threading import Lock as a0\n" + "".join(f"a{n + 1} = a{n}\n" for n in range(99)),
    ],
    ids=["parentheses", "signs", "sums", "attributes", "brackets", "lambdas", "aliases"],
)
def test_source_that_is_too_deep_is_an_objection_and_not_a_crash(text):
    assert only(judge(text)).kind is ObjectionKind.SYNTAX


def test_a_warning_of_the_parser_is_not_an_objection():
    assert judge("x = '\\d'\ny = x is 1\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "class Foo: pass",
        "def Foo(): pass",
        "async def Foo(): pass",
        "Foo = 1",
        "Foo: int = 1",
        "(Foo, bar) = 1, 2",
        "bar = Foo = 1",
        "from threading import Lock as Foo",
        "if True:\n    class Foo: pass\nelse:\n    Foo = None",
        "try:\n    Foo = 1\nexcept Exception:\n    raise",
        "with open_it():\n    def Foo(): pass",
        "for Foo in (1, 2): pass",
        "def make():\n    global Foo\n    Foo = 1\nmake()",
    ],
)
def test_a_name_counts_as_defined_however_it_is_bound_at_module_level(text):
    assert judge(text, "Foo") == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        "Foo",
        "Foo: int",
        "def f():\n    Foo = 1",
        "class Bar:\n    class Foo: pass",
        "[Foo for Foo in (1, 2)]",
    ],
)
def test_a_name_that_the_module_does_not_bind_is_missing(text):
    found = only(judge(text, "Foo"))
    assert found.kind is ObjectionKind.MISSING
    assert found.message == "defines no Foo; define it at the top level of the file"


def test_a_star_import_does_not_define_what_is_asked_for():
    found = only(judge("from threading import *", "Semaphore"))
    assert found.kind is ObjectionKind.MISSING


@pytest.mark.parametrize("near", ["Boundedbuffer", "BoundedBufer", "bounded_buffer"])
def test_a_near_miss_of_a_required_name_is_named(near):
    found = only(judge(f"class {near}: pass", "BoundedBuffer"))
    assert found.message == f"defines no BoundedBuffer (is {near} meant to be it?)"


def test_every_missing_name_is_told():
    assert [found.message.split()[2] for found in judge("x = 1", "Alpha", "Beta")] == [
        "Alpha;",
        "Beta;",
    ]


def test_objections_come_in_the_order_of_the_lines():
    found = judge("import os\nx = eval\nimport sys\n", "Foo")
    assert [objection.line for objection in found] == [1, 1, 2, 3]
