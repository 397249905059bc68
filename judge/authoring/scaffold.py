"""The beginnings of a kata: both of its folders, with what is still to be written marked TODO."""

from __future__ import annotations

from pathlib import Path
from string import Template

from judge import katas
from judge.authoring.place import Place
from judge.authoring.settings import name_problem

TEMPLATES = Path(__file__).resolve().parent / "templates"
SUFFIX = ".template"


class ScaffoldError(Exception):
    """The kata cannot be begun; ``str`` of it says in one line why, and what to do."""


def scaffold(name: str) -> tuple[Place, list[Path]]:
    """Write the folders of a new kata and return the files; raises ``ScaffoldError``."""
    place = free_place(name)
    words = {"name": name, "cls": class_name(name), "title": title(name)}
    written: list[Path] = []
    try:
        for part, folder in (("katas", place.folder), ("solutions", place.solutions)):
            folder.mkdir(parents=True, exist_ok=True)
            for template in sorted((TEMPLATES / part).glob(f"*{SUFFIX}")):
                path = folder / template.name.removesuffix(SUFFIX)
                with path.open("x", encoding="utf-8") as file:
                    file.write(Template(template.read_text("utf-8")).substitute(words))
                written.append(path)
    except OSError as error:
        raise ScaffoldError(f"cannot write {error.filename}: {error.strerror}") from None
    return place, written


def free_place(name: str) -> Place:
    """Return where a kata of that name would be; raises ``ScaffoldError`` if it may not."""
    root = katas.content_root()
    if root == katas.PACKAGE / "content":
        raise ScaffoldError(
            "katas are written in a clone of the repository, and this kata command belongs to an "
            f"installed package ({katas.PACKAGE}); clone it, and `pip install -e .` there"
        )
    if problem := name_problem(name):
        raise ScaffoldError(f"{name!r} {problem}")
    place = Place(name=name, root=root)
    for folder in (place.folder, place.solutions):
        if folder.exists():
            raise ScaffoldError(f"there is {place.shown(folder)} already; `kata check {name}` it")
    return place


def class_name(name: str) -> str:
    """Return the name of a kata as that of a class."""
    return "".join(word.capitalize() for word in name.split("_"))


def title(name: str) -> str:
    """Return the name of a kata as a title."""
    return name.replace("_", " ").capitalize()
