"""The judge's own modules that the tests of a kata may import; submissions may not.

They are loaded under control like the test file itself, so that what they do to data that threads
share is announced. On real threads they are imported as they are.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import judge
from judge.engine.program import Finder


@cache
def for_tests() -> Finder:
    """Return what finds these modules; it is the same for all scenarios."""
    return Finder(base=f"{Path(judge.__file__).parents[1]}{os.sep}")
