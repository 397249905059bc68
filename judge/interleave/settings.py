"""What a test asks for with its marker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from judge.engine.explore import Budget
from judge.engine.result import ClockMode
from judge.engine.strategies import strategy_names


class BadMarker(Exception):
    """The marker cannot be meant as it is written; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to explore a test; ``budget`` is in seconds."""

    executions: int = 400
    strategy: str = "portfolio"
    seed: int = 0
    clock: str = ClockMode.ADVERSARIAL.value
    control: Sequence[str] = ()
    budget: float | None = None
    forbid_spinning: bool = False

    @classmethod
    def of(cls, marker: pytest.Mark) -> Settings:
        """Read them from the marker; raises ``BadMarker``."""
        if marker.args:
            raise BadMarker("it takes named arguments only")
        try:
            settings = cls(**marker.kwargs)
        except TypeError as error:
            raise BadMarker(str(error).rpartition("() ")[2]) from None
        settings.check()
        return settings

    def check(self) -> None:
        """Raise ``BadMarker`` for values that cannot be meant."""
        if isinstance(self.control, str):
            raise BadMarker(f"control is a list of names: control=[{self.control!r}]")
        if self.strategy not in (names := strategy_names()):
            raise BadMarker(f"no strategy {self.strategy!r}; there are {', '.join(names)}")
        if self.clock not in (clocks := [mode.value for mode in ClockMode]):
            raise BadMarker(f"no clock {self.clock!r}; there are {' and '.join(clocks)}")
        if self.executions < 1:
            raise BadMarker("executions has to be 1 or more")
        if self.budget is not None and self.budget <= 0:
            raise BadMarker("budget is a number of seconds above 0")

    @property
    def limits(self) -> Budget:
        """How much to explore."""
        return Budget(executions=self.executions, seconds=self.budget)
