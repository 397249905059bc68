"""That a failure takes so many preemptions is said only where bounded search has shown it."""

from __future__ import annotations

from tests.engine.helpers import failure_of, racing

LOST_UPDATE = racing("c.n += 1", result="c.n").replace("record(c.n)", "assert c.n == 2")


def test_a_lost_update_takes_one_preemption_and_no_less() -> None:
    failure = failure_of(LOST_UPDATE)
    assert (failure.preemptions, failure.fewest) == (1, True)


def test_what_fails_in_every_order_takes_none() -> None:
    failure = failure_of("def main():\n    assert False")
    assert (failure.preemptions, failure.fewest) == (0, True)


def test_a_search_that_does_not_come_to_its_end_establishes_nothing() -> None:
    text = """
        from aid import together

        def main():
            box = {"n": 0, "noise": 0}
            seen = []

            def work():
                for _ in range(6):
                    box["noise"] += 1
                seen.append(box["n"])
                box["n"] += 1
                for _ in range(6):
                    box["noise"] += 1

            together(work, work, work, work)
            assert seen.count(0) < 4
        """
    failure = failure_of(text)
    assert failure.preemptions > 1
    assert not failure.fewest


def test_what_takes_two_preemptions_is_shown_to_take_two() -> None:
    text = """
        from aid import together

        def main():
            box = {"x": 0, "y": 0, "z": 0}
            seen = {}

            def one():
                seen["x"] = box["x"]
                box["y"] = 1
                box["z"] = 1

            def two():
                box["x"] = 1
                seen["y"] = box["y"]
                seen["z"] = box["z"]

            together(one, two)
            assert seen != {"x": 0, "y": 0, "z": 1}
        """
    failure = failure_of(text)
    assert (failure.preemptions, failure.fewest) == (2, True)
