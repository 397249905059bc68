"""Programs log as they do in CPython, and nothing of it outlives an execution."""

from __future__ import annotations

import pytest
from helpers import ends, search

COUNTING = """
    import logging, threading
    from aid import together

    class Counting(logging.Handler):
        def __init__(self):
            super().__init__()
            self.n = 0

        def emit(self, record):
            self.n += 1
"""


def test_a_handler_writes_one_record_at_a_time() -> None:
    text = f"""{COUNTING}
    def main():
        handler = Counting()
        logger = logging.getLogger("shop")
        logger.addHandler(handler)
        together(lambda: logger.warning("a"), lambda: logger.warning("b"))
        assert handler.n == 2
    """
    assert search(text).claim == "complete"


def test_what_is_done_without_the_lock_of_the_handler_is_a_race() -> None:
    text = f"""{COUNTING}
        def handle(self, record):
            self.emit(record)

    def main():
        handler = Counting()
        logger = logging.Logger("shop")
        logger.addHandler(handler)
        together(lambda: logger.warning("a"), lambda: logger.warning("b"))
        assert handler.n == 2
    """
    assert "assertion" in ends(text)


@pytest.mark.parametrize(
    "setting",
    [
        "logging.getLogger('shop').addHandler(logging.NullHandler())",
        "logging.getLogger().setLevel(logging.DEBUG)",
        "logging.basicConfig(level='DEBUG')",
        "logging.disable()",
        "logging.addLevelName(35, 'ODD')",
        "logging.setLoggerClass(type('Own', (logging.Logger,), {}))",
        "logging.config.dictConfig({'version': 1, 'root': {'level': 'DEBUG'}})",
    ],
)
def test_nothing_that_is_set_up_outlives_an_execution(setting: str) -> None:
    text = f"""
    import logging.config
    from aid import together

    def state():
        loggers = logging.getLogger(), logging.getLogger("shop")
        told = [(type(one).__name__, one.level, [*one.handlers]) for one in loggers]
        return told, logging.getLevelName(35), loggers[0].isEnabledFor(50)

    def main():
        items = []
        together(lambda: items.append(1), lambda: items.append(2))
        root = ("RootLogger", 30, [])
        assert state() == ([root, ("Logger", 0, [])], "Level 35", True)
        logging.Logger.manager.loggerDict.clear()
        {setting}
        assert state() != ([root, ("Logger", 0, [])], "Level 35", True)
    """
    found = search(text)
    assert found.failure is None
    assert found.executions > 1


def test_a_record_bears_the_name_of_its_thread_and_virtual_time() -> None:
    text = """
    import logging, threading, time

    def main(record):
        seen = []
        logger = logging.Logger("shop")
        logger.addFilter(lambda one: seen.append((one.threadName, one.created)))
        thread = threading.Thread(target=logger.warning, args=("x",), name="worker")
        thread.start()
        thread.join()
        record(seen == [("worker", time.time())])
    """
    assert ends(text) == {True}


def test_a_listener_takes_records_from_its_queue_until_it_is_stopped() -> None:
    text = f"""{COUNTING}
    import logging.handlers, queue

    def main():
        handler, records = Counting(), queue.Queue()
        listener = logging.handlers.QueueListener(records, handler)
        listener.start()
        logger = logging.Logger("shop")
        logger.addHandler(logging.handlers.QueueHandler(records))
        together(lambda: logger.warning("a"), lambda: logger.warning("b"))
        listener.stop()
        assert handler.n == 2
    """
    assert search(text).failure is None


def test_a_handler_that_waits_for_another_that_waits_for_it_is_a_deadlock() -> None:
    text = """
    import logging, threading
    from aid import together

    def main():
        lock, logger = threading.RLock(), logging.Logger("shop")
        class Locking(logging.Handler):
            def emit(self, record):
                with lock:
                    pass
        logger.addHandler(Locking())
        def work():
            with lock:
                logger.warning("inside")
        together(work, lambda: logger.warning("outside"))
    """
    assert "deadlock" in ends(text)


def test_a_handler_that_fails_says_so_and_the_program_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = """
    import logging

    class Broken(logging.Handler):
        def emit(self, record):
            try:
                raise ValueError("no disk")
            except ValueError:
                self.handleError(record)

    def main(record):
        logger = logging.Logger("shop")
        logger.addHandler(Broken())
        logger.warning("x")
        record("went on")
    """
    assert ends(text) == {"went on"}
    assert "ValueError: no disk" in capsys.readouterr().err
