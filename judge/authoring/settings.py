"""The check of ``kata.toml``: is everything there, of the right type, and nothing else?"""

from __future__ import annotations

import keyword
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

from judge.authoring.findings import Finding, Part
from judge.authoring.place import Place
from judge.authoring.texts import read_text, todo
from judge.katas import DIFFICULTIES, Kata, load_kata

KEYS = {"title", "difficulty", "topics", "names", "imports"}
LISTS = ("topics", "names")
IMPORT_KEYS = {"allow", "forbid"}
TAKEN = frozenset({"judge", "pytest", "greenlet", "test_stress", "test_examples"})


def check_settings(place: Place) -> tuple[Kata | None, list[Finding]]:
    """Return the kata, or None when its settings do not make one, and what was found."""
    path = place.folder / "kata.toml"
    text = read_text(path)
    if text is None:
        message = "is missing; it says title, difficulty, topics and names"
        return None, [place.problem(Part.SETTINGS, path, message)]
    try:
        problems = list(problems_of(place.name, tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        problems = [f"cannot be read: {error}"]
    found = [place.problem(Part.SETTINGS, path, line) for line in (*problems, *todo(text))]
    kata = None if problems else load_kata(place.name)
    if kata and not found:
        found = [place.finding(Part.SETTINGS, path, f"{kata.title}, {kata.difficulty}")]
    return kata, found


def problems_of(name: str, data: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the settings of a kata, a sentence each."""
    if problem := name_problem(name):
        yield f"the folder's name, {name}, {problem}"
    yield from (f"does not know the key {key}" for key in sorted(set(data) - KEYS))
    if not _is_text(data.get("title")):
        yield 'wants title = "..."'
    if data.get("difficulty") not in DIFFICULTIES:
        yield f"wants difficulty = one of {', '.join(DIFFICULTIES)}"
    for key in LISTS:
        if not _is_list_of_texts(data.get(key)) or not data[key]:
            yield f'wants {key} = ["...", ...]'
    if _is_list_of_texts(data.get("names")):
        yield from (f"names {n!r}, no Python name" for n in data["names"] if not n.isidentifier())
    yield from _import_problems(data.get("imports", {}))


def _import_problems(imports: Any) -> Iterator[str]:
    if not isinstance(imports, dict):
        yield "wants [imports] as a table"
        return
    yield from (f"does not know imports.{key}" for key in sorted(set(imports) - IMPORT_KEYS))
    for key in sorted(IMPORT_KEYS & set(imports)):
        if not _is_list_of_texts(imports[key]):
            yield f'wants imports.{key} = ["...", ...]'


def name_problem(name: str) -> str | None:
    """Return why a kata may not be called so, None if it may.

    Tests import the submission by that name, so it must not hide another module.
    """
    well_formed = name.isidentifier() and name.isascii() and name == name.lower()
    if not well_formed or name.startswith("_") or keyword.iskeyword(name):
        return "is no module's name; take lower-case letters, digits and underscores"
    if name in sys.stdlib_module_names | TAKEN:
        return "is the name of a module that is needed; take another"
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))
