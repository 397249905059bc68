"""The job that the parent gives its child on standard input, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True)
class Job:
    """What to judge, and how.

    ``task`` is ``judge``, ``replay``, ``explore`` or ``replay_file``. ``module`` is the name under
    which tests import the submission, ``file`` the name shown to the user. ``executions`` bounds
    each scenario, ``seconds`` the exploration of all of them together. With ``fail_fast`` the
    first scenario that fails is the last.
    """

    task: str
    module: str
    file: str
    text: str
    test_file: str = ""
    test_text: str = ""
    stub_text: str = ""
    names: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    function: str = "main"
    seed: int = 0
    strategy: str = "portfolio"
    executions: int = 400
    seconds: float = 60.0
    scenario: str | None = None
    native: bool = True
    fail_fast: bool = False
    schedule: str = ""

    def dump(self) -> bytes:
        """Return the job as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, data: bytes) -> Job:
        """Read a job."""
        fields = json.loads(data)
        for name in ("names", "allow", "forbid"):
            fields[name] = tuple(fields[name])
        return cls(**fields)
