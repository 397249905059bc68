"""The tests of CPython's that cannot be run under control, each with the reason."""

from __future__ import annotations

LEFT_OUT: dict[str, str] = {}
