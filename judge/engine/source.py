"""The source of a module, and its code with the accesses announced."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from types import CodeType

from judge.engine.rewrite import rewrite

DEEPER = 10
KEPT = 512


@dataclass(frozen=True, kw_only=True)
class Source:
    """The text of one module; ``file`` is the name shown to the user.

    ``path`` is what the module knows as ``__file__``, if that is another; ``search`` where the
    modules of a package are looked for, None for what is no package.
    """

    module: str
    file: str
    text: str
    path: str | None = None
    search: tuple[str, ...] | None = None

    def line(self, number: int) -> str:
        """Return the text of a line, without its indentation."""
        lines = self.text.splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def text_of_file(module: str, path: str) -> str:
    """Return the text of a Python file, decoded as it says itself; raises ``OSError``."""
    text = SourceFileLoader(module, path).get_source(module)
    assert text is not None
    return text


@lru_cache(maxsize=KEPT)
def instrument(source: Source) -> CodeType:
    """Return the code of a source with its accesses announced; raises ``SyntaxError``.

    It is rewritten once and then executed afresh for every execution.
    """
    limit = sys.getrecursionlimit()
    # A long chain of ``elif`` is a deep tree, and deeper still when it has been rewritten.
    sys.setrecursionlimit(DEEPER * limit)
    try:
        tree = rewrite(ast.parse(source.text, source.file), strip_marks=True)
        return compile(tree, source.file, "exec", dont_inherit=True)
    finally:
        sys.setrecursionlimit(limit)
