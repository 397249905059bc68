"""The engine: runs a threaded program under a controlled scheduler and explores its interleavings.

It knows nothing of terminals, files, processes or test runners, and is usable on its own: see
``judge.engine.explore``.
"""
