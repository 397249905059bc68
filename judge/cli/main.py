"""The console script ``kata``: finds the command, and turns every ending into an exit status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

import click

from judge import __version__
from judge.cli.discovery import CommandModules
from judge.cli.output import discard_stdout, flush_stdout
from judge.cli.plain_option import VARIABLE, plain_option
from judge.cli.status import Interrupted, PipeClosed, Status, UserMistake

COMPLETING = "_KATA_COMPLETE"


class KataGroup(click.Group):
    """The group of all commands. A command returns its ``Status``, or None for success."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line, and exit unless ``standalone_mode`` is off."""
        if COMPLETING in os.environ:
            from judge.cli.shells import complete_for_shells

            complete_for_shells()
        once = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        if standalone_mode:
            sys.exit(self._ended(once))
        return once()

    def _ended(self, once: Callable[[], Any]) -> int:
        try:
            if sys.stdout is None:
                raise UserMistake("standard output is closed, so there is nowhere to report to")
            status = once()
            flush_stdout()
        except (Exception, KeyboardInterrupt, SystemExit) as error:
            return explain(error)
        return int(status or Status.PASSED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would answer these two in words of its own."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Interrupted from None
        except BrokenPipeError as error:
            # The reader of our own output going away is PipeClosed by now, so this is another
            # pipe's end, which click would swallow.
            raise RuntimeError(f"a pipe of the judge broke: {error}") from error


def explain(error: BaseException) -> int:
    """Say on stderr, in a line or two, why the command ended, and return the exit status."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else Status.JUDGE_FAILED
    if isinstance(error, KeyboardInterrupt | click.Abort):
        error = Interrupted()
    if isinstance(error, PipeClosed):
        discard_stdout()
    if isinstance(error, click.UsageError):
        return explain_usage(error)
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    return explain_fault(error)


def explain_usage(error: click.UsageError) -> int:
    """Say what was wrong with the command line, and which help to read."""
    click.echo(f"Error: {error.format_message()}", err=True)
    if error.ctx is not None:
        click.echo(f"Try '{error.ctx.command_path} --help' for help.", err=True)
    return Status.USAGE


def explain_fault(error: BaseException) -> int:
    """Own up to an unexpected exception; its traceback only on request."""
    if os.environ.get("KATA_DEBUG"):
        import traceback

        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    click.echo(f"Error: {what}", err=True)
    click.echo("This is a fault of the judge; KATA_DEBUG=1 shows the traceback.", err=True)
    return Status.JUDGE_FAILED


@click.group(
    "kata",
    cls=KataGroup,
    commands=CommandModules(),
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[plain_option(envvar=VARIABLE, show_envvar=True)],
)
@click.version_option(__version__, "--version", message="kata %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> Status | None:
    """Multithreading katas, and the judge that controls the scheduler.

    \b
    Example:
      kata next
      kata start mutex
      kata test mutex
    """
    if ctx.invoked_subcommand is not None:
        return None
    # Not a success: `kata $COMMAND` with an empty variable must not read as a pass.
    click.echo(ctx.get_help(), err=True)
    return Status.USAGE


def run() -> NoReturn:
    """Run ``kata`` with the arguments of this process, and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        # What a submission or a file name holds may not be printable in this encoding.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="kata")
    raise AssertionError("click exits")
