"""Nothing piles up, however many executions there are."""

from __future__ import annotations

import gc

import pytest
from helpers import collecting_rarely, program

from judge.engine.explore import Budget, Explorer
from judge.engine.rules import Rules

GROWING = {
    "a race": """
from aid import together

class C:
    n = 0

def main():
    c = C()

    def up():
        c.n += 1

    together(up, up)
""",
    "daemons that are left waiting": """
import threading

def main():
    never = threading.Event()
    for _ in range(3):
        threading.Thread(target=never.wait, daemon=True).start()
""",
    "a deadlock": """
import threading

def main():
    lock = threading.Lock()
    thread = threading.Thread(target=lock.acquire)
    with lock:
        thread.start()
        thread.join()
""",
    "an exception in a thread": """
import threading

def main():
    thread = threading.Thread(target=int, args=("x",))
    thread.start()
    thread.join()
""",
    "a pool that nobody shuts down": """
from concurrent.futures import ThreadPoolExecutor

def main():
    list(ThreadPoolExecutor(2).map(str, range(3)))
""",
    "new classes, locals and big data": """
import threading
from dataclasses import dataclass
from aid import together

def main():
    @dataclass
    class Item:
        data: list

    mine, items = threading.local(), []

    def job():
        mine.data = [0] * 1000
        items.append(Item(mine.data))

    together(job, job)
""",
}


@pytest.mark.parametrize("text", GROWING.values(), ids=GROWING)
@pytest.mark.parametrize("strategy", ["random_walk", "dpor"])
def test_memory_does_not_grow_with_the_executions(text: str, strategy: str) -> None:
    def run(executions: int) -> int:
        explorer = Explorer(program(text), "main", strategy, 0, Rules(), Budget())
        with collecting_rarely():
            for _ in range(executions):
                if not explorer.strategy.begin():
                    explorer.strategy.restart()
                    continue
                explorer._execute()
        del explorer
        gc.collect()
        return len(gc.get_objects())

    before = run(30)
    assert run(400) - before < 1500


def test_little_is_left_for_the_collector() -> None:
    explorer = Explorer(program(GROWING["a race"]), "main", "pos", 0, Rules(), Budget())
    with collecting_rarely():
        gc.collect()
        for _ in range(100):
            explorer.strategy.begin()
            explorer._execute()
        left = gc.collect()
    assert left < 100 * 100
