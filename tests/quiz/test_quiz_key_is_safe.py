"""A file of answers does not get at the key, nor at the questions and what answers them."""

from __future__ import annotations

import pytest

from judge.box.gate import objections
from judge.katas import load_kata

ATTEMPTS = [
    "from answer_key import KEY",
    "import answer_key as a",
    "from judge.quiz.answering import answer_key",
    "import sys\nKEY = sys.modules['answer_key']",
    "import importlib\nKEY = importlib.import_module('answer_key')",
    "KEY = __import__('answer_key')",
    "KEY = __builtins__['__import__']('answer_key')",
    "import enum\nKEY = enum.sys.modules['answer_key']",
    "import typing\nKEY = typing.sys.modules['answer_key']",
    "import threading\nKEY = threading._sys.modules['answer_key']",
    "import dataclasses\nKEY = getattr(dataclasses, 'sys').modules",
    "import operator\nimport enum\nKEY = operator.attrgetter('sys.modules')(enum)",
    "def f(): pass\nKEY = f.__globals__",
    "import functools\nKEY = functools.partial.__init__.__globals__",
    "TEXT = open('test_stress.py').read()",
    "KEY = eval('KEY')",
    "exec('import answer_key')",
    "import gc\nKEY = gc.get_objects()",
    "import inspect\nKEY = inspect.stack()",
    "import test_stress",
    "from test_stress import KEY",
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_gate_refuses_a_way_to_the_key(attempt: str) -> None:
    kata = load_kata("lifecycle_quiz")
    text = f"{attempt}\nANSWERS = {{}}\n"
    found = objections(text, names=kata.names, allow=kata.allow, forbid=kata.forbid)
    assert [one for one in found if one.kind == "forbidden"], attempt
