"""The words a submission may not use: what reaches frames, code, classes and other modules."""

from __future__ import annotations

import re

REFUSED_BUILTINS = frozenset(
    {
        "__import__",
        "breakpoint",
        "compile",
        "copyright",
        "credits",
        "eval",
        "exec",
        "globals",
        "help",
        "input",
        "license",
        "locals",
        "open",
        "vars",
    }
)
REFUSED_NAMES = frozenset({"__builtins__", "__loader__", "__spec__"})
REFUSED_ATTRIBUTES = frozenset(
    {
        "__base__",
        "__bases__",
        "__builtins__",
        "__closure__",
        "__code__",
        "__getattribute__",
        "__globals__",
        "__import__",
        "__loader__",
        "__mro__",
        "__reduce__",
        "__reduce_ex__",
        "__self__",
        "__spec__",
        "__subclasses__",
        "ag_code",
        "ag_frame",
        "cr_code",
        "cr_frame",
        "f_back",
        "f_builtins",
        "f_globals",
        "f_locals",
        "func_globals",
        "gi_code",
        "gi_frame",
        "tb_frame",
        "tb_next",
    }
)
_DOTTED = re.compile(r"\w+(\.\w+)*")
_FIELD = re.compile(r"\.(\w+)")


def refused_in_text(text: str) -> str | None:
    """Return the refused attribute that a string literal names, or None.

    Such a literal is a dotted name, as ``getattr`` and ``attrgetter`` take it, or a template with
    a field that ``str.format`` would read.
    """
    if _DOTTED.fullmatch(text):
        words = text.split(".")
    elif "{" in text:
        words = _FIELD.findall(text)
    else:
        return None
    return next((word for word in words if word in REFUSED_ATTRIBUTES), None)
