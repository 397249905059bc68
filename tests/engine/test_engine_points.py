"""Where control can pass: the exact sets of ends that tiny programs can come to."""

from __future__ import annotations

import pytest
from helpers import ends, racing

LOSES_AN_UPDATE = {
    "an attribute": ("c.n += 1", "", "c.n"),
    "an attribute, spelt out": ("c.n = c.n + 1", "", "c.n"),
    "an attribute by name": ("setattr(c, 'n', getattr(c, 'n') + 1)", "", "c.n"),
    "an attribute of an attribute": ("c.inner.n += 1", "", "c.inner.n"),
    "an attribute of an element": ("c.items[0].n += 1", "c.items.append(C())", "c.items[0].n"),
    "a class attribute": ("C.n += 1", "", "C.n"),
    "a class attribute through type()": ("type(c).n += 1", "", "c.n"),
    "an element of a dict": ("c.table['k'] += 1", "c.table['k'] = 0", "c.table['k']"),
    "an element by get": ("c.table['k'] = c.table.get('k', 0) + 1", "", "c.table['k']"),
    "an element of a list": ("c.items[0] += 1", "c.items.append(0)", "c.items[0]"),
    "an element, under an alias": ("x = c.items; x[0] += 1", "c.items.append(0)", "c.items[0]"),
    "a negative index": ("c.items[-1] += 1", "c.items.append(0)", "c.items[0]"),
    "a slice": ("c.items[:] = [c.items[0] + 1]", "c.items.append(0)", "c.items[0]"),
    "a nested container": ("m['a'][0] += 1", "m = {'a': [0]}", "m['a'][0]"),
    "a Counter": ("k['x'] += 1", "k = collections.Counter()", "k['x']"),
    "a defaultdict": ("k['x'] += 1", "k = collections.defaultdict(int)", "k['x']"),
    "an array": ("k[0] += 1", "from array import array; k = array('i', [0])", "k[0]"),
    "a bytearray": ("k[0] += 1", "k = bytearray(1)", "k[0]"),
    "an immutable value": ("c.pair += (1,)", "c.pair = ()", "len(c.pair)"),
    "a copy that is stored": ("c.items = [*c.items, 1]", "", "len(c.items)"),
    "a sum of lists": ("c.items = c.items + [1]", "", "len(c.items)"),
    "both sides of a swap": ("c.n, c.m = c.n + 1, 0", "", "c.n"),
    "a loop target": ("for c.n in [c.n + 1]: pass", "", "c.n"),
    "a slot": (
        "s.n += 1",
        "S = type('S', (), {'__slots__': ('n',)}); s = S(); s.n = 0",
        "s.n",
    ),
}


@pytest.mark.parametrize(("work", "setup", "result"), LOSES_AN_UPDATE.values(), ids=LOSES_AN_UPDATE)
def test_an_unlocked_update_may_be_lost(work: str, setup: str, result: str) -> None:
    assert ends(racing(work, setup, result)) == {1, 2}


@pytest.mark.parametrize(("work", "setup", "result"), LOSES_AN_UPDATE.values(), ids=LOSES_AN_UPDATE)
def test_a_locked_update_is_never_lost(work: str, setup: str, result: str) -> None:
    text = racing(f"with lock: {work}" if "for" not in work else work, setup, result)
    text = text.replace("    def work", "    lock = threading.Lock()\n\n    def work")
    if "for" in work:
        text = text.replace(work, "with lock:\n            " + work)
    assert ends(text, executions=60) == {2}


VARIABLES = {
    "a closure variable": """
from aid import together

def main(record):
    n = 0

    def work():
        nonlocal n
        n += 1

    together(work, work)
    record(n)
""",
    "a global": """
from aid import together
n = 0

def work():
    global n
    n += 1

def main(record):
    together(work, work)
    record(n)
""",
    "a global of another module": """
import other
from aid import together

def main(record):
    together(other.work, other.work)
    record(other.n)
""",
    "an attribute of another module": """
import other
from aid import together

def work():
    other.n += 1

def main(record):
    together(work, work)
    record(other.n)
""",
    "a property": """
from aid import together

class C:
    def __init__(self):
        self._n = 0

    @property
    def n(self):
        return self._n

    @n.setter
    def n(self, value):
        self._n = value

def main(record):
    c = C()

    def work():
        c.n += 1

    together(work, work)
    record(c.n)
""",
    "a private attribute of a dataclass": """
from dataclasses import dataclass
from aid import together

@dataclass(slots=True)
class C:
    __n: int = 0

    def up(self):
        self.__n += 1

    def get(self):
        return self.__n

def main(record):
    c = C()
    together(c.up, c.up)
    record(c.get())
""",
    "a variable of an enclosing generator": """
from aid import together

def counting():
    n = 0

    def up():
        nonlocal n
        n += 1

    yield up
    yield n

def main(record):
    g = counting()
    up = next(g)
    together(up, up)
    record(next(g))
""",
    "a variable captured by a match": """
from aid import together

def main(record):
    match [0]:
        case [n]:
            pass

    def work():
        nonlocal n
        n += 1

    together(work, work)
    record(n)
""",
}

OTHER = "n = 0\n\ndef work():\n    global n\n    n += 1\n"


@pytest.mark.parametrize("text", VARIABLES.values(), ids=VARIABLES)
def test_an_unlocked_update_of_a_variable_may_be_lost(text: str) -> None:
    assert ends(text, other=OTHER) == {1, 2}


def test_a_plain_local_variable_is_its_threads_own() -> None:
    text = racing("n = 0; n += 1; n += 1; record(n)", "", "0")
    assert ends(text, executions=50) == {(2, 2, 0)}


def test_appends_come_in_either_order() -> None:
    program = """
from aid import together

def main(record):
    items = []
    together(lambda: items.append(1), lambda: items.append(2))
    record(tuple(items))
"""
    assert ends(program) == {(1, 2), (2, 1)}
