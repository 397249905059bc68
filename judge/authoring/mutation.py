"""The mutants of a submission: each is the file with one small change that ought to break it."""

from __future__ import annotations

import ast
import difflib
import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from judge.authoring import mutants
from judge.authoring.mutating import Change, applied

Operator = Callable[[ast.Module], Iterator[Change]]


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One change to one file.

    ``line`` is where, in the file as it was written, and ``source`` that line without its
    indentation. ``diff`` is of the normalized text, which has no comments.
    """

    file: str
    operator: str
    line: int
    source: str
    diff: str
    text: str

    @property
    def id(self) -> str:
        """The mutant's name, the same in every run."""
        digest = hashlib.sha256(self.diff.encode()).hexdigest()[:6]
        return f"{self.file}:{self.line}:{self.operator}:{digest}"


def operators() -> list[tuple[str, Operator]]:
    """Return all operators with their names, family by family."""
    found: list[tuple[str, Operator]] = []
    for family in sorted(info.name for info in pkgutil.iter_modules(mutants.__path__)):
        module = importlib.import_module(f"{mutants.__name__}.{family}")
        found += [
            (name, value)
            for name, value in vars(module).items()
            if inspect.isfunction(value)
            and value.__module__ == module.__name__
            and not name.startswith("_")
        ]
    return found


def mutants_of(file: str, text: str) -> list[Mutant]:
    """Return the mutants of a submission, none of them twice, nor like the submission itself."""
    tree = ast.parse(text)
    plain, lines = ast.unparse(tree), text.splitlines()
    found: dict[str, Mutant] = {}
    for name, operator in operators():
        for change in operator(tree):
            mutated = ast.unparse(applied(tree, change.edits))
            if mutated == plain or mutated in found or not _compiles(mutated):
                continue
            found[mutated] = Mutant(
                file=file,
                operator=name,
                line=change.at.lineno,
                source=lines[change.at.lineno - 1].strip(),
                diff=short_diff(plain, mutated),
                text=mutated + "\n",
            )
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.operator))


def _compiles(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def short_diff(before: str, after: str) -> str:
    """Return the lines that differ, with a line around them."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm=""))
    return "\n".join(line for line in lines[2:] if not line.startswith("@@"))
