"""The catalogue on disk: every folder under ``katas/`` is a kata, and there is no central list."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DEFAULT_IMPORTS = frozenset(
    [
        "__future__",
        "abc",
        "collections",
        "contextlib",
        "dataclasses",
        "enum",
        "functools",
        "heapq",
        "itertools",
        "math",
        "operator",
        "random",
        "threading",
        "time",
        "types",
        "typing",
        "weakref",
    ]
)
DIFFICULTIES = ("easy", "medium", "hard")


class UnknownKata(LookupError):
    """There is no kata of that name; ``suggestion`` is the nearest one, or None."""

    def __init__(self, name: str, suggestion: str | None) -> None:
        super().__init__(name)
        self.name = name
        self.suggestion = suggestion


@dataclass(frozen=True, kw_only=True)
class Kata:
    """One kata: what its ``kata.toml`` says and where its files are.

    ``names`` are the names a submission must define, ``allow`` the modules it may import,
    ``forbid`` modules or attributes of modules (``threading.Semaphore``) that it may not use.
    """

    name: str
    title: str
    difficulty: str
    topics: tuple[str, ...]
    names: tuple[str, ...]
    allow: frozenset[str]
    forbid: frozenset[str]
    folder: Path
    solutions: Path

    @property
    def tests(self) -> Path:
        """The scenarios the judge runs."""
        return self.folder / "test_stress.py"

    @property
    def stub(self) -> Path:
        """What ``kata start`` copies."""
        return self.folder / "stub.py"

    @property
    def prompt(self) -> Path:
        """The task, in Markdown."""
        return self.folder / "prompt.md"

    @property
    def hints(self) -> Path:
        """The hints, in Markdown, one second-level heading each."""
        return self.folder / "hints.md"

    @property
    def is_quiz(self) -> bool:
        """Whether the names to define are answers to questions."""
        return self.questions.is_dir()

    @property
    def questions(self) -> Path:
        """The folder of the questions, one TOML file for each topic; only a quiz has it."""
        return self.folder / "questions"

    def question_texts(self) -> tuple[tuple[str, str], ...]:
        """Return the topics' names and texts, in order; none unless it is a quiz."""
        paths = sorted(self.questions.glob("*.toml"))
        return tuple((path.stem, path.read_text("utf-8")) for path in paths)

    @property
    def reference(self) -> Path:
        """The solution that ``kata solution`` shows."""
        return self.solutions / "reference.py"

    @property
    def notes(self) -> Path:
        """Why the reference is right, and the usual mistakes."""
        return self.solutions / "notes.md"


def content_root() -> Path:
    """Return the folder that holds ``katas`` and ``solutions``: the clone's, else the wheel's."""
    clone = PACKAGE.parent
    if (clone / "katas").is_dir() and (clone / "pyproject.toml").is_file():
        return clone
    return PACKAGE / "content"


def kata_names() -> list[str]:
    """Return the names of all katas, sorted."""
    folder = content_root() / "katas"
    return sorted(path.parent.name for path in folder.glob("*/kata.toml"))


def all_katas() -> list[Kata]:
    """Return all katas, easiest first, then by name."""
    katas = [load_kata(name) for name in kata_names()]
    return sorted(katas, key=lambda kata: (DIFFICULTIES.index(kata.difficulty), kata.name))


def find_kata(name: str) -> Kata:
    """Return the kata of that name; raises ``UnknownKata`` with the nearest name."""
    names = kata_names()
    if name in names:
        return load_kata(name)
    folded = name.strip().lower().replace("-", "_").replace(" ", "_")
    near = difflib.get_close_matches(folded, names, n=1, cutoff=0.4)
    raise UnknownKata(name, near[0] if near else None)


def load_kata(name: str) -> Kata:
    """Read the ``kata.toml`` of an existing kata; raises ``ValueError`` when it is malformed."""
    folder = content_root() / "katas" / name
    data = tomllib.loads((folder / "kata.toml").read_text("utf-8"))
    imports = data.get("imports", {})
    if data["difficulty"] not in DIFFICULTIES:
        raise ValueError(f"{name}: difficulty is one of {', '.join(DIFFICULTIES)}")
    return Kata(
        name=name,
        title=data["title"],
        difficulty=data["difficulty"],
        topics=tuple(data["topics"]),
        names=tuple(data["names"]),
        allow=DEFAULT_IMPORTS | set(imports.get("allow", ())),
        forbid=frozenset(imports.get("forbid", ())),
        folder=folder,
        solutions=content_root() / "solutions" / name,
    )
