"""Importing works under control as it does elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from packages import Make, making, recorded_by, searched  # noqa: F401

# What a module records is compared with what the same files give without any control.
TREE = {
    "shop/__init__.py": """
        from . import tools
        from .deep import VALUE
        from .deep.leaf import leaf as renamed
        early = [n for n in ("tools", "deep") if n in globals()]
    """,
    "shop/tools.py": """
        from __future__ import annotations
        from dataclasses import dataclass, field, fields
        import typing

        @dataclass
        class Item:
            name: str
            kind: typing.ClassVar[str] = "item"
            tags: list[str] = field(default_factory=list)

        names = [f.name for f in fields(Item)]
        hints = sorted(typing.get_type_hints(Item))
    """,
    "shop/deep/__init__.py": "VALUE = 7\n__all__ = ['leaf', 'star']\n",
    "shop/deep/leaf.py": """
        from .. import tools
        from ..deep import VALUE
        import shop.tools as same
        def leaf(): return VALUE, tools is same
        def about(): return __name__, __package__, __spec__.name, __spec__.parent
    """,
    "shop/deep/star.py": "SHINES = True",
    "shop/ring_a.py": "x = 1\nfrom . import ring_b\ny = ring_b.z + 1",
    "shop/ring_b.py": "from . import ring_a\nz = ring_a.x + 1\ndef late(): return ring_a.y",
    "shop/broken.py": "raise KeyError('half done')",
    "shop/needs.py": "import shop.is_not_there",
    "loose/part.py": "WHERE = __package__",
}
QUESTIONS = {
    "plain import": "import shop; record(shop.early)",
    "submodule": "import shop.deep.leaf; record(shop.deep.leaf.leaf())",
    "renamed": "import shop.deep.leaf as l; record(l.about())",
    "from": "from shop.deep import leaf; record(leaf.about())",
    "from package": "from shop import renamed, VALUE; record((renamed(), VALUE))",
    "star": "scope = {}; exec('from shop.deep import *', globals(), scope); record(sorted(scope))",
    "circle": "from shop import ring_a, ring_b; record(ring_b.late())",
    "circle from the other side": "import shop.ring_a; record(shop.ring_a.y)",
    "dataclass": "from shop.tools import names, hints, Item; record((names, hints, Item('a')))",
    "the same twice": "import shop.tools; from shop import tools; record(tools is shop.tools)",
    "in sys.modules": "import sys, shop.tools; record(sys.modules['shop.tools'] is shop.tools)",
    "paths": (
        "import shop.deep, shop.tools; import os; record([os.path.basename(p) for p in "
        "(shop.__path__[0], shop.deep.__path__[0], shop.__file__, shop.tools.__file__)])"
    ),
    "no path": "import shop.tools; record(hasattr(shop.tools, '__path__'))",
    "missing": "\n    try: import shop.no\n    except ImportError as e: record((str(e), e.name))",
    "missing name": "\n    try: from shop import nothing\n    except ImportError: record('none')",
    "missing inside": "\n    try: import shop.needs\n    except ImportError as e: record(e.name)",
    "broken": (
        "\n    for _ in range(2):\n        try: import shop.broken\n"
        "        except KeyError: record('shop.broken' in __import__('sys').modules)"
    ),
    "namespace package": "import loose.part; record((loose.part.WHERE, loose.__name__))",
    "import_module": "import importlib; record(importlib.import_module('shop.deep.leaf').leaf())",
    "import_module, relative": (
        "from importlib import import_module as im; record(im('.leaf', 'shop.deep').leaf())"
    ),
    "classes": "from shop.tools import Item; record((Item.__module__, Item.__qualname__))",
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_imports_work_as_they_do_without_control(make: Make, question: str) -> None:
    text = f"def main(record):\n    {question}\n"
    under_control = recorded_by(make, text, TREE, control=("shop", "loose"))
    plain: list[Any] = []
    scope: dict[str, Any] = {}
    exec(text, scope)
    scope["main"](plain.append)
    assert under_control
    assert repr(under_control) == repr(plain)


def test_two_threads_that_import_at_once_both_get_the_whole_module(make: Make) -> None:
    files = {"shop/__init__.py": "", "shop/slow.py": "import time\ntime.sleep(0)\nb = 2"}
    text = """
from aid import together

def main():
    def work():
        import shop.slow
        assert shop.slow.b == 2
    together(work, work)
"""
    exploration = searched(make(text, files))
    assert exploration.failure is None, exploration.failure.outcome.message


def test_two_threads_that_import_a_circle_from_both_ends_do_not_wait_for_ever(make: Make) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/a.py": "import time\ntime.sleep(0)\nimport shop.b",
        "shop/b.py": "import time\ntime.sleep(0)\nimport shop.a",
    }
    text = """
import importlib
from aid import together

def main():
    together(lambda: importlib.import_module("shop.a"), lambda: importlib.import_module("shop.b"))
"""
    exploration = searched(make(text, files))
    assert exploration.failure is None, exploration.failure.outcome.message
