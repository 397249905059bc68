"""Look at a submission before it runs: does it parse, define what it must, and keep the rules?

``ast.parse`` can crash an interpreter, so this runs in the child process, never in the parent.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from judge.box.gate_binder import Binder
from judge.box.gate_modules import Modules
from judge.box.gate_rules import Rules


class ObjectionKind(StrEnum):
    """What an objection is about."""

    SYNTAX = "syntax"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, kw_only=True)
class Objection:
    """Why a submission is not run. ``message`` is one line that says what to do."""

    kind: ObjectionKind
    line: int
    message: str


class _NotPython(Exception):
    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"is not valid Python: {reason}")
        self.line = line


def objections(
    text: str, *, names: Iterable[str], allow: Iterable[str], forbid: Iterable[str]
) -> list[Objection]:
    """Return everything the gate has against a submission, by line; none means it may run.

    ``names`` have to be defined at module level, ``allow`` are the modules that may be imported,
    ``forbid`` modules and attributes of modules that may not be used.
    """
    try:
        tree = _parse(text)
        found = list(_inspect(tree, names, Modules(tuple(allow), tuple(forbid))))
    except _NotPython as error:
        return [Objection(kind=ObjectionKind.SYNTAX, line=error.line, message=str(error))]
    except (RecursionError, MemoryError):
        message = "is nested too deeply for Python to read; write it in smaller pieces"
        return [Objection(kind=ObjectionKind.SYNTAX, line=1, message=message)]
    return sorted(dict.fromkeys(found), key=lambda objection: objection.line)


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
            # A return outside a function, for one, is found by the compiler only.
            compile(text, "<submission>", "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _NotPython(error.msg, error.lineno or 1) from None
    except (ValueError, OverflowError) as error:
        raise _NotPython(str(error), 1) from None
    return tree


def _inspect(tree: ast.Module, names: Iterable[str], modules: Modules) -> Iterator[Objection]:
    binder = Binder(tree, modules)
    yield from _missing(binder, names)
    for line, message in Rules(tree, binder, modules).problems():
        yield Objection(kind=ObjectionKind.FORBIDDEN, line=line, message=message)


def _missing(binder: Binder, names: Iterable[str]) -> Iterator[Objection]:
    # What a star import brings in was not written by anyone here.
    defined = {
        name
        for name, bindings in binder.module.bindings.items()
        if any(binding.referent is None or not binding.referent.starred for binding in bindings)
    }
    for name in names:
        if name not in defined:
            message = f"defines no {name}{_near_miss(name, defined)}"
            yield Objection(kind=ObjectionKind.MISSING, line=1, message=message)


def _near_miss(name: str, defined: set[str]) -> str:
    folded = {other.replace("_", "").casefold(): other for other in sorted(defined)}
    near = difflib.get_close_matches(name.replace("_", "").casefold(), folded, n=1, cutoff=0.7)
    if near:
        return f" (is {folded[near[0]]} meant to be it?)"
    return "; define it at the top level of the file"
