"""Every mutation operator makes the change it is named for, and no other."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator

import pytest
from authoring_kata import RIGHT

from judge.authoring.mutation import mutants_of, operators

WITH = "with self.a:\n    self.x = 1\n    self.y = 2"
CASES = {
    "drop_lock": [
        ("with self.a:\n    self.x = 1", ["self.x = 1"]),
        (
            "with self.a, self.b:\n    self.x = 1",
            ["with self.b:\n    self.x = 1", "with self.a:\n    self.x = 1"],
        ),
        ("with open(p) as f:\n    f.read()", []),
        ("with suppress(E):\n    self.x = 1", []),
    ],
    "narrow_from_the_front": [
        (WITH, ["self.x = 1\nwith self.a:\n    self.y = 2"]),
        ("with self.a:\n    n = 1\n    self.y = 2", []),
    ],
    "narrow_from_the_back": [
        (WITH, ["with self.a:\n    self.x = 1\nself.y = 2"]),
        ("with self.a:\n    self.x = 1\n    return True", []),
    ],
    "look_before_locking": [
        ("with self.a:\n    return self.x", ["return self.x"]),
        (
            "with self.a:\n    if self.x:\n        self.y = 2",
            [
                "seen_before = bool(self.x)\nwith self.a:\n    if seen_before:\n        self.y = 2",
            ],
        ),
    ],
    "split_section": [(WITH, ["with self.a:\n    self.x = 1\nwith self.a:\n    self.y = 2"])],
    "swap_sections": [
        (
            "with self.a:\n    self.x = 1\nwith self.a:\n    self.y = 2",
            ["with self.a:\n    self.y = 2\nwith self.a:\n    self.x = 1"],
        ),
    ],
    "fresh_lock": [
        (
            "self.a = threading.Lock()\nwith self.a:\n    self.x = 1",
            ["self.a = threading.Lock()\nwith threading.Lock():\n    self.x = 1"],
        ),
        ("self.a = Condition()\nwith self.a:\n    self.a.notify()", []),
    ],
    "swap_nested_locks": [
        ("with self.a, self.b:\n    pass", ["with self.b, self.a:\n    pass"]),
        (
            "with self.a:\n    with self.b:\n        pass",
            ["with self.b:\n    with self.a:\n        pass"],
        ),
    ],
    "swap_acquisitions": [
        ("self.a.acquire()\nself.b.acquire()", ["self.b.acquire()\nself.a.acquire()"]),
    ],
    "while_to_if": [
        ("while self.x:\n    self.c.wait()", ["if self.x:\n    self.c.wait()"]),
        ("while True:\n    self.c.wait()", []),
        ("while self.x:\n    break", []),
    ],
    "wait_for_to_wait": [
        ("self.c.wait_for(lambda: self.x, t)", ["self.x or self.c.wait(t)"]),
        ("self.c.wait_for(self.ready)", ["self.ready() or self.c.wait()"]),
    ],
    "drop_wait": [("self.c.wait()\nself.x = 1", ["self.x = 1"])],
    "wait_to_sleep": [
        (
            "with self.c:\n    self.c.wait()",
            [
                "with self.c:\n    import time\n    self.c.release()\n    time.sleep(0.001)\n"
                "    self.c.acquire()",
            ],
        ),
        ("self.e.wait()", ["import time\ntime.sleep(0.001)"]),
    ],
    "wait_without_end": [
        ("self.c.wait(left)", ["self.c.wait()"]),
        ("self.c.wait_for(ready, timeout=left)", ["self.c.wait_for(ready)"]),
        ("self.c.wait_for(ready)", []),
    ],
    "notify_one": [
        ("self.c.notify_all()", ["self.c.notify()"]),
        ("self.c.notify(n)", ["self.c.notify()"]),
        ("self.c.notify()", []),
    ],
    "drop_notify": [("self.c.notify()\nself.x = 1", ["self.x = 1"])],
    "double_notify": [
        ("self.s.release()", ["self.s.release()\nself.s.release()"]),
        ("self.c.notify_all()", []),
    ],
    "notify_too_early": [
        (
            "with self.c:\n    self.x = 1\n    self.c.notify()",
            ["with self.c:\n    self.c.notify()\nwith self.c:\n    self.x = 1"],
        ),
    ],
    "notify_too_late": [
        (
            "with self.c:\n    self.x = 1\n    self.c.notify()",
            ["with self.c:\n    self.x = 1\nself.c.notify()"],
        ),
    ],
    "signal_earlier": [("self.x = 1\nself.e.set()", ["self.e.set()\nself.x = 1"])],
    "drop_finally": [
        (
            "try:\n    self.x = 1\nfinally:\n    self.a.release()",
            ["self.x = 1\nself.a.release()"],
        ),
    ],
    "drop_handler": [("try:\n    f()\nexcept E:\n    self.x = 1", ["f()"])],
    "drop_release": [("self.a.release()\nself.x = 1", ["self.x = 1"])],
    "release_at_the_end_only": [
        (
            "with self.a:\n    if self.x:\n        return\n    self.x = 1",
            ["self.a.acquire()\nif self.x:\n    return\nself.x = 1\nself.a.release()"],
        ),
        ("with self.a:\n    self.x = 1", []),
    ],
    "or_equal": [
        ("return self.x < 2", ["return self.x <= 2"]),
        ("return self.x == 2", ["return self.x != 2"]),
        ("return self.x is None", []),
    ],
    "off_by_one": [
        ("return self.x < 2", ["return self.x < 1"]),
        ("return self.x > 2", ["return self.x > 3"]),
        ("return 2 < self.x", ["return 3 < self.x"]),
        ("return self.x == 2", ["return self.x == 3", "return self.x == 1"]),
        ("return self.x == n", []),
    ],
    "drop_not": [("return not self.x", ["return self.x"])],
    "drop_operand": [("return self.x and n", ["return n", "return self.x"])],
    "restart_timeout": [
        ("self.c.wait(end - monotonic())", ["self.c.wait(timeout)"]),
        ("self.c.wait_for(ready, left)", ["self.c.wait_for(ready, timeout)"]),
        ("self.c.wait(timeout)", []),
    ],
    "never_too_late": [("return monotonic() > end", ["return False"])],
    "ignore_answer": [
        ("if not self.a.acquire():\n    return False", ["self.a.acquire()"]),
        ("if self.e.wait(t):\n    self.x = 1", ["self.e.wait(t)\nself.x = 1"]),
    ],
    "answer_true": [("return self.a.acquire(t)", ["self.a.acquire(t)\nreturn True"])],
    "drop_check": [("if n < 0:\n    raise E\nself.x = n", ["self.x = n"])],
    "drop_assignment": [
        ("self.x = 1\nn = 2", ["n = 2"]),
        ("self.x += 1\nn = 2", ["n = 2"]),
        ("del self.x[n]", ["pass"]),
    ],
    "drop_change": [("self.q.append(n)\nn = 2", ["n = 2"])],
    "drop_own_call": [("self._check(n)\nn = 2", ["n = 2"]), ("self.other(n)", [])],
    "drop_way_out": [("if n:\n    return\nself.x = n", ["self.x = n"])],
}
AROUND = """
class Thing:
    def _check(self, n):
        pass

    def method(self, n, timeout=None):
"""


def module(body: str) -> str:
    """Return a module whose class has a method with that body, as ``ast.unparse`` writes it."""
    return ast.unparse(ast.parse(AROUND + textwrap.indent(body, "        "))) + "\n"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for operator, pairs in CASES.items():
        for body, expected in pairs:
            yield operator, body, expected


@pytest.mark.parametrize(("operator", "body", "expected"), [*cases()])
def test_an_operator_makes_its_change(operator: str, body: str, expected: list[str]) -> None:
    function = dict(operators())[operator]
    assert function.__doc__
    made = [each.text for each in mutants_of("a.py", module(body)) if each.operator == operator]
    # What another operator makes as well is told as that one's.
    if not made and expected:
        made = [each.text for each in mutants_of("a.py", module(body))]
        assert set(map(module, expected)) <= set(made)
    else:
        assert sorted(made) == sorted(map(module, expected))


def test_every_operator_has_a_case() -> None:
    assert {name for name, _ in operators()} == {*CASES}


def test_no_mutant_is_the_original_or_another_one_and_all_compile() -> None:
    texts = [mutant.text for mutant in mutants_of("right.py", RIGHT)]
    assert len(texts) > 4
    assert len({*texts, ast.unparse(ast.parse(RIGHT)) + "\n"}) == len(texts) + 1
    for text in texts:
        compile(text, "mutant", "exec")


def test_the_same_file_gives_the_same_mutants() -> None:
    assert mutants_of("right.py", RIGHT) == mutants_of("right.py", RIGHT)


def test_a_mutant_tells_where_it_is_and_what_it_changes() -> None:
    (mutant,) = [each for each in mutants_of("a.py", RIGHT) if each.operator == "drop_lock"]
    lines = RIGHT.splitlines()
    assert lines[mutant.line - 1].strip() == mutant.source == "with self._lock:"
    assert "-        with self._lock:" in mutant.diff.splitlines()
    assert mutant.id.startswith(f"a.py:{mutant.line}:drop_lock:")


def test_a_mutant_keeps_its_name_when_lines_are_added_elsewhere() -> None:
    def tail(text: str) -> list[str]:
        return [mutant.id.rpartition(":")[2] for mutant in mutants_of("a.py", text)]

    assert tail(RIGHT) == tail(RIGHT + "\n\n# A comment.\n")
