"""Depth first: every interleaving, one after the other. The yardstick the others are held to."""

from __future__ import annotations

from random import Random

from judge.engine.tree import Node, Walk


class DepthFirst(Walk):
    """Tries every runnable task at every scheduling point."""

    def open(self, node: Node) -> None:
        """Try everything."""
        node.backtrack.update(node.enabled)


def make(rng: Random) -> DepthFirst:
    """Return the strategy; it leaves nothing to chance."""
    return DepthFirst()
