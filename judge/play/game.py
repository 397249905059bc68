"""The game: a player chooses who runs next, until the program breaks or finishes."""

from __future__ import annotations

from dataclasses import dataclass

from judge.play.finding import Find
from judge.play.moment import Moment
from judge.play.turns import Onwards, Steps, Turns, run, to_the_end_in_turn


class NotPossible(Exception):
    """What the player asked for cannot be done now; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Hint:
    """What to do next: take back ``undo`` moves, or let ``thread`` take ``steps`` steps.

    ``stops`` tells that it can go on after that but must not; otherwise it blocks, ends, or the
    program breaks. ``then`` is what it is about to do where it is stopped. Without a thread
    everybody is to take one step in turn.
    """

    undo: int = 0
    thread: str | None = None
    index: int = 0
    steps: int = 0
    stops: bool = False
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Score:
    """What it took to break the program, and the fewest preemptions known to break it."""

    preemptions: int
    choices: int
    hints: int
    fewest: int
    proved: bool


class Game:
    """One game. ``moment`` is where it stands; every move replays it from the beginning.

    A move is one choice, or several at once; ``hints`` counts those given.
    """

    def __init__(self, find: Find) -> None:
        self.find = find
        self.hints = 0
        self.spoiled = False
        self._moves: list[tuple[int, ...]] = []
        self._in_turn = False
        self.moment = self._at(())

    @property
    def choices(self) -> tuple[int, ...]:
        """All choices so far."""
        return tuple(index for move in self._moves for index in move)

    def choose(self, index: int) -> None:
        """Let a thread take the next step; raises ``NotPossible``."""
        self._still_open()
        if index not in {thread.index for thread in self.moment.ready}:
            raise NotPossible("that thread cannot run now")
        self._move((index,))

    def carry_on(self) -> None:
        """Let the thread that ran last run on until it cannot; raises ``NotPossible``."""
        self._still_open()
        if not self.moment.can_carry_on:
            raise NotPossible("the thread that ran last cannot go on; choose another one")
        moment = self._at(self.choices, until_blocked=self.moment.last)
        self._moves.append(moment.choices[len(self.choices) :])
        self.moment = moment

    def all_in_turn(self) -> None:
        """Let everybody take one step in turn until it is over; raises ``NotPossible``."""
        self._still_open()
        self._moves.append(())
        self._in_turn = True
        turns = self._turns(self.choices)
        turns.all_in_turn = True
        scenario = self.find.scenario
        self.moment = to_the_end_in_turn(scenario.program, scenario.rules, turns)

    def undo(self) -> None:
        """Take the last move back; raises ``NotPossible`` when there is none."""
        if not self._moves:
            raise NotPossible("there is nothing to take back")
        self._moves.pop()
        self._in_turn = False
        self.moment = self._at(self.choices)

    def restart(self) -> None:
        """Begin again; the hints that were given stay given."""
        self._moves.clear()
        self._in_turn = False
        self.moment = self._at(())

    def hint(self) -> Hint:
        """Return what leads to the known failure; raises ``NotPossible`` when it is broken."""
        if self.moment.broken:
            raise NotPossible("it is broken already")
        self.hints += 1
        back = self._moves_off_the_path()
        return Hint(undo=back) if back else self._onwards()

    def score(self) -> Score:
        """Return the score of a program that is broken."""
        return Score(
            preemptions=self.moment.preemptions,
            choices=len(self.choices),
            hints=self.hints,
            fewest=self.find.fewest,
            proved=self.find.proved,
        )

    def _still_open(self) -> None:
        if self.moment.outcome is not None:
            raise NotPossible("it is over: take the last move back, or restart")

    def _move(self, move: tuple[int, ...]) -> None:
        self._moves.append(move)
        self.moment = self._at(self.choices)

    def _turns(self, choices: tuple[int, ...]) -> Turns:
        return Turns(choices, shared=self.find.path.shared, fine=self.find.path.fine)

    def _at(self, choices: tuple[int, ...], until_blocked: int | None = None) -> Moment:
        turns = self._turns(choices)
        if until_blocked is not None:
            turns.onwards = only(until_blocked)
        scenario = self.find.scenario
        return run(scenario.program, scenario.rules, turns, Steps(scenario.program))

    def _moves_off_the_path(self) -> int:
        """Return how many moves have to be taken back to be on the known path."""
        path = self.find.path.choices
        moves, over = [*self._moves], self._in_turn or self.moment.outcome is not None
        back = 0
        while moves and (over or not begins_with(path, moves)):
            moves.pop()
            back, over = back + 1, False
        return back

    def _onwards(self) -> Hint:
        path, at = self.find.path, len(self.choices)
        if at == len(path.choices):
            return Hint()
        index, end = path.choices[at], at
        while end < len(path.choices) and path.choices[end] == index:
            end += 1
        stops = end < len(path.choices) and path.preempting[end]
        later = {thread.index: thread.doing for thread in self._at(path.choices[:end]).threads}
        names = {thread.index: thread.name for thread in self.moment.threads}
        then = later.get(index, "") if stops else ""
        return Hint(thread=names[index], index=index, steps=end - at, stops=stops, then=then)


def begins_with(path: tuple[int, ...], moves: list[tuple[int, ...]]) -> bool:
    """Return whether the moves are a beginning of the path."""
    made = tuple(index for move in moves for index in move)
    return made == path[: len(made)]


def only(index: int) -> Onwards:
    """Return what lets one thread go on for as long as it can, and nobody else."""
    return lambda runnable, last: next((task for task in runnable if task.index == index), None)
