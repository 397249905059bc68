"""Waiting without blocking: what spins or polls is found out, and nothing else is."""

from __future__ import annotations

import pytest
from helpers import ends, failure_of, search

from judge.engine.result import ClockMode, OutcomeKind
from judge.engine.rules import Rules

BUSY, POLLING = OutcomeKind.BUSY_WAIT, OutcomeKind.POLLING
MUST_BLOCK = Rules(waiting_must_block=True, judged=frozenset({"program.py"}))

HEAD = """
import itertools, queue, threading, time
from aid import together

class Box:
    def __init__(self):
        self.items = []
        self.ready = False
        self.version = 0
        self.lock = threading.Lock()
        self.condition = threading.Condition(self.lock)
        self.event = threading.Event()
        self.queue = queue.Queue()
        self.busy = threading.Lock()
        self.busy.acquire()
        self.steps = 0

    def work(self):
        for _ in range(20):
            self.steps += 1

    def put(self):
        self.work()
        self.queue.put(1)
        with self.condition:
            self.items.append(1)
            self.ready = True
            self.condition.notify_all()
        self.event.set()
        self.busy.release()

    def get(self):
"""
MAIN = """
def main(record):
    box = Box()
    together(box.get, box.put, box.work)
    record("ended")
"""


def waiting(body: str) -> str:
    """Return a program in which ``body`` waits for what another thread puts."""
    return HEAD + "".join(f"        {line}\n" for line in body.strip().splitlines()) + MAIN


SPINS = {
    "on a flag": "while not self.ready:\n    pass",
    "on a container": "while not self.items:\n    continue",
    "on a length": "while len(self.items) == 0:\n    pass",
    "on a closure": "done = lambda: self.ready\nwhile not done():\n    pass",
    "under a lock": "while True:\n    with self.lock:\n        if self.items:\n            return",
    "on a free lock": "while self.busy.locked():\n    pass",
    "on trying a lock": "while not self.busy.acquire(blocking=False):\n    pass",
    "on an event": "while not self.event.is_set():\n    pass",
    "on a queue": "while self.queue.empty():\n    pass",
    "on trying a queue": (
        "while True:\n"
        "    try:\n        return self.queue.get_nowait()\n    except queue.Empty:\n        pass"
    ),
}
# Each turn of these changes something of the thread's own, so it takes longer to be sure.
SLOW = {
    "counting its turns": "turns = 0\nwhile not self.ready:\n    turns += 1",
    "over an endless iterator": "for n in itertools.count():\n    if self.ready:\n        break",
    "with an else": "while True:\n    if self.ready:\n        return\n    else:\n        x = [1]",
}
POLLS = {
    "sleeping": "while not self.ready:\n    time.sleep(0.01)",
    "sleeping ever longer": (
        "pause = 0.01\nwhile not self.ready:\n    time.sleep(pause)\n    pause = min(pause * 2, 1)"
    ),
    "on a condition": (
        "with self.condition:\n    while not self.items:\n        self.condition.wait(0.05)"
    ),
    "on an event": "while not self.event.wait(timeout=0.1):\n    pass",
    "on a lock": "while not self.busy.acquire(timeout=0.1):\n    pass",
    "on a queue": (
        "while True:\n"
        "    try:\n        return self.queue.get(timeout=0.1)\n"
        "    except queue.Empty:\n        continue"
    ),
}

ALL = {**SPINS, **SLOW, **{f"polling {name}": body for name, body in POLLS.items()}}


@pytest.mark.parametrize("body", SPINS.values(), ids=SPINS)
def test_spinning_is_a_busy_wait(body: str) -> None:
    assert failure_of(waiting(body), rules=MUST_BLOCK).outcome.kind is BUSY


@pytest.mark.parametrize("body", POLLS.values(), ids=POLLS)
def test_waking_again_and_again_is_polling(body: str) -> None:
    assert failure_of(waiting(body), rules=MUST_BLOCK).outcome.kind is POLLING


@pytest.mark.parametrize("clock", ClockMode)
@pytest.mark.parametrize(
    ("body", "kind"),
    [(body, BUSY) for body in (SPINS | SLOW).values()]
    + [(body, POLLING) for body in POLLS.values()],
    ids=[*SPINS, *SLOW, *(f"polling {name}" for name in POLLS)],
)
def test_waiting_for_what_never_comes_is_told_alike(
    body: str, kind: OutcomeKind, clock: ClockMode
) -> None:
    text = waiting(body).replace("box.get, box.put, box.work", "box.get")
    rules = Rules(waiting_must_block=True, judged=frozenset({"program.py"}), clock=clock)
    assert failure_of(text, rules=rules).outcome.kind is kind


@pytest.mark.parametrize("body", ALL.values(), ids=ALL)
def test_waiting_without_blocking_comes_to_an_end_where_it_is_allowed(body: str) -> None:
    assert ends(waiting(body), executions=40) == {"ended"}


@pytest.mark.parametrize("body", ALL.values(), ids=ALL)
def test_loops_of_other_files_are_not_judged(body: str) -> None:
    rules = Rules(waiting_must_block=True, judged=frozenset({"submission.py"}))
    assert ends(waiting(body), executions=10, rules=rules) == {"ended"}


def test_a_busy_wait_is_told_with_its_loop() -> None:
    outcome = failure_of(waiting("while not self.ready:\n    pass"), rules=MUST_BLOCK).outcome
    assert outcome.thread == "Thread-1 (get)"
    assert (outcome.file, outcome.line) == ("program.py", 33)
    assert "a call that has to wait must block" in outcome.message
    assert "without ever blocking" in outcome.message


def test_polling_is_told_apart_in_words() -> None:
    outcome = failure_of(waiting(POLLS["sleeping"]), rules=MUST_BLOCK).outcome
    assert "sleeping or timing out in between" in outcome.message


FINE = {
    "a wait loop": "with self.condition:\n    while not self.items:\n        self.condition.wait()",
    "wait_for": "with self.condition:\n    self.condition.wait_for(lambda: self.items)",
    "a timed wait": (
        "deadline = time.monotonic() + 5\n"
        "with self.condition:\n"
        "    while not self.items:\n"
        "        left = deadline - time.monotonic()\n"
        "        if left <= 0:\n            return\n"
        "        self.condition.wait(left)"
    ),
    "a timed wait until it is later than the deadline": (
        "deadline = time.monotonic() + 5\n"
        "with self.condition:\n"
        "    while not self.items:\n"
        "        left = deadline - time.monotonic()\n"
        "        if left < 0:\n            return\n"
        "        self.condition.wait(left)"
    ),
    "a wait for no time until it is later than the deadline": (
        "deadline = time.monotonic()\n"
        "with self.condition:\n"
        "    while not self.items and time.monotonic() <= deadline:\n"
        "        self.condition.wait(0)"
    ),
    "a timed event until it is later than the deadline": (
        "deadline = time.monotonic() + 5\n"
        "while not self.event.wait(max(0, deadline - time.monotonic())):\n"
        "    if time.monotonic() > deadline:\n        return"
    ),
    "a timed lock until it is later than the deadline": (
        "deadline = time.monotonic() + 5\n"
        "while not self.busy.acquire(timeout=max(0, deadline - time.monotonic())):\n"
        "    if time.monotonic() > deadline:\n        return"
    ),
    "a timed wait_for": "with self.condition:\n    self.condition.wait_for(lambda: self.items, 5)",
    "a timed event": "self.event.wait(5)",
    "one sleep": "time.sleep(1)",
    "sleeps for a number of times": "for _ in range(3):\n    time.sleep(1)",
    "a search": (
        "table = [0] * 300\nself.items.append(0)\n"
        "n = 0\nwhile n < 300 and table[n] != 1:\n    n += 1"
    ),
    "a search through a shared list": (
        "self.found = list(range(250))\nfor n in self.found:\n    if n == 249:\n        break"
    ),
    "an optimistic retry": (
        "while True:\n"
        "    seen = self.version\n"
        "    with self.lock:\n"
        "        if self.version == seen:\n"
        "            self.version += 1\n            return"
    ),
    "taking turns": (
        "for _ in range(20):\n    with self.condition:\n        self.version += 1\n"
        "        self.condition.notify_all()"
    ),
    "a loop over local data": "n = 0\nwhile n < 1000:\n    n += 1",
    "draining a queue": (
        "got = self.queue.get()\n"
        "while True:\n"
        "    try:\n        got = self.queue.get_nowait()\n"
        "    except queue.Empty:\n        return"
    ),
}


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_what_blocks_or_gets_somewhere_is_no_failure(body: str) -> None:
    assert ends(waiting(body), executions=20, rules=MUST_BLOCK) == {"ended"}


MANY = {
    "many notifications that are not for oneself": """
def main(record):
    condition, turn = threading.Condition(), [0]

    def play(me):
        for _ in range(8):
            with condition:
                while turn[0] % 3 != me:
                    condition.wait()
                turn[0] += 1
                condition.notify_all()

    together(lambda: play(0), lambda: play(1), lambda: play(2))
    record("ended")
""",
    "contention for a lock": """
def main(record):
    lock, n = threading.Lock(), [0]

    def work():
        while True:
            with lock:
                if n[0] >= 30:
                    return
                n[0] += 1

    together(work, work, work)
    record("ended")
""",
    "optimistic retries": """
def main(record):
    lock, state = threading.Lock(), [0]

    def work():
        for _ in range(5):
            while True:
                seen = state[0]
                with lock:
                    if state[0] == seen:
                        state[0] = seen + 1
                        break

    together(work, work, work)
    record("ended")
""",
    "a consumer of many items": """
def main(record):
    items, got = queue.Queue(1), []

    def consume():
        while (item := items.get()) is not None:
            got.append(item)

    def produce():
        for n in range(20):
            items.put(n)
        items.put(None)

    together(consume, produce)
    record("ended")
""",
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_much_waiting_for_each_other_is_no_busy_wait(text: str) -> None:
    program = "import queue, threading\nfrom aid import together\n" + text
    exploration = search(program, executions=60, rules=MUST_BLOCK)
    assert exploration.failure is None, exploration.failure.outcome.message


@pytest.mark.parametrize(
    "turn",
    [
        "was, self.busy = self.busy, True",
        "self.seen = self.busy; was = self.seen",
        "copy = self.items.copy(); was = not copy",
    ],
    ids=["test and set", "a store of what is there", "a fresh copy in every turn"],
)
def test_a_spin_is_one_however_much_it_stores(turn: str) -> None:
    submission = f"""
import threading

class Gate:
    def __init__(self):
        self.lock, self.busy, self.seen, self.items = threading.Lock(), True, True, []

    def enter(self):
        while True:
            with self.lock:
                {turn}
            if not was:
                return
"""
    text = """
import submission

def main():
    submission.Gate().enter()
"""
    rules = Rules(waiting_must_block=True, judged=frozenset({"submission.py"}))
    threaded = text.replace("submission.Gate().enter()", "together(submission.Gate().enter, int)")
    threaded = threaded.replace("import submission", "import submission\nfrom aid import together")
    assert failure_of(threaded, rules=rules, submission=submission).outcome.kind is BUSY
