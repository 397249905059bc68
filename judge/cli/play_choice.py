"""What to play: the list of wrong submissions, the one that is asked for, or the next one."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from judge.cli.arguments import load_submission
from judge.cli.output import may_draw, wants_plain, width
from judge.cli.plain import cut, visible, wrap
from judge.cli.scores import Scores
from judge.cli.status import UserMistake
from judge.katas import Kata
from judge.play.finding import Find, NotPlayable, find, rejected
from judge.play.probing import probe
from judge.play.wrong import Wrong, wrong_submissions

MOST_TRIES = 12
NAME_WIDTH = 52
NOT_YET = "—"
# Back to the beginning of the line, which is emptied.
NEW_LINE = "\r\x1b[K"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What to play; ``name`` is the one to keep scores under, None for a file of one's own."""

    title: str
    find: Find
    name: str | None = None


def listed(kata: Kata, scores: Scores) -> Iterator[str]:
    """Yield the lines of what there is to play, each with its number and the best score."""
    wrong = wrong_submissions(kata)
    no_game, best = scores.unplayable(kata.name, wrong), scores.best(kata.name)
    no_game |= {one.name: "" for one in wrong if rejected(kata, one.text) is not None}
    for number, one in enumerate(wrong, 1):
        made = best.get(one.name)
        if one.name in no_game:
            continue
        if wants_plain():
            yield f"{number}: {one.name}, {f'broken with {made}' if made else 'not broken yet'}"
        else:
            yield cut(f"{number:>3}  {one.name:<{NAME_WIDTH}}  {made or NOT_YET}", width())
    if no_game:
        text = f"{len(no_game)} more turned out to be no game: {', '.join(sorted(no_game))}"
        yield from ("", *wrap(text, width()))


def choice(kata: Kata, file: str | None, seed: int | None, scores: Scores) -> Choice:
    """Return what to play; raises ``UserMistake``."""
    wrong = wrong_submissions(kata)
    if file is None:
        return by_default(kata, in_order(kata, wrong, seed, scores), scores)
    one = named(wrong, file)
    try:
        return own_file(kata, file) if one is None else prepared(kata, one, scores)
    except NotPlayable as problem:
        what = file if one is None else one.name
        raise UserMistake(f"{visible(what)} is no game: {problem}") from None


def named(wrong: Sequence[Wrong], name: str) -> Wrong | None:
    """Return the submission of that number or name in the list."""
    if name.isdecimal() and 0 < int(name) <= len(wrong):
        return wrong[int(name) - 1]
    bare = name.removesuffix(".py")
    return next((one for one in wrong if bare in (one.name, one.path.stem)), None)


def own_file(kata: Kata, file: str) -> Choice:
    """Return the game in somebody's own file; raises ``UserMistake`` and ``NotPlayable``."""
    if not Path(file).is_file():
        raise UserMistake(
            f"there is no file {file}, and no such name in kata play {kata.name} --list"
        )
    submission = load_submission(Path(file))
    with looking() as tell:
        probe(kata, submission, tell)
        found = find(kata, submission.text, Path(file).name, on_scenario=tell)
    return Choice(title=f"{kata.name}, {file}", find=found)


def in_order(kata: Kata, wrong: Sequence[Wrong], seed: int | None, scores: Scores) -> list[Wrong]:
    """Return what may be played without being asked for by name: what is not broken yet first."""
    no_game, best = scores.unplayable(kata.name, [*wrong]), scores.best(kata.name)
    if seed is None:
        ordered = sorted(wrong, key=lambda one: one.name in best)
    else:
        # Shuffled before anything is left out, so that what was learnt moves nothing else.
        ordered = random.Random(seed).sample(wrong, len(wrong))
    return [one for one in ordered if one.name not in no_game]


def by_default(kata: Kata, wrong: Sequence[Wrong], scores: Scores) -> Choice:
    """Return the first that is a game; raises ``UserMistake``."""
    last = ""
    for one in wrong[:MOST_TRIES]:
        try:
            return prepared(kata, one, scores)
        except NotPlayable as problem:
            last = f"; the last that was tried, {one.name}: {problem}"
    raise UserMistake(f"none of the wrong submissions of {kata.name} seems to be a game{last}")


def prepared(kata: Kata, one: Wrong, scores: Scores) -> Choice:
    """Look for a failure to play for; what is none is remembered. Raises ``NotPlayable``."""
    try:
        with looking() as tell:
            found = find(kata, one.text, one.path.name, symptom=one.symptom, on_scenario=tell)
    except NotPlayable as problem:
        scores.record_unplayable(kata.name, one, str(problem))
        raise
    scores.record_playable(kata.name, one)
    return Choice(title=f"{kata.name}, {one.name}", find=found, name=one.name)


@contextmanager
def looking() -> Iterator[Callable[[str], None]]:
    """Yield what says on a terminal what is being looked at, in a line that goes away."""
    if not may_draw(sys.stderr):
        yield lambda scenario: None
        return

    def tell(scenario: str) -> None:
        text = f"Looking for a way to break it: {visible(scenario)}"
        click.echo(NEW_LINE + cut(text, width() - 1), nl=False, err=True)

    try:
        yield tell
    finally:
        click.echo(NEW_LINE, nl=False, err=True)
