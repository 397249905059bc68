# ruff: noqa
import _thread
import threading


def main():
    a, b, done = _thread.allocate_lock(), threading.Lock(), _thread.allocate_lock()
    done.acquire()

    def raw():
        with b, a:
            pass
        done.release()

    _thread.start_new_thread(raw, ())
    with a, b:
        pass
    done.acquire()
