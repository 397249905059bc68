"""Somebody's own program: which of its modules are under control, and where they are found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from judge.box.intake import Submission
from judge.box.job import Job, Own
from judge.engine.source import Source

PACKAGE = "__init__"


@dataclass(frozen=True, kw_only=True)
class OwnProgram:
    """A file with the function to run, and what else is under control.

    ``further`` are more files, ``control`` names of packages and modules. With
    ``forbid_spinning`` waiting without blocking is a failure.
    """

    main: Submission
    function: str = "main"
    further: tuple[Submission, ...] = ()
    control: tuple[str, ...] = ()
    forbid_spinning: bool = False

    def job(self, task: str, **fields: object) -> Job:
        """Return the job of exploring or replaying it."""
        files = (self.main, *self.further)
        places = [Place.of(Path(one.path)) for one in files]
        folders = tuple(dict.fromkeys(place.folder for place in places))
        packages = {place.package for place in places if place.package is not None}
        here = str(Path.cwd())
        own = Own(
            sources=tuple(p.source(one) for p, one in zip(places, files, strict=True)),
            control=tuple(sorted({*self.control, *packages})),
            folders=folders,
            path=unique((*folders, here, *sys.path)),
            base=here.rstrip(os.sep) + os.sep,
            forbid_spinning=self.forbid_spinning,
        )
        return Job(task=task, function=self.function, own=own, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a file stands among modules: its module's name, and the folder to import it from.

    ``package`` is the outermost package around it, if there is one.
    """

    module: str
    folder: str
    package: str | None
    search: tuple[str, ...] | None

    @classmethod
    def of(cls, path: Path) -> Place:
        """Look at the folders around a file."""
        path = path.absolute()
        names, folder = [path.stem], path.parent
        while (folder / f"{PACKAGE}.py").is_file() and folder.name.isidentifier():
            names.insert(0, folder.name)
            folder = folder.parent
        if len(names) == 1:
            module = path.stem if path.stem.isidentifier() else "program"
            return cls(module=module, folder=str(path.parent), package=None, search=None)
        is_package = names[-1] == PACKAGE
        module = ".".join(names[:-1] if is_package else names)
        search = (str(path.parent),) if is_package else None
        return cls(module=module, folder=str(folder), package=names[0], search=search)

    def source(self, file: Submission) -> Source:
        """Return the file as a module."""
        path = str(Path(file.path).absolute())
        return Source(
            module=self.module, file=file.path, text=file.text, path=path, search=self.search
        )


def unique(entries: Iterable[str]) -> tuple[str, ...]:
    """Return the entries of a module search path once each, and no relative ones."""
    return tuple(dict.fromkeys(entry for entry in entries if Path(entry).is_absolute()))
