"""Two customers want the last piece: kata explore examples/sell_out.py."""

from __future__ import annotations

import threading

from shop.stock import Stock


def main() -> None:
    """Sell the last piece once."""
    stock = Stock(1)
    customers = [threading.Thread(target=stock.take) for _ in range(2)]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    assert stock.left == 0
