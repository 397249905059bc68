"""``kata open``: the file in the editor, or one line that says why not."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from conftest import Kata

WRITE = "import sys; open(sys.argv[-1], 'a').write(' '.join(['# edited', *sys.argv[1:-1]]))"
EDITOR = shlex.join([sys.executable, "-c", WRITE])


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that adds a line and ends."""
    monkeypatch.setenv("EDITOR", EDITOR)


@pytest.mark.usefixtures("edited")
def test_the_stub_is_written_first_if_there_is_no_file(kata: Kata) -> None:
    result = kata("open", "mutex")
    assert result.exit_code == 0
    assert "Wrote mutex.py" in result.stderr
    assert Path("mutex.py").read_text() == "class A:\n    pass\n# edited"


@pytest.mark.usefixtures("edited")
def test_a_file_that_is_there_is_opened_as_it_is(kata: Kata, submission: Path) -> None:
    for arguments in (["mutex"], ["mutex.py"], []):
        assert kata("open", *arguments).exit_code == 0
    assert submission.read_text() == "class A:\n    mine = True\n" + "# edited" * 3


@pytest.mark.usefixtures("edited")
def test_visual_goes_before_editor_and_may_have_arguments(
    kata: Kata, submission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f"{EDITOR} --wait 'a b'")
    kata("open", "mutex")
    assert submission.read_text().endswith("# edited --wait a b")


def test_without_an_editor_nothing_is_written(kata: Kata) -> None:
    result = kata("open", "mutex")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: neither $VISUAL nor $EDITOR is set; ")
    assert not Path("mutex.py").exists()


@pytest.mark.parametrize(
    ("editor", "complaint"),
    [
        (
            "no-such-editor",
            "cannot run the editor no-such-editor: No such file or directory; put another one in "
            "$VISUAL or $EDITOR",
        ),
        ("false", "the editor false ended with status 1"),
        ("vim 'unclosed", "$EDITOR is no command (No closing quotation): vim 'unclosed"),
        ("sh -c 'kill -9 $$'", "the editor sh was ended by signal 9"),
    ],
)
def test_an_editor_that_fails_is_a_mistake_in_one_line(
    kata: Kata, submission: Path, monkeypatch: pytest.MonkeyPatch, editor: str, complaint: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    result = kata("open", "mutex")
    assert (result.exit_code, result.stderr) == (2, f"Error: {complaint}\n")


@pytest.mark.usefixtures("edited")
def test_a_file_that_is_not_there_is_not_made_up(kata: Kata) -> None:
    result = kata("open", "elsewhere/mutex.py")
    assert result.exit_code == 2
    assert "there is no elsewhere/mutex.py" in result.stderr
