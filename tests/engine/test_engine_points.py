"""Where control can pass: the exact sets of ends that tiny programs can come to."""

from __future__ import annotations

import pytest
from helpers import ends

from judge.engine.result import OutcomeKind

DEADLOCK, LOST = OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP


def racing(work: str, setup: str = "", result: str = "c.n", jobs: str = "work, work") -> str:
    """Return a program in which two threads do the same, and the end of it is recorded."""
    return f"""
import collections, heapq, random, threading
from aid import together

class C:
    n = 0

def main(record):
    c = C()
    c.items, c.table, c.inner = [], {{}}, C()
    {setup}

    def work():
        {work}

    together({jobs})
    record({result})
"""


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


CHECK_THEN_ACT = {
    "the truth of a dict": ("if c.table: c.table.popitem()", "c.table['a'] = 1", "KeyError"),
    "the truth of a list": ("if c.items: c.items.pop()", "c.items.append(1)", "IndexError"),
    "not": ("if not not c.items: c.items.pop()", "c.items.append(1)", "IndexError"),
    "and": ("c.items and c.items.pop()", "c.items.append(1)", "IndexError"),
    "a conditional expression": (
        "c.items.pop() if c.items else None",
        "c.items.append(1)",
        "IndexError",
    ),
    "while": ("while c.items: c.items.pop()", "c.items.append(1)", "IndexError"),
    "len": ("if len(c.items) > 0: c.items.pop()", "c.items.append(1)", "IndexError"),
    "comparison": ("if c.items != []: c.items.pop()", "c.items.append(1)", "IndexError"),
    "in a dict": ("if 'a' in c.table: del c.table['a']", "c.table['a'] = 1", "KeyError"),
    "in a list": ("if 1 in c.items: c.items.remove(1)", "c.items.append(1)", "ValueError"),
    "not in": (
        "if 1 not in c.items: return\n        c.items.remove(1)",
        "c.items += [1]",
        "ValueError",
    ),
    "a set": ("if s: s.pop()", "s = {1}", "KeyError"),
    "a deque": ("if q: q.popleft()", "q = collections.deque([1])", "IndexError"),
    "a heap": ("if c.items: heapq.heappop(c.items)", "c.items.append(1)", "IndexError"),
    "a heap function imported by name": (
        "if c.items: heappop(c.items)",
        "from heapq import heappop; c.items.append(1)",
        "IndexError",
    ),
    "an alias": ("q = c.items\n        if q: q.pop()", "c.items.append(1)", "IndexError"),
    "a bound method": (
        "take = c.items.pop\n        if c.items: take()",
        "c.items += [1]",
        "IndexError",
    ),
    "an attribute": ("if hasattr(c, 'x'): del c.x", "c.x = 1", "AttributeError"),
    "any": ("if any(c.items): c.items.pop()", "c.items.append(1)", "IndexError"),
    "keys": ("if list(c.table): c.table.popitem()", "c.table['a'] = 1", "KeyError"),
    "formatting": ("if f'{c.items}' != '[]': c.items.pop()", "c.items.append(1)", "IndexError"),
    "unpacking": ("a = [*c.items]\n        if a: c.items.pop()", "c.items += [1]", "IndexError"),
    "a match": (
        "match c.items:\n            case [_]: c.items.pop()",
        "c.items.append(1)",
        "IndexError",
    ),
    "join": ("if ''.join(c.items): c.items.pop()", "c.items.append('a')", "IndexError"),
    "a walrus": ("if (q := c.items): q.pop()", "c.items.append(1)", "IndexError"),
}


@pytest.mark.parametrize(("work", "setup", "error"), CHECK_THEN_ACT.values(), ids=CHECK_THEN_ACT)
def test_what_was_checked_may_be_gone_before_it_is_used(work: str, setup: str, error: str) -> None:
    assert ends(racing(work, setup, "'fine'")) == {"fine", error}


ACTS_TWICE = {
    "a missing key": ("if 'k' not in c.table: c.table['k'] = 1; c.items.append(1)", ""),
    "a None": ("if c.n is None: c.n = 1; c.items.append(1)", "c.n = None"),
    "an empty Counter": (
        "if k.total() == 0: k.update('a'); c.items.append(1)",
        "k = collections.Counter()",
    ),
    "an unbound method": ("if not c.inner.n: c.inner.n = 1; list.append(c.items, 1)", ""),
    "a shuffled list": (
        "if c.items == []: random.shuffle(c.items); c.items.append(1)",
        "",
    ),
}


@pytest.mark.parametrize(("work", "setup"), ACTS_TWICE.values(), ids=ACTS_TWICE)
def test_two_threads_may_both_find_it_missing(work: str, setup: str) -> None:
    assert ends(racing(work, setup, "len(c.items)")) == {1, 2}


def test_a_containers_own_subclass_is_announced_below_super() -> None:
    program = """
from aid import together

class Once(list):
    def add(self):
        if len(self) == 0:
            super().append(1)

def main(record):
    once = Once()
    together(once.add, once.add)
    record(len(once))
"""
    assert ends(program) == {1, 2}
