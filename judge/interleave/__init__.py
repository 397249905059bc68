"""A pytest plugin: tests marked ``interleave`` run under the controlled scheduler.

Nothing but ``plugin`` is imported as long as no test bears the marker.
"""
