"""Folders for temporary files: empty at the beginning of every execution."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

LONGEST = 30


class Folders:
    """The ``tmp_path_factory`` of a test; its folders are called the same in every execution."""

    def __init__(self, item: pytest.Function) -> None:
        self.item = item
        self.name = re.sub(r"\W", "_", item.name)[:LONGEST]
        self.base: Path | None = None

    def begin(self) -> None:
        """Take away what the execution before has left."""
        if self.base is not None:
            for left in self.base.iterdir():
                _remove(left)

    def getbasetemp(self) -> Path:
        """Return the folder of all others."""
        base = self.base
        if base is None:
            factory: Any = self.item.funcargs["tmp_path_factory"]
            base = self.base = factory.mktemp(self.name)
        return base

    def mktemp(self, basename: str, numbered: bool = True) -> Path:
        """Make a new folder; raises ``ValueError`` for a name that leads elsewhere.

        Raises ``FileExistsError`` for one that is there already, unless it is to be ``numbered``.
        """
        base = self.getbasetemp()
        if os.path.normpath(basename) in (".", "..") or os.sep in os.path.normpath(basename):
            raise ValueError(f"{basename} is not a normalized and relative path")
        path, number = base / f"{basename}{'0' if numbered else ''}", 0
        while numbered and path.exists():
            number += 1
            path = base / f"{basename}{number}"
        path.mkdir(mode=0o700)
        return path

    def of_test(self) -> Path:
        """Return a new folder for the test."""
        return self.mktemp(self.name)


def _remove(left: Path) -> None:
    if left.is_symlink() or not left.is_dir():
        left.unlink()
        return
    try:
        left.rmdir()
    except OSError:
        shutil.rmtree(left)
