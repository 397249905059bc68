"""A bank: money moves between accounts, and every move is written into a journal first."""

from collections.abc import Callable, Mapping


class Bank:
    """Accounts by name; any number of threads may move money between them."""

    def __init__(
        self, balances: Mapping[str, int], journal: Callable[[str, str, int], object]
    ) -> None:
        """Open one account for every name in ``balances``, with that much money in it."""
        raise NotImplementedError

    def transfer(self, source: str, target: str, amount: int) -> bool:
        """Move money and return True; return False, with nothing changed, if there is too little.

        Calls ``journal(source, target, amount)`` exactly once, before anyone can see the move. If
        that raises, nothing has moved and the exception goes through. ``KeyError`` for an unknown
        account, ``ValueError`` for an amount of 0 or less.
        """
        raise NotImplementedError

    def balance(self, name: str) -> int:
        """Return what is in one account; ``KeyError`` for an unknown one."""
        raise NotImplementedError

    def total(self) -> int:
        """Return what is in all accounts together, at one moment."""
        raise NotImplementedError
