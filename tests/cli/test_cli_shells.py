"""Completion in the shells themselves, wherever they are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import cli_fakes
import pytest
from conftest import on_terminal

from judge.cli.commands.completion import script

# To complete it is the real one; run for anything else it tells what it was given.
KATA = """#!/bin/sh
if [ -n "$_KATA_COMPLETE" ]; then exec {python} {fakes} {content} - "$@"; fi
printf 'given:'; printf ' [%s]' "$@"; printf '\\n'
"""
COMPLETED = {
    "kata st": "[start]",
    "kata test mu": "[test] [mutex]",
    "kata --plain test bo": "[--plain] [test] [bounded_buffer]",
    "kata test mutex an": "[test] [mutex] [an answer.py]",
    "kata test --strategy=dp": "[test] [--strategy=dpor]",
    "kata test mutex --format=ju": "[test] [mutex] [--format=junit]",
    "kata test mutex --scen": "[test] [mutex] [--scenario]",
    "kata explore an": "[explore] [an answer.py]",
}


@pytest.fixture(autouse=True)
def installed(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ``kata`` on the path, and an answer in the current folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    kata = folder / "kata"
    kata.write_text(
        KATA.format(python=sys.executable, fakes=cli_fakes.__file__, content=content), "utf-8"
    )
    kata.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    Path("an answer.py").touch()


def shell(name: str) -> pytest.MarkDecorator:
    """Leave a test out where there is no such shell."""
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"needs {name}")


def typed(command: list[str]) -> dict[str, str]:
    """Return what each line becomes when Tab and Enter are pressed at its end."""
    keys = "".join(f"{line}\t\n" for line in COMPLETED)
    _, shown = on_terminal(command, f"{keys}exit\n", {"PS1": "$ "})
    given = re.findall(r"given: (.*?)\r?\n", shown)
    return dict(zip(COMPLETED, given, strict=True))


@shell("bash")
def test_bash_completes_what_is_typed(tmp_path: Path) -> None:
    start = tmp_path / "bashrc"
    start.write_text(script("bash"), "utf-8")
    assert typed(["bash", "--rcfile", str(start), "-i"]) == COMPLETED


@shell("zsh")
def test_zsh_completes_what_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZDOTDIR", str(tmp_path))
    start = f"autoload -Uz compinit; compinit -D -u\n{script('zsh')}"
    (tmp_path / ".zshrc").write_text(start, "utf-8")
    assert typed(["zsh", "-d", "-i"]) == COMPLETED


def offered_by_fish(line: str) -> list[str]:
    """Return what fish offers at the end of a line, without the descriptions."""
    ask = ["fish", "--no-config", "-c", f"{script('fish')}\ncomplete -C {line!r}"]
    result = subprocess.run(ask, capture_output=True, text=True, timeout=60)
    assert result.stderr == ""
    return [offer.partition("\t")[0] for offer in result.stdout.splitlines()]


@shell("fish")
def test_fish_offers_what_may_follow() -> None:
    offers = {line: offered_by_fish(line) for line in COMPLETED}
    # fish offers only the last word.
    assert offers == {
        line: [re.findall(r"\[(.*?)\]", whole)[-1]] for line, whole in COMPLETED.items()
    }


@shell("fish")
def test_fish_offers_all_katas() -> None:
    assert offered_by_fish("kata show ") == sorted(cli_fakes.KATAS)
