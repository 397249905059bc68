"""One session of ``kata watch``: what a save, a key and the end of a judgement lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from judge.cli.commands.hint import show_hint
from judge.cli.commands.list_ import listed
from judge.cli.hints import next_hint
from judge.cli.resetting import planned, reset
from judge.cli.screen import Screen
from judge.cli.state import Standing, State
from judge.cli.status import PipeClosed, Status, UserMistake
from judge.cli.upcoming import upcoming
from judge.cli.watching import Fingerprint, fingerprint
from judge.cli.workfile import begun_file
from judge.katas import Kata, all_katas


class Running(Protocol):
    """A judgement under way."""

    def cancel(self) -> None:
        """End it; returns when nothing of it is left."""


Ended = Callable[[Running, int], None]
Judge = Callable[[Kata, Path, Ended], Running]
Follow = Callable[[Path, Callable[[], None]], None]


class Session:
    """The kata somebody is at, and the judgement under way; all in one thread.

    ``judge`` starts a judgement and has a function called when that is over, ``follow`` has one
    called whenever a file may have been saved.
    """

    def __init__(
        self,
        kata: Kata,
        path: Path,
        *,
        state: State,
        screen: Screen,
        judge: Judge,
        follow: Follow,
    ) -> None:
        self.done = False
        self._kata = kata
        self._path = path
        self._state = state
        self._screen = screen
        self._judge = judge
        self._follow = follow
        self._run: Running | None = None
        self._seen: Fingerprint | None = None
        self._missing = 0
        self._solved = False
        self._asking = False
        self._later: list[str] = []
        self._keys = {
            "h": self._hint,
            "l": self._list,
            "n": self._next,
            "r": self._ask_to_reset,
            "t": self._test,
            "q": self._quit,
        }

    def begin(self, *, judging: bool) -> None:
        """Begin to watch the file, and judge it as it is unless it is new."""
        self._follow(self._path, self.look)
        if judging:
            self._test()
            return
        self._seen = fingerprint(self._path)
        self._screen.heading(f"Wrote {self._path}, the stub for {self._kata.title}.")
        self._screen.tell(f"The task:  kata show {self._kata.name}")
        self._screen.help(self._path)

    def look(self) -> None:
        """See whether the file has been saved, and judge it if so.

        During a judgement only other content counts: editors write a file several times.
        """
        found = fingerprint(self._path)
        if found is None:
            self._miss()
            return
        self._missing = 0
        seen = self._seen
        if found == seen:
            return
        if self._run is not None and seen is not None and found.digest == seen.digest:
            self._seen = found
            return
        self._start("Saved during the judgement, which starts anew" if self._run else "Saved")

    def _miss(self) -> None:
        # An editor may take the file away for a moment, so it has to be missed twice; once it is
        # back it is judged, even if nothing else has changed.
        self._missing += 1
        if self._run is None:
            self._seen = None
        if self._missing == 2:
            self._screen.complain(f"{self._path} is gone; waiting for it to come back")

    def ended(self, run: Running, status: int) -> None:
        """Take note of the end of a judgement, unless another has taken its place."""
        if run is not self._run:
            return
        self._run = None
        if status == Status.PIPE_CLOSED:
            raise PipeClosed
        if status == Status.PASSED and not self._solved:
            self._screen.offer(self._upcoming())
        later, self._later = self._later, []
        for key in later:
            self._keys[key]()
        self._screen.help(self._path)

    def key(self, key: str) -> None:
        """Do what a key stands for; a mistake is told of and ends nothing."""
        try:
            self._pressed(key)
        except UserMistake as mistake:
            self._screen.complain(mistake.message)

    def _pressed(self, key: str) -> None:
        if self._asking:
            self._reset(agreed=key == "y")
        elif self._run is not None and key in "hl":
            # Shown with the report, not in the middle of the progress.
            self._later.append(key)
        elif key in self._keys:
            self._keys[key]()
            if key in "hl":
                self._screen.help(self._path)

    def close(self) -> None:
        """Leave nothing running."""
        run, self._run = self._run, None
        if run is not None:
            run.cancel()

    def _start(self, why: str) -> None:
        from judge.box.tree import signals_held

        self.close()
        self._seen = fingerprint(self._path)
        self._solved = self._state.standings().get(self._kata.name) is Standing.SOLVED
        self._screen.heading(f"{why}: {self._path}")
        # An interrupt in between would leave a judgement that nobody knows of.
        with signals_held():
            self._run = self._judge(self._kata, self._path, self.ended)

    def _test(self) -> None:
        self._start("Judging")

    def _quit(self) -> None:
        self.close()
        self.done = True

    def _hint(self) -> None:
        self._screen.tell("")
        show_hint(next_hint(self._kata, self._state))

    def _list(self) -> None:
        self._screen.tell("\n" + listed(all_katas(), self._state.standings()))

    def _upcoming(self) -> Kata | None:
        return upcoming(all_katas(), self._state.standings(), but=self._kata.name)

    def _next(self) -> None:
        kata = self._upcoming()
        if kata is None:
            self._screen.tell("There is no other kata left to solve.")
            return
        path, new = begun_file(kata, self._state)
        self.close()
        self._kata, self._path, self._missing = kata, path, 0
        self.begin(judging=not new)

    def _ask_to_reset(self) -> None:
        self.close()
        self._asking = True
        self._screen.tell(f"\nPut the stub back? A backup of {self._path} is kept. y/n")

    def _reset(self, *, agreed: bool) -> None:
        self._asking = False
        plan = planned(self._kata, self._state)
        lines = reset(plan, self._state) if agreed else ["Nothing was reset."]
        for line in lines:
            self._screen.tell(line)
        # What was put there is the stub, which need not be judged.
        self._seen = fingerprint(self._path)
        self._screen.help(self._path)
