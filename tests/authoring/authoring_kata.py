"""A small kata that is complete: the one that the tests of the authors' tools take apart."""

from __future__ import annotations

from pathlib import Path

TOML = """title = "Counter"
difficulty = "easy"
topics = ["mutex"]
names = ["Counter"]
"""
PROMPT = f"""# Counter

{"People go through two doors, and somebody at each of them counts. " * 4}

## What to build
A class, whose contract is this.

```python
counter = Counter()
counter.add(2)
# a comment, no heading
```

## What the judge checks
Everything.

## What an interviewer may ask next
1. Why?
2. How?
3. And without a lock?
"""
HINTS = "".join(f"## Hint {number}\nThink.\n\n" for number in (1, 2, 3))
NOTES = "# Counter\n\n## Why the reference is right\nIt has a lock.\n"
STUB = '''"""A counter."""


class Counter:
    """Counts."""

    def add(self, n: int) -> None:
        """Add ``n``; a ``ValueError`` below 1."""
        raise NotImplementedError
'''
TESTS = '''"""What the judge asks of a counter."""

import threading

import pytest
from counter import Counter


def test_two_threads_both_count():
    """Two threads count at once."""
    counter = Counter()
    threads = [threading.Thread(target=counter.add, args=(1,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.total == 2, f"1 and 1 made {counter.total}"


@pytest.mark.symptom("error_contract")
def test_nothing_is_refused():
    """add(0) is a ValueError."""
    try:
        Counter().add(0)
    except ValueError:
        return
    raise AssertionError("add(0) was not refused")
'''
EXAMPLES = '''"""The example."""

from counter import Counter


def test_one():
    """One is one."""
    counter = Counter()
    counter.add(1)
    assert counter.total == 1
'''
RIGHT = '''"""One lock around the number, which is all there is."""

import threading


class Counter:
    def __init__(self):
        self.total = 0
        self._lock = threading.Lock()

    def add(self, n):
        if n < 1:
            raise ValueError("nothing to add")
        with self._lock:
            self.total += n
'''
LOCKED = """        with self._lock:
            self.total += n
"""
UNLOCKED = """        self.total += n
"""
CHECK = """        if n < 1:
            raise ValueError("nothing to add")
"""


def racy(number: int = 0) -> str:
    """Return a submission that loses an update."""
    text = RIGHT.replace(LOCKED, UNLOCKED)
    return text.replace("One lock around the number", f"No lock at all, number {number}")


def make_kata(root: Path) -> None:
    """Write the kata ``counter``, complete, below ``root``."""
    files = {
        "katas/counter/kata.toml": TOML,
        "katas/counter/prompt.md": PROMPT,
        "katas/counter/hints.md": HINTS,
        "katas/counter/stub.py": STUB,
        "katas/counter/test_stress.py": TESTS,
        "katas/counter/test_examples.py": EXAMPLES,
        "solutions/counter/reference.py": RIGHT,
        "solutions/counter/notes.md": NOTES,
    }
    for number in range(4):
        files[f"solutions/counter/accepted/right_{number}.py"] = RIGHT
    for number in range(10):
        files[f"solutions/counter/wrong_result/racy_{number}.py"] = racy(number)
    for name, text in files.items():
        write(root / name, text)


def write(path: Path, text: str) -> None:
    """Write a file, and its folder first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
