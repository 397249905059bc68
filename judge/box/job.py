"""The job that the parent gives its child on standard input, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from judge.engine.source import Source


@dataclass(frozen=True, kw_only=True)
class Own:
    """Somebody's own program, with where the child may find more of it.

    The first of ``sources`` has the function to run. Modules named ``control`` and those in
    ``folders`` are under control, too; they are found on ``path`` by the child, which reads them
    itself. ``base`` is left out where files are shown to the user.
    """

    sources: tuple[Source, ...]
    control: tuple[str, ...]
    folders: tuple[str, ...]
    path: tuple[str, ...]
    base: str
    forbid_spinning: bool

    @classmethod
    def load(cls, fields: dict[str, Any]) -> Own:
        """Read it from its JSON object."""
        sources = tuple(_source(one) for one in fields.pop("sources"))
        for name in ("control", "folders", "path"):
            fields[name] = tuple(fields[name])
        return cls(sources=sources, **fields)


def _source(fields: dict[str, Any]) -> Source:
    search = fields.pop("search")
    return Source(search=None if search is None else tuple(search), **fields)


@dataclass(frozen=True, kw_only=True)
class Job:
    """What to judge, and how.

    ``task`` is ``judge``, ``replay``, ``explore`` or ``replay_file``. The first two are of a
    submission, which comes as text like all that belongs to it, so that the child needs no file:
    ``module`` is the name under which tests import it, ``file`` the name shown to the user. Of a
    quiz there are ``questions`` as well, topic by topic; ``key`` is the text of the module that
    its tests know the right answers from, and is for the child to work out. The others are of
    ``function`` in ``own``, which the first two have not got. ``executions`` bounds each scenario,
    ``seconds`` the exploration of all of them together. With ``fail_fast`` the first scenario that
    fails is the last.
    """

    task: str
    module: str = ""
    file: str = ""
    text: str = ""
    test_file: str = ""
    test_text: str = ""
    stub_text: str = ""
    names: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    key: str = ""
    own: Own | None = None
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
        fields["questions"] = tuple((name, text) for name, text in fields["questions"])
        if fields["own"] is not None:
            fields["own"] = Own.load(fields["own"])
        return cls(**fields)
