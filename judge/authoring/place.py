"""Where the two folders of a kata are, whether or not there is a kata in them yet."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from judge import katas
from judge.authoring.findings import Finding, Part, State
from judge.katas import UnknownKata

IGNORED = {"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """The folders of one kata under ``root``, which holds those of all katas."""

    name: str
    root: Path

    @property
    def folder(self) -> Path:
        """What the candidate sees, and the scenarios."""
        return self.root / "katas" / self.name

    @property
    def solutions(self) -> Path:
        """The answers, right and wrong."""
        return self.root / "solutions" / self.name

    def shown(self, path: Path) -> str:
        """Return a path as it is shown: from the root, with slashes."""
        return path.relative_to(self.root).as_posix()

    def finding(self, part: Part, path: Path, message: str = "", *, ok: bool = True) -> Finding:
        """Return a finding on a file of this kata; not ``ok`` is a problem."""
        state = State.OK if ok else State.PROBLEM
        return Finding(
            kata=self.name, part=part, file=self.shown(path), state=state, message=message
        )

    def problem(self, part: Part, path: Path, message: str) -> Finding:
        """Return a problem with a file of this kata."""
        return self.finding(part, path, message, ok=False)


def every_place() -> list[Place]:
    """Return all there are, by name; a folder without its counterpart is one too."""
    root = katas.content_root()
    folders = [*_folders(root / "katas"), *_folders(root / "solutions")]
    return [Place(name=name, root=root) for name in sorted({folder.name for folder in folders})]


def find_place(name: str) -> Place:
    """Return the place of that name; raises ``UnknownKata`` with the nearest one."""
    places = {place.name: place for place in every_place()}
    if name in places:
        return places[name]
    near = difflib.get_close_matches(name, places, n=1, cutoff=0.4)
    raise UnknownKata(name, near[0] if near else None)


def _folders(parent: Path) -> Iterator[Path]:
    for path in parent.iterdir() if parent.is_dir() else ():
        if path.is_dir() and path.name not in IGNORED and any(files_in(path)):
            yield path


def files_in(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, in order, but none that a tool has left there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not IGNORED.intersection(path.parts):
            yield path
