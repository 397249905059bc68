"""What is left of an article."""

from __future__ import annotations

import threading


class Stock:
    """So many pieces of one article."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.lock = threading.Lock()

    def take(self) -> bool:
        """Take a piece; False when there is none left."""
        with self.lock:
            if self.left == 0:
                return False
        with self.lock:
            self.left -= 1
            return True
