"""The examples of the prompt, to try while you write."""

import threading

from connection_pool import ConnectionPool


def raised(call):
    """Return the type of what the call raises, None when it raises nothing."""
    try:
        call()
    except Exception as error:
        return type(error)
    return None


def test_connections_are_made_late_and_used_again():
    """Nothing is made before it is needed, and what came back is lent again."""
    made = []

    def connect():
        made.append(object())
        return made[-1]

    pool = ConnectionPool(connect, 2)
    assert made == []
    first = pool.acquire()
    pool.release(first)
    assert pool.acquire() is first
    assert made == [first]


def test_a_block_holds_a_connection():
    """With both lent, one to a block, there is none left; after the block there is."""
    pool = ConnectionPool(object, 2)
    pool.acquire()
    with pool.connection() as conn:
        assert raised(lambda: pool.acquire(timeout=0)) is TimeoutError
    assert pool.acquire(timeout=0) is conn


def test_a_release_serves_a_thread_that_waits():
    """Who finds all of them lent waits until one comes back."""
    pool = ConnectionPool(object, 1)
    conn, got = pool.acquire(), []
    waiter = threading.Thread(target=lambda: got.append(pool.acquire()))
    waiter.start()
    pool.release(conn)
    waiter.join()
    assert got == [conn]


def test_a_failed_factory_uses_up_no_place():
    """What factory() raises reaches the caller, and the next one may try again."""
    failures = [ConnectionError("refused")]

    def connect():
        if failures:
            raise failures.pop()
        return object()

    pool = ConnectionPool(connect, 1)
    assert raised(pool.acquire) is ConnectionError
    assert raised(lambda: pool.acquire(timeout=0)) is None


def test_what_makes_no_sense_is_refused():
    """Wrong sizes, wrong timeouts and strange connections are ValueErrors."""
    assert raised(lambda: ConnectionPool(object, 0)) is ValueError
    pool = ConnectionPool(object, 1)
    assert raised(lambda: pool.acquire(timeout=-1)) is ValueError
    assert raised(lambda: pool.release(object())) is ValueError
    conn = pool.acquire()
    pool.release(conn)
    assert raised(lambda: pool.release(conn)) is ValueError
