"""The scratch directory of a child, and the removal of whatever tree of files it has become."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def scratch_directory() -> Iterator[Path]:
    """Make an empty directory for the time of the block."""
    home = Path(tempfile.mkdtemp(prefix="kata-"))
    try:
        yield home
    finally:
        with suppress(RecursionError):
            shutil.rmtree(home, ignore_errors=True)
        if home.exists():
            # Directories without permissions, or nested without end, are left to the experts.
            for command in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
                subprocess.run([*command, str(home)], check=False, capture_output=True)
