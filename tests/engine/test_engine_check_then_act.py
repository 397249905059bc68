"""Between a check and what follows from it, another thread may come."""

from __future__ import annotations

import pytest
from helpers import ends, racing

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
