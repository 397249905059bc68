"""The same as a test of pytest, run under many schedules."""

from __future__ import annotations

import threading

import pytest
from shop.stock import Stock


@pytest.mark.interleave
@pytest.mark.parametrize("left", [1, 2])
def test_no_piece_is_sold_twice(left: int) -> None:
    stock = Stock(left)
    customers = [threading.Thread(target=stock.take) for _ in range(2)]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    assert stock.left == max(0, left - 2)
