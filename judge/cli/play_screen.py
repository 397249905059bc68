"""What ``kata play`` shows: the texts, every moment, hints, and how it ended."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import click

from judge.cli.claims import count
from judge.cli.lanes import prefixes_of
from judge.cli.output import may_draw, note, say, wants_colour, wants_plain, width
from judge.cli.plain import cut, paragraphs, visible, wrap
from judge.cli.play_threads import keys_of, panels, spoken
from judge.cli.screen import CLEAR
from judge.cli.story import story
from judge.engine.result import Exploration, OutcomeKind, TraceStep
from judge.play.game import Game, Hint, Score
from judge.play.moment import Moment
from judge.verdict.judgement import scenario_report

EVENTS = 6
RULES = (
    "You are the scheduler: one thread runs at a time, and you say which. Choose an order in which "
    "this submission breaks."
)
FINISHED = "It finished: this order does not break it; undo or restart."
KEYS = {"u": "undo", "h": "hint", "r": "restart", "v": "view", "s": "solution", "q": "quit"}


class PlayScreen:
    """The terminal of one game; ``title`` says what is played."""

    def __init__(self, title: str, game: Game) -> None:
        self.title = title
        self.game = game
        self.texts = {
            file: source.text.splitlines()
            for file, source in game.find.scenario.program.files.items()
        }

    def begin(self) -> None:
        """Show the rules, the texts and the first moment."""
        say("\n".join(wrap(f"{RULES} {self._known()}", min(width(), 100))))
        say("")
        self.view()
        say("")
        self._show(self.game.moment)

    def moment(self) -> None:
        """Show where the game stands, on an empty screen where there is one."""
        if may_draw(sys.stdout):
            click.echo(CLEAR, nl=False)
        else:
            say("")
        self._show(self.game.moment)

    def view(self) -> None:
        """Show the submission and the scenario, with the numbers of their lines."""
        scenario = self.game.find.scenario
        test, submission = scenario.program.main, [*scenario.program.files.values()][1]
        say(f"{visible(submission.file)}:")
        say("\n".join(numbered(submission.text, width(), after_docstring(submission.text))))
        say(f"\n{visible(test.file)}:")
        first, last = lines_of(test.text, scenario.name.partition("[")[0])
        say("\n".join(numbered(test.text, width(), first, last)))

    def complain(self, text: str) -> None:
        """Say why something cannot be done."""
        note(f"Not possible: {text}.")

    def hint(self, hint: Hint) -> None:
        """Show a hint."""
        say("\n".join(wrap(visible(self._hint(hint)), width(), first="Hint: ", rest="  ")))

    def solution(self) -> None:
        """Show the story of the known failure."""
        find = self.game.find
        exploration = Exploration(
            claim=None, executions=1, strategy="replay", seed=0, failure=find.failure
        )
        report = scenario_report(
            find.scenario.name, exploration, told=find.scenario.told, seconds=0.0
        )
        say("\n".join(["", *story(report, width(), plain=wants_plain())]))

    def _known(self) -> str:
        find = self.game.find
        proved = "no fewer will do" if find.proved else "perhaps fewer will do"
        return f"It is known to take {count(find.fewest, 'preemption')}; {proved}."

    def _show(self, moment: Moment) -> None:
        for line in self._page(moment):
            say(line)

    def _page(self, moment: Moment) -> Iterator[str]:
        wide = width()
        made = f"{count(len(moment.choices), 'choice')}, {count(moment.preemptions, 'preemption')}"
        hints = f", {count(self.game.hints, 'hint')}" if self.game.hints else ""
        yield cut(f"{visible(self.title)}: {made}{hints}", wide)
        yield ""
        if events := [*self._events(moment)]:
            yield from events
            yield ""
        if moment.outcome is not None:
            yield from self._ending(moment)
        elif wants_plain():
            yield from spoken(moment, self.texts, wide)
        else:
            yield from panels(moment, self.texts, wide, colour=wants_colour(sys.stdout))
        yield ""
        yield from wrap(self._keys(moment), wide)

    def _events(self, moment: Moment) -> Iterator[str]:
        last = moment.story[-EVENTS:]
        prefixes = prefixes_of(self.texts)
        for step in last:
            yield cut(told(step, prefixes[step.file]), width())

    def _ending(self, moment: Moment) -> Iterator[str]:
        assert moment.outcome is not None
        if moment.outcome.kind is OutcomeKind.FINISHED:
            yield FINISHED
            return
        yield "BROKEN"
        yield from paragraphs(moment.outcome.message, width())
        yield ""
        yield from wrap(verdict(self.game.score(), spoiled=self.game.spoiled), width())

    def _keys(self, moment: Moment) -> str:
        threads = [f"{key} {visible(thread.name)}" for key, thread in keys_of(moment).items()]
        more = []
        if moment.can_carry_on:
            more.append(f"c carry on with {self._name(moment.last)}")
        if threads:
            more.append("t all in turn")
        parts = [*threads, *more, *(f"{key} {what}" for key, what in KEYS.items())]
        return f"Keys: {', '.join(parts)}." if wants_plain() else " · ".join(parts)

    def _name(self, index: int | None) -> str:
        return next(visible(one.name) for one in self.game.moment.threads if one.index == index)

    def _hint(self, hint: Hint) -> str:
        if hint.undo:
            return f"take back {count(hint.undo, 'move')} (u); from there on a way is known."
        if hint.thread is None:
            return "let everybody take one step in turn (t)."
        keys = {thread.index: key for key, thread in keys_of(self.game.moment).items()}
        key = keys[hint.index]
        steps = count(hint.steps, "step")
        if hint.stops:
            until = f", until it {hint.then}" if hint.then else ""
            return f"let {hint.thread} take {steps} (key {key}){until}; then stop it."
        keys_to_press = f"key {key}, then c" if hint.steps > 1 else f"key {key}"
        return f"let {hint.thread} take {steps} ({keys_to_press}), as far as it goes."


def told(step: TraceStep, prefix: str) -> str:
    """Return an event of the story in a line."""
    where = prefix.removesuffix(":")
    return visible(f"  {step.thread}, {where + ' ' if where else ''}line {step.line}: {step.event}")


def verdict(score: Score, *, spoiled: bool) -> str:
    """Return what a break was worth."""
    proved = "proved" if score.proved else "not proved"
    text = (
        f"Broken with {count(score.preemptions, 'preemption')}, {count(score.choices, 'choice')} "
        f"and {count(score.hints, 'hint')}; the fewest preemptions known are {score.fewest} "
        f"({proved})."
    )
    if score.preemptions < score.fewest:
        text += " You have found a way with fewer!"
    return f"{text} It does not count, since you have seen the solution." if spoiled else text


def numbered(text: str, width: int, first: int = 1, last: int | None = None) -> list[str]:
    """Return lines of a text with their numbers in front; one that is too long goes on below."""
    found = []
    for number, line in enumerate(text.splitlines()[:last][first - 1 :], first):
        shown = visible(line).rstrip()
        pieces = [shown[at : at + width - 5] for at in range(0, len(shown), width - 5)] or [""]
        found += [f"{number:>4} {pieces[0]}".rstrip(), *(f"     {more}" for more in pieces[1:])]
    return found


def after_docstring(text: str) -> int:
    """Return the line after a module's docstring, which would give away what is wrong."""
    body = ast.parse(text).body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return (body[0].end_lineno or 1) + 1
    return 1


def lines_of(text: str, name: str) -> tuple[int, int | None]:
    """Return the first and the last line of a function at the top level of a text."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node.lineno, node.end_lineno
    return 1, None
