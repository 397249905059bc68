"""Which kata is meant: by its name, by a file named like it, or by the folder one is in."""

from __future__ import annotations

from pathlib import Path

from judge.cli.status import UserMistake
from judge.katas import Kata, UnknownKata, find_kata, kata_names

SUFFIX = ".py"
WHERE_KATAS_ARE = "kata next tells which one to do, kata list shows them all"


def known_kata(name: str) -> Kata:
    """Return the kata of that name; raises ``UserMistake`` with the nearest one."""
    try:
        return find_kata(name)
    except UnknownKata as error:
        nearest = f"; did you mean {error.suggestion}?" if error.suggestion else ""
        raise UserMistake(f'no kata named "{name}"{nearest} (kata list shows them all)') from None


def chosen(name: str | None, file: Path | None = None) -> tuple[Kata, Path | None]:
    """Return the kata, and the file if one was given; raises ``UserMistake``.

    Without a name it is the kata whose file is in the current folder; a file alone is of the
    kata that it is named like.
    """
    if name is None:
        return kata_here(), file
    if file is None and name.endswith(SUFFIX):
        return kata_of(Path(name)), Path(name)
    return known_kata(name), file


def kata_here() -> Kata:
    """Return the kata whose KATA.py is in the current folder; raises ``UserMistake``."""
    here = [name for name in kata_names() if Path(f"{name}{SUFFIX}").is_file()]
    if not here:
        raise UserMistake(f"which kata? no file here is named like one; {WHERE_KATAS_ARE}")
    if len(here) > 1:
        raise UserMistake(f"which kata? there are files of several here: {', '.join(here)}")
    return known_kata(here[0])


def kata_of(path: Path) -> Kata:
    """Return the kata that a file is named like; raises ``UserMistake``."""
    if not is_named_like_a_kata(path):
        raise UserMistake(f"{path} is not named like a kata; name both: KATA {path}")
    return known_kata(path.stem)


def is_named_like_a_kata(path: Path) -> bool:
    """Return whether a file has the name that ``kata start`` gives."""
    return path.suffix == SUFFIX and path.stem in kata_names()
