"""What goes on for ever is told apart; what only an unfair schedule keeps going is no failure."""

from __future__ import annotations

import pytest

from judge.engine.explore import Budget, explore
from judge.engine.result import OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import decode
from judge.engine.telling import tell
from tests.engine.helpers import failure_of, program, search

TWO_SPINNERS_AND_A_WORKER = """
    from aid import together

    def main():
        box = {"ready": False}

        def spin():
            while not box["ready"]:
                pass

        def work():
            box["ready"] = True

        together(spin, spin, work)
    """
POLITE = """
    import threading
    from aid import together

    def main():
        left, right = threading.Lock(), threading.Lock()

        def both(first, second):
            while True:
                with first:
                    if second.acquire(blocking=False):
                        second.release()
                        return

        together(lambda: both(left, right), lambda: both(right, left))
    """
WAITING_WRITER = """
    import threading
    from aid import together

    def main():
        changed = threading.Condition()
        state = {"readers": 0, "done": False}

        def reader():
            while not state["done"]:
                with changed:
                    state["readers"] += 1
                with changed:
                    state["readers"] -= 1
                    changed.notify_all()

        def writer():
            with changed:
                while state["readers"]:
                    changed.wait()
                state["done"] = True

        together(reader, reader, writer)
    """
NEVER_READY = """
    from aid import together

    def main():
        box = []

        def spin():
            while not box:
                pass

        together(spin)
    """
NEVER_READY_WITH_SLEEP = NEVER_READY.replace("pass", "time.sleep(1)").replace(
    "from aid", "import time\n    from aid"
)
ENDLESS_SUM = """
    from aid import together

    def main():
        total = [0]

        def add():
            while True:
                total[0] += 1

        together(add, add)
    """
SHORT = Rules(step_limit=2_000)


@pytest.mark.parametrize("strategy", ["run_to_block", "lockstep", "pct", "random_walk", "dpor"])
def test_any_number_of_spinners_lets_a_worker_work(strategy: str) -> None:
    found = explore(program(TWO_SPINNERS_AND_A_WORKER), strategy=strategy)
    assert found.failure is None


def test_threads_that_make_way_for_each_other_for_ever_are_a_livelock() -> None:
    outcome = failure_of(POLITE).outcome
    assert outcome.kind is OutcomeKind.LIVELOCK
    assert "Thread-1 (<lambda>) and Thread-2 (<lambda>) make way for each other" in outcome.message


def test_a_thread_that_waits_while_others_come_and_go_starves() -> None:
    outcome = failure_of(WAITING_WRITER, rules=SHORT).outcome
    assert outcome.kind is OutcomeKind.STARVATION
    assert outcome.thread == "Thread-3 (writer)"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NEVER_READY, OutcomeKind.BUSY_WAIT),
        (NEVER_READY_WITH_SLEEP, OutcomeKind.POLLING),
        (POLITE, OutcomeKind.LIVELOCK),
    ],
    ids=["spinning", "polling", "livelock"],
)
def test_the_trace_shows_one_round_and_the_schedule_shows_it_again(
    text: str, kind: OutcomeKind
) -> None:
    failure = failure_of(text)
    schedule = decode(failure.schedule)
    assert schedule.lockstep
    assert len(failure.trace) < 60
    again = tell(
        program(text),
        schedule.blocks,
        rules=Rules(),
        scenario=schedule.scenario,
        lockstep=schedule.lockstep,
    )
    assert again == failure
    assert again.outcome.kind is kind


def test_a_sum_that_grows_for_ever_does_not_come_back_to_where_it_was() -> None:
    assert failure_of(ENDLESS_SUM, rules=SHORT).outcome.kind is OutcomeKind.STEP_LIMIT


def test_a_long_loop_that_counts_is_no_round() -> None:
    text = """
        from aid import together

        def main():
            box = [0]

            def work():
                for _ in range(2_000):
                    box[0] = 0

            together(work, work)
        """
    assert failure_of(text, rules=SHORT).outcome.kind is OutcomeKind.STEP_LIMIT


def test_what_only_an_unfair_schedule_keeps_going_is_no_failure() -> None:
    text = """
        from aid import together

        def main():
            state = {"beats": False, "stop": False}

            def beat():
                while not state["stop"]:
                    state["beats"] = not state["beats"]

            def stop():
                state["stop"] = True

            together(beat, stop)
        """
    for strategy in ("run_to_block", "pct", "dpor"):
        budget = Budget(executions=20)
        found = explore(program(text), strategy=strategy, rules=SHORT, budget=budget)
        assert found.failure is None, strategy
        assert found.claim is not None
        assert found.claim.value == "sampled"


def test_whoever_spins_on_the_clock_takes_time() -> None:
    text = """
        import time

        def main():
            end = time.monotonic() + 1
            while time.monotonic() < end:
                pass
        """
    assert search(text, executions=20).failure is None
