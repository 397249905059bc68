"""``kata check``: is a kata complete, and does the judge agree with every answer in it?"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from judge.cli.arguments import format_option
from judge.cli.completing import complete_katas
from judge.cli.output import say, wants_colour, wants_plain, width
from judge.cli.status import Status, UserMistake
from judge.cli.work import watching
from judge.katas import UnknownKata

if TYPE_CHECKING:
    from judge.authoring.findings import Finding
    from judge.authoring.place import Place
    from judge.authoring.trials import Trial
    from judge.authoring.workers import Event


@click.command("check")
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=complete_katas)
@click.option(
    "--mutants",
    is_flag=True,
    help="Also judge small changes of the right answers, which have to fail. Takes minutes.",
)
@format_option("text", "json", what="result")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one per processor",
    help="Judgements to run at the same time.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of every random choice.")
def command(names: tuple[str, ...], mutants: bool, style: str, jobs: int, seed: int) -> Status:
    """Check whether katas are complete, for their authors.

    Checks all katas unless you name some. Looks for what is missing and judges every answer: the
    stub has to fail, the reference and every accepted answer to pass, every wrong one to fail with
    the symptom that its folder is named by. The exit status is 0 when all is right, 1 when
    something is missing or wrong.

    A mutant of a right answer that passes is a hole in the scenarios, unless
    solutions/NAME/equivalent.toml says why it is right, too.

    \b
    Example:
      kata check
      kata check semaphore mutex --jobs 2
      kata check semaphore --mutants --format json
    """
    places = found(names)
    result = checked(places, jobs, seed, mutants=mutants, quiet=style != "text")
    show(result, style)
    return verdict(result)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What there is to tell; ``trials`` is None when no mutants were asked for."""

    places: Sequence[Place]
    findings: Sequence[Finding]
    trials: Sequence[Trial] | None

    def of(self, place: Place) -> tuple[list[Finding], list[Trial]]:
        """Return what belongs to one kata."""
        findings = [finding for finding in self.findings if finding.kata == place.name]
        return findings, [trial for trial in self.trials or () if trial.kata == place.name]


def found(names: Sequence[str]) -> list[Place]:
    """Return the places of these names, all for none; raises ``UserMistake``."""
    from judge.authoring.place import every_place, find_place

    if not names:
        return every_place()
    try:
        return [find_place(name) for name in dict.fromkeys(names)]
    except UnknownKata as error:
        nearest = f"; did you mean {error.suggestion}?" if error.suggestion else ""
        raise UserMistake(
            f'no kata named "{error.name}"{nearest} (kata new {error.name} begins one)'
        ) from None


def checked(places: Sequence[Place], jobs: int, seed: int, *, mutants: bool, quiet: bool) -> Result:
    """Check the katas, showing how far that is."""
    from judge.authoring.check import check_katas, check_mutants

    with watching(quiet=quiet) as watch:

        def tell(event: Event, end: Finding | Trial | None) -> None:
            watch(event, ending(end))

        findings = check_katas(places, threads=jobs, seed=seed, watch=tell)
        trials = None
        if mutants:
            trials, more = check_mutants(places, threads=jobs, seed=seed, watch=tell)
            findings = [*findings, *more]
    return Result(places=places, findings=findings, trials=trials)


def ending(end: Finding | Trial | None) -> str | None:
    """Return in a word what came of a job."""
    if end is None:
        return None
    word = getattr(end, "state", None) or getattr(end, "fate", None)
    return word and str(word)


def show(result: Result, style: str) -> None:
    """Print the result."""
    from judge.cli.check_table import conclusion, spoken, table, trial_lines

    if style == "json":
        say(json.dumps(as_json(result), indent=2))
        return
    colour = wants_colour(sys.stdout)
    for place in result.places:
        findings, trials = result.of(place)
        lines = (
            spoken(place.name, findings, width())
            if wants_plain()
            else table(place.name, findings, width(), colour=colour)
        )
        say("\n".join([*lines, ""]))
        if trials:
            say("\n".join(trial_lines(trials)))
    say(conclusion(result.findings))


def as_json(result: Result) -> dict[str, Any]:
    """Return the JSON object of a check."""
    from judge.authoring.findings import SCHEMA, in_order, worst

    katas = []
    for place in result.places:
        findings, trials = result.of(place)
        told = {
            "kata": place.name,
            "state": worst(findings).value,
            "findings": [finding.to_json() for finding in in_order(findings)],
            "mutants": None if result.trials is None else [trial.to_json() for trial in trials],
        }
        katas.append(told)
    return {"schema": SCHEMA, "state": worst(result.findings).value, "katas": katas}


def verdict(result: Result) -> Status:
    """Return the exit status."""
    from judge.authoring.check import all_right

    return Status.PASSED if all_right(result.findings) else Status.NOT_PASSED
