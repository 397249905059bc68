"""A shop with a bug that no ordinary test run shows."""
