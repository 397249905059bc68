"""Shell completion: what follows what was typed so far."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_fakes import KATAS
from conftest import Kata, Process

from judge.cli.commands.completion import SHELLS

Complete = Callable[[str], list[str]]


@pytest.fixture
def complete(process: Process, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """Return what bash is offered for a line, of which the last word is being typed."""

    def run(line: str) -> list[str]:
        monkeypatch.setenv("_KATA_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        result = process("-")
        assert result.stderr == ""
        assert result.returncode == 0
        return [offer.partition(",")[2] for offer in result.stdout.splitlines() if offer]

    return run


def test_commands_are_completed(complete: Complete) -> None:
    assert complete("kata st") == ["start"]
    assert {"test", "watch", "hint"} <= {*complete("kata ")}


@pytest.mark.parametrize("command", ["show", "start", "test", "hint", "open", "watch", "replay"])
def test_names_of_katas_are_completed(complete: Complete, command: str) -> None:
    assert complete(f"kata {command} ") == sorted(KATAS)
    assert complete(f"kata {command} mu") == ["mutex"]


def test_strategies_and_formats_are_completed(complete: Complete) -> None:
    assert {"dpor", "depth_first"} == {*complete("kata test --strategy d")}
    assert complete("kata test mutex --format j") == ["json", "junit"]


@pytest.mark.parametrize(
    "line", ["kata test mutex --scenario ", "kata test mutex.py --scenario te"]
)
def test_scenarios_are_those_of_the_kata_on_the_line(complete: Complete, line: str) -> None:
    assert complete(line) == ["test_deposits_add_up"]


def test_scenarios_without_a_kata_are_those_of_the_kata_here(
    complete: Complete, submission: Path
) -> None:
    assert complete("kata watch --scenario ") == ["test_deposits_add_up"]
    submission.unlink()
    assert complete("kata watch --scenario ") == []
    assert complete("kata watch mutxe --scenario ") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_every_shell_asks_kata_itself(kata: Kata, shell: str) -> None:
    result = kata("completion", shell)
    assert result.exit_code == 0
    assert f"_KATA_COMPLETE={shell}_complete" in result.stdout
    assert result.stderr == ""


def test_another_shell_is_a_mistake_that_names_the_known_ones(kata: Kata) -> None:
    result = kata("completion", "tcsh")
    assert result.exit_code == 2
    assert all(shell in result.stderr for shell in SHELLS)


def test_the_help_says_where_to_put_the_script(kata: Kata) -> None:
    shown = kata("completion", "--help").stdout
    assert "~/.config/fish/completions/kata.fish" in shown
    assert "~/.zshrc" in shown


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a bash")
def test_bash_takes_the_script(kata: Kata) -> None:
    script = kata("completion", "bash").stdout
    result = subprocess.run(
        ["bash", "-c", f"{script}\ncomplete -p kata"], capture_output=True, text=True
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "_kata_completion" in result.stdout
