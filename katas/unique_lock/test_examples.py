"""The examples of the prompt, to try while you write."""

import threading

from unique_lock import UniqueLock


def refused(call):
    try:
        call()
    except RuntimeError:
        return True
    return False


def test_it_locks_when_it_is_made():
    """Without defer the mutex is owned at once, and unlock gives it back."""
    mutex = threading.Lock()
    lock = UniqueLock(mutex)
    assert lock.owns_lock is True
    assert mutex.locked()
    lock.unlock()
    assert lock.owns_lock is False
    assert not mutex.locked()


def test_a_block_gives_back_what_is_owned_at_its_end():
    """Inside a block the mutex may be given back and taken again."""
    mutex = threading.Lock()
    with UniqueLock(mutex, defer=True) as lock:
        assert not mutex.locked()
        assert lock.try_lock() is True
        assert mutex.locked()
    assert not mutex.locked()


def test_a_held_mutex_is_not_owned():
    """A try that fails says so, and leaves the mutex to its holder."""
    mutex = threading.Lock()
    with UniqueLock(mutex):
        other = UniqueLock(mutex, defer=True)
        assert other.try_lock() is False
        assert other.try_lock_for(0) is False
        assert other.owns_lock is False


def test_a_detached_mutex_stays_locked():
    """detach gives up the responsibility, not the mutex."""
    mutex = threading.Lock()
    with UniqueLock(mutex) as lock:
        assert lock.detach() is mutex
    assert mutex.locked()
    mutex.release()


def test_mistakes_are_errors():
    """Locking what is owned and unlocking what is not are RuntimeErrors."""
    lock = UniqueLock(threading.Lock())
    assert refused(lock.lock)
    assert refused(lock.try_lock)
    lock.unlock()
    assert refused(lock.unlock)
