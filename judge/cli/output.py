"""Writing results: to standard output or a file, on whatever terminal or pipe there is."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import click

from judge.cli.status import PipeClosed, Undelivered, UserMistake

STDOUT = "-"
# Where click's context keeps that plain output was asked for.
PLAIN = "judge.plain"
# Each key is one character, so that columns stay aligned.
PLAIN_FORMS = str.maketrans("│─┼—·…", "|-+--~")


def has_somebody(stream: object) -> bool:
    """Return whether a stream is a terminal, however simple: somebody reads or types there."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def is_terminal(stream: object) -> bool:
    """Return whether a stream is a terminal that can move its cursor."""
    return has_somebody(stream) and os.environ.get("TERM") != "dumb"


def wants_plain() -> bool:
    """Return whether plain output was asked for: one thing after the other, nothing drawn."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(PLAIN))


def wants_colour(stream: object) -> bool:
    """Return whether to colour what goes to a stream."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and not wants_plain()


def may_draw(stream: object) -> bool:
    """Return whether bars, bold type and lines that are redrawn are welcome on a stream."""
    return is_terminal(stream) and not wants_plain()


def width() -> int:
    """Return the columns to lay text out for: 80 where nobody says otherwise."""
    return max(60, shutil.get_terminal_size((80, 24)).columns)


def say(text: str) -> None:
    """Print to standard output; raises ``PipeClosed`` or ``Undelivered`` when that fails."""
    try:
        click.echo(for_encoding(text, sys.stdout.encoding), file=sys.stdout)
    except BrokenPipeError:
        raise PipeClosed from None
    except OSError as error:
        raise undelivered("standard output", error) from None


def flush_stdout() -> None:
    """Push out what is still buffered; raises like ``say``."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise PipeClosed from None
    except OSError as error:
        raise undelivered("standard output", error) from None


def note(text: str) -> None:
    """Print a remark to standard error; nobody reading it is no reason to fail."""
    if sys.stderr is not None:
        with suppress(OSError):
            click.echo(for_encoding(text, sys.stderr.encoding), file=sys.stderr)


def for_encoding(text: str, encoding: str | None) -> str:
    """Return the text with plain stand-ins where the encoding has no lines and dashes."""
    if (encoding or "ascii").lower().replace("-", "").replace("_", "").startswith("utf"):
        return text
    return text.translate(PLAIN_FORMS)


def undelivered(where: str, error: OSError) -> Undelivered:
    """Return the exception that says why a result could not be written.

    Standard output is given up, so that the interpreter does not try once more on its way out.
    """
    if where == "standard output":
        discard_stdout()
    return Undelivered(f"cannot write to {where}: {error.strerror or error}")


def discard_stdout() -> None:
    """Point standard output at nothing, for what is left in its buffer."""
    with suppress(OSError, ValueError, AttributeError):
        stdout = sys.stdout.fileno()
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stdout)
        os.close(nothing)


def check_destination(output: str, *inputs: Path) -> None:
    """Refuse, before any work is done, an output path that cannot or should not be written."""
    if output == STDOUT:
        return
    path = Path(output)
    if path.is_dir():
        raise UserMistake(f"--output: {output} is a folder; name a file in it")
    if not path.absolute().parent.is_dir():
        raise UserMistake(f"--output: there is no folder {path.parent}")
    if path.exists() and any(given.exists() and path.samefile(given) for given in inputs):
        raise UserMistake(f"--output: {output} is the file to judge; name another")
    if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
        raise UserMistake(f"--output: {output} cannot be written")


def deliver(document: str, output: str) -> None:
    """Write a document to a file, or to standard output for ``-``; raises ``Undelivered``."""
    if output == STDOUT:
        say(document)
        return
    try:
        Path(output).write_text(document + "\n", "utf-8", errors="backslashreplace")
    except OSError as error:
        raise undelivered(output, error) from None
