"""Write the output blocks of README.md: each is what its command prints, never typed by hand.

A block stands between ``<!-- output: COMMAND -->`` and ``<!-- end -->``. Run from the clone:
``.venv/bin/python tools/readme.py``; with ``--check`` it only says whether they are up to date.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- output: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
PASSED_ON = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL")
SECONDS = re.compile(r"in \d+(\.\d+)? s\b")


def output_of(command: str) -> str:
    """Return what a command prints on standard output, at 80 columns and without colour."""
    program, *arguments = shlex.split(command)
    # Nothing else of the caller's: pytest, for one, prints more where ``CI`` is set.
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with tempfile.TemporaryDirectory() as state:
        done = subprocess.run(
            [Path(sys.executable).parent / program, *arguments],
            cwd=ROOT,
            env={**environment, "COLUMNS": "80", "NO_COLOR": "1", "KATA_STATE": state},
            capture_output=True,
            text=True,
            check=False,
        )
    return done.stdout.rstrip()


def filled(text: str) -> str:
    """Return the README with its output blocks written anew."""

    def block(match: re.Match[str]) -> str:
        command = match[2]
        return f"{match[1]}```console\n$ {command}\n{output_of(command)}\n```\n{match[3]}"

    return BLOCK.sub(block, text)


def timeless(text: str) -> str:
    """Return a text without what differs from one run to the next."""
    text = SECONDS.sub("in … s", text)
    return re.sub(r"Python \d+\.\d+\.\d+", "Python …", text)


def main() -> None:
    """Write the blocks, or check them."""
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    new = filled(text)
    if "--check" not in sys.argv:
        readme.write_text(new, "utf-8")
    elif timeless(new) != timeless(text):
        old, now = timeless(text).splitlines(), timeless(new).splitlines()
        print(*difflib.unified_diff(old, now, "README.md", "printed now", lineterm=""), sep="\n")
        sys.exit("README.md is out of date; run tools/readme.py")


if __name__ == "__main__":
    main()
