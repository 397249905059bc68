"""A lock for each account, always taken in the order of the names and held across the journal."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager


class Bank:
    """Whoever uses accounts locks them, first the one whose name comes first."""

    def __init__(
        self, balances: Mapping[str, int], journal: Callable[[str, str, int], object]
    ) -> None:
        self._balances = dict(balances)
        self._journal = journal
        self._locks = {name: threading.Lock() for name in sorted(balances)}

    def transfer(self, source: str, target: str, amount: int) -> bool:
        """Journal the transfer and make it, with both accounts locked all the while."""
        if amount <= 0:
            raise ValueError(f"an amount has to be above 0, not {amount}")
        with self._locked(source, target):
            if self._balances[source] < amount:
                return False
            self._journal(source, target, amount)
            self._balances[source] -= amount
            self._balances[target] += amount
            return True

    def balance(self, name: str) -> int:
        """Return what is in one account."""
        with self._locked(name):
            return self._balances[name]

    def total(self) -> int:
        """Return what is in all accounts while nothing moves between them."""
        with self._locked(*self._locks):
            return sum(self._balances.values())

    @contextmanager
    def _locked(self, *names: str) -> Iterator[None]:
        # A set, because source and target may be one account, and a Lock cannot be taken twice.
        locks = [self._locks[name] for name in sorted(set(names))]
        with ExitStack() as held:
            for lock in locks:
                held.enter_context(lock)
            yield
