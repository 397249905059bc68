"""Completion in each shell, also of the value in ``--option=value``."""

from __future__ import annotations

from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)


class Whole(ShellComplete):
    """A shell to which ``--option=value`` is one word, so that all of it is to be offered."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Return what may stand in the place of the incomplete word."""
        found = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if not equals or not option.startswith("--"):
            return found
        return [
            CompletionItem(f"{option}={item.value}", type=item.type, help=item.help)
            for item in found
        ]


class Zsh(Whole, ZshComplete):
    """zsh."""


class Fish(Whole, FishComplete):
    """fish."""


class Bash(BashComplete):
    """bash, which takes the sign in ``--option=value`` for a word between two."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the incomplete one, and this one."""
        before, incomplete = super().get_completion_args()
        words = joined([*before, incomplete])
        return words[:-1], words[-1]


def joined(words: list[str]) -> list[str]:
    """Return the words with the options put together again that were cut at the sign."""
    whole: list[str] = []
    for word in words:
        begun = bool(whole) and whole[-1].startswith("--")
        if begun and (word == "=" or whole[-1].endswith("=")):
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def complete_for_shells() -> None:
    """Have click complete like this."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell)
