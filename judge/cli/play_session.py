"""One session of ``kata play``: what every key leads to."""

from __future__ import annotations

from collections.abc import Callable

from judge.cli.play_screen import PlayScreen
from judge.cli.play_threads import keys_of
from judge.play.game import Game, NotPossible, Score

HELP = "?"
OnBroken = Callable[[Score], None]


class PlaySession:
    """Somebody at a game; ``on_broken`` is told the score of every break that counts."""

    def __init__(self, game: Game, screen: PlayScreen, on_broken: OnBroken) -> None:
        self.done = False
        self._game = game
        self._screen = screen
        self._on_broken = on_broken
        self._moves = {
            "c": game.carry_on,
            "t": game.all_in_turn,
            "u": game.undo,
            "r": game.restart,
        }
        self._others = {
            "h": self._hint,
            "v": screen.view,
            "s": self._solution,
            "q": self._quit,
            HELP: screen.moment,
        }

    def begin(self) -> None:
        """Show what is played."""
        self._screen.begin()

    def key(self, key: str) -> None:
        """Do what a key stands for; what cannot be done is told of and changes nothing."""
        try:
            self._pressed(key)
        except NotPossible as problem:
            self._screen.complain(str(problem))

    def _pressed(self, key: str) -> None:
        if key.isdecimal():
            thread = keys_of(self._game.moment).get(key)
            self._moved(lambda: self._game.choose(-1 if thread is None else thread.index))
        elif key in self._moves:
            self._moved(self._moves[key])
        elif key in self._others:
            self._others[key]()
        else:
            raise NotPossible(f"no key {key!r}; {HELP} shows them")

    def _moved(self, move: Callable[[], None]) -> None:
        move()
        if self._game.moment.broken and not self._game.spoiled:
            self._on_broken(self._game.score())
        self._screen.moment()

    def _hint(self) -> None:
        self._screen.hint(self._game.hint())

    def _solution(self) -> None:
        self._game.spoiled = self._game.spoiled or not self._game.moment.broken
        self._screen.solution()

    def _quit(self) -> None:
        self.done = True


def keys_in(line: str) -> list[str]:
    """Return the keys of a line that was typed with Enter: numbers, letters or words for them."""
    return [word if word.isdecimal() else word[0] for word in line.lower().split()]
