"""The examples of the prompt, to try while you write."""

import threading

from scoped_lock import ScopedLock


class BrokenMutex:
    def acquire(self):
        raise OSError("this mutex is on a server that is down")

    def release(self):
        raise AssertionError("it has never been taken")


def test_all_are_held_inside_and_none_afterwards():
    """The block holds both mutexes, from its beginning to its end."""
    left, right = threading.Lock(), threading.Lock()
    with ScopedLock(left, right):
        assert left.locked()
        assert right.locked()
    assert not left.locked()
    assert not right.locked()


def test_a_mutex_may_be_named_twice():
    """Whoever moves things from one shelf to the same shelf need not know it."""
    shelf = threading.Lock()
    with ScopedLock(shelf, shelf):
        assert shelf.locked()
    assert not shelf.locked()


def test_what_was_taken_is_given_back_when_one_cannot_be():
    """The exception goes through, and nothing stays locked."""
    left, right = threading.Lock(), threading.Lock()
    try:
        with ScopedLock(left, BrokenMutex(), right):
            raise AssertionError("the block must not run")
    except OSError:
        pass
    assert not left.locked()
    assert not right.locked()


def test_two_threads_that_name_them_the_other_way_round():
    """No deadlock, whoever comes first."""
    left, right = threading.Lock(), threading.Lock()
    done = []

    def there():
        with ScopedLock(left, right):
            done.append("there")

    def back():
        with ScopedLock(right, left):
            done.append("back")

    threads = [threading.Thread(target=there), threading.Thread(target=back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["back", "there"]
