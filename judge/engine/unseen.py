"""What is imported but not under control, and whether that matters to what may be claimed."""

from __future__ import annotations

import sys

from judge.engine.current import CURRENT

# What is taken from these cannot touch the program's shared data unseen; the judge's own modules
# look at it only where a test hands it over, between two accesses.
HARMLESS = frozenset(
    [
        "__future__",
        "_pytest",
        "_typeshed",
        "abc",
        "argparse",
        "array",
        "base64",
        "binascii",
        "builtins",
        "calendar",
        "cmath",
        "codecs",
        "collections",
        "colorsys",
        "contextlib",
        "contextvars",
        "copy",
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
        "enum",
        "errno",
        "fractions",
        "functools",
        "gc",
        "getpass",
        "hashlib",
        "hmac",
        "html",
        "importlib",
        "inspect",
        "io",
        "ipaddress",
        "itertools",
        "judge",
        "keyword",
        "locale",
        "logging",
        "math",
        "numbers",
        "operator",
        "os",
        "pathlib",
        "platform",
        "pytest",
        "re",
        "reprlib",
        "secrets",
        "shlex",
        "stat",
        "statistics",
        "string",
        "struct",
        "sys",
        "tempfile",
        "textwrap",
        "tokenize",
        "traceback",
        "types",
        "typing",
        "typing_extensions",
        "unicodedata",
        "unittest",
        "uuid",
        "warnings",
        "weakref",
        "zlib",
        "zoneinfo",
    ]
)


def note_unseen(name: str) -> str | None:
    """Note that a module is used whose accesses to shared data are not announced, if they matter.

    Returns what has been noted.
    """
    root = name.partition(".")[0]
    if root in HARMLESS:
        return None
    advice = "" if root in sys.stdlib_module_names else f"; --control {root} would show it"
    return _note(f"what {root} does with shared data is not seen{advice}")


def note_without_source(name: str) -> str:
    """Note that a module was to be under control, but has no Python source; return the note."""
    return _note(f"what {name} does with shared data is not seen: it is not written in Python")


def _note(caveat: str) -> str:
    execution = CURRENT.execution
    if execution is not None:
        execution.caveats.add(caveat)
    return caveat
