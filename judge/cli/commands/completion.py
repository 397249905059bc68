"""``kata completion``: the script that makes a shell complete."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from judge.cli.main import COMPLETING
from judge.cli.output import say

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that makes your shell complete.

    It completes commands, options, and the names of katas, scenarios and strategies.

    \b
    Put it where your shell looks for it, and open a new shell:
      bash  ~/.local/share/bash-completion/completions/kata
            (without the package bash-completion: in ~/.bashrc)
      zsh   in ~/.zshrc, after compinit
      fish  ~/.config/fish/completions/kata.fish

    \b
    Example:
      kata completion bash > ~/.local/share/bash-completion/completions/kata
      kata completion zsh >> ~/.zshrc
      kata completion fish > ~/.config/fish/completions/kata.fish
    """
    say(script(shell).rstrip("\n"))


def script(shell: str) -> str:
    """Return the script for a shell."""
    found = get_completion_class(shell)
    assert found is not None, f"click knows {shell}"
    # Filled in here: click's own ``source`` starts a bash to ask it for its version, which
    # fails where there is none, though the script may be meant for another machine.
    shell_complete = found(click.Group("kata"), {}, "kata", COMPLETING)
    return ShellComplete.source(shell_complete)
