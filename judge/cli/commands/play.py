"""``kata play``: be the scheduler, and break a wrong submission."""

from __future__ import annotations

import sys
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from judge.cli.arguments import optional_kata_argument
from judge.cli.output import flush_stdout, say
from judge.cli.status import UserMistake
from judge.cli.which import chosen
from judge.katas import Kata

if TYPE_CHECKING:
    from judge.cli.play_choice import Choice
    from judge.cli.play_session import PlaySession
    from judge.cli.scores import Scores


def complete_wrong(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the names of wrong submissions that begin like what was typed; files, if none does."""
    from judge.play.wrong import wrong_submissions

    with suppress(UserMistake):
        kata, _ = chosen(ctx.params.get("name"))
        names = [one.name for one in wrong_submissions(kata) if one.name.startswith(typed)]
        if names:
            return [CompletionItem(name) for name in names]
    return [CompletionItem(typed, type="file")]


@click.command("play")
@optional_kata_argument
@click.argument("file", required=False, shell_complete=complete_wrong)
@click.option("--list", "lists", is_flag=True, help="List what there is to play, and your scores.")
@click.option("--seed", type=int, help="Choose one by chance, the same for the same seed.")
def command(name: str | None, file: str | None, lists: bool, seed: int | None) -> None:
    """Be the scheduler, and break a wrong submission.

    You choose, step after step, which thread runs next.

    FILE is a number or a name that --list shows, or a file of your own; without it you get the
    simplest one that you have not broken yet. Without KATA it is the kata whose file is in the
    current folder. You press a key, or write words with Enter or through a pipe: the number of
    the thread that takes the next step, carry, turn, undo, hint, restart, view, solution, quit.

    \b
    Example:
      kata play semaphore
      kata play semaphore --list
      kata play semaphore wrong_result/looks_before_it_locks
      printf '1 carry 2 undo hint' | kata play semaphore 3
    """
    from judge.cli.play_choice import choice, listed
    from judge.cli.scores import own_scores

    if lists and (file is not None or seed is not None):
        raise click.UsageError("--list stands alone.")
    if file is not None and seed is not None:
        raise click.UsageError("FILE and --seed exclude each other.")
    kata, given = chosen(name, None)
    if kata.is_quiz:
        raise UserMistake(
            f"{kata.name} is a quiz, with no threads to play with: kata quiz {kata.name}"
        )
    scores = own_scores()
    if lists:
        say("\n".join(listed(kata, scores)))
        return
    play(kata, choice(kata, file if given is None else str(given), seed, scores), scores)


def play(kata: Kata, what: Choice, scores: Scores) -> None:
    """Play until the player quits, or there is nothing more to read."""
    from judge.cli.commands.watch import ended_by_signals
    from judge.cli.keys import key_by_key
    from judge.cli.play_screen import PlayScreen
    from judge.cli.play_session import PlaySession
    from judge.play.game import Game, Score

    def broken(score: Score) -> None:
        if what.name is not None:
            scores.record(kata.name, what.name, score)

    game = Game(what.find)
    session = PlaySession(game, PlayScreen(what.title, game), broken)
    with ExitStack() as stack:
        stack.enter_context(ended_by_signals())
        keys = stack.enter_context(key_by_key(sys.stdin))
        session.begin()
        serve(session, keys)


def serve(session: PlaySession, keys: int | None) -> None:
    """Pass on what is typed: key by key from the descriptor, or in lines where there is none."""
    from judge.cli.keys import read_keys
    from judge.cli.play_session import keys_in

    while not session.done:
        flush_stdout()
        if keys is not None:
            typed = [key for key in read_keys(keys) if not key.isspace()]
        else:
            line = sys.stdin.readline() if sys.stdin is not None else ""
            typed = keys_in(line) if line else ["q"]
        for key in typed:
            if not session.done:
                session.key(key)
