# ruff: noqa
from concurrent.futures import ThreadPoolExecutor
from threading import Lock


def main():
    a, b = Lock(), Lock()

    def take(one, other):
        with one, other:
            pass

    with ThreadPoolExecutor(2) as pool:
        pool.submit(take, a, b)
        pool.submit(take, b, a)
