# ruff: noqa
def main():
    import threading
    from threading import Lock

    a, b = Lock(), Lock()

    def take(one, other):
        with one, other:
            pass

    x = threading.Thread(target=take, args=(a, b))
    x.start()
    take(b, a)
    x.join()
