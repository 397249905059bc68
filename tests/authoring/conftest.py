"""A clone of one's own, with one complete kata in it."""

from __future__ import annotations

from pathlib import Path

import authoring_kata
import pytest

import judge.katas
from judge.authoring.place import Place


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clone."""
    authoring_kata.make_kata(tmp_path)
    monkeypatch.setattr(judge.katas, "content_root", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def place(root: Path) -> Place:
    """The place of its kata, ``counter``."""
    return Place(name="counter", root=root)
