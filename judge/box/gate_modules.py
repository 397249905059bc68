"""What a submission may take from which module, decided by looking at the real modules."""

from __future__ import annotations

import difflib
import importlib
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

# Each of these gives what the rules on names and attributes take away: code from text or from
# bytes, frames, a hold on the machine's clock.
REFUSED_MEMBERS = {
    "logging": frozenset({"currentframe"}),
    "threading": frozenset(
        {"setprofile", "setprofile_all_threads", "settrace", "settrace_all_threads"}
    ),
    "time": frozenset({"clock_settime", "clock_settime_ns"}),
    "types": frozenset({"CodeType"}),
    "typing": frozenset({"ForwardRef", "evaluate_forward_ref", "get_type_hints"}),
}
_NOTHING = object()


@dataclass(frozen=True, kw_only=True)
class Found:
    """What ``module.attr`` is: ``submodule`` if it is a module, ``problem`` if it is refused."""

    problem: str | None = None
    submodule: str | None = None


class Modules:
    """The modules as one kata sees them.

    ``allow`` holds module names, of which the top-level package decides; ``forbid`` holds modules
    and attributes of modules.
    """

    def __init__(self, allow: Iterable[str], forbid: Iterable[str]) -> None:
        self._allowed = frozenset(name.partition(".")[0] for name in allow)
        self._forbidden = frozenset(forbid)
        self._forbidden_objects = [
            (entry, found) for entry in sorted(forbid) if (found := _lookup(entry)) is not _NOTHING
        ]

    def import_problem(self, name: str) -> str | None:
        """Return why ``import name`` is refused, or None."""
        parts = name.split(".")
        if any(".".join(parts[:end]) in self._forbidden for end in range(1, len(parts) + 1)):
            return f"{name} is not allowed in this kata; do without it"
        if parts[0] not in self._allowed:
            allowed = ", ".join(sorted(self._allowed - self._forbidden))
            return f"{name} is not among the modules this kata allows ({allowed})"
        return None

    def find(self, module: str, attr: str) -> Found:
        """Return what ``module.attr`` is; ``module`` is one that may be imported."""
        shown = f"{module}.{attr}"
        if attr.startswith("_") and attr != "__name__":
            return Found(problem=f"{shown} is private to {module}; use its public names")
        if attr in REFUSED_MEMBERS.get(module, ()):
            return Found(problem=f"{shown} is not available to a submission; remove it")
        real = load(module)
        value = _attribute(real, attr)
        if isinstance(value, ModuleType):
            return self._find_module(shown, value.__name__)
        if value is _NOTHING:
            return Found() if real is None else Found(problem=_no_such(real, attr))
        return Found(problem=self._object_problem(shown, value) or _foreign(real, attr, value))

    def star(self, module: str) -> list[str]:
        """Return the names that ``from module import *`` binds."""
        real = load(module)
        public = [name for name in dir(real) if not name.startswith("_")]
        return list(getattr(real, "__all__", public))

    def has(self, module: str, attr: str) -> bool:
        """Return whether the module of this Python has that attribute."""
        return _attribute(load(module), attr) is not _NOTHING

    def _find_module(self, shown: str, name: str) -> Found:
        if problem := self.import_problem(name):
            return Found(problem=problem if name == shown else f"{shown} leads out: {problem}")
        return Found(submodule=name)

    def _object_problem(self, shown: str, value: object) -> str | None:
        for entry, forbidden in self._forbidden_objects:
            if shown == entry or value is forbidden:
                return f"{entry} is not allowed in this kata; do without it"
        return None


def load(name: str) -> ModuleType | None:
    """Import a module that a submission may import; None if there is none of that name."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError:
        return None


def _attribute(module: ModuleType | None, attr: str) -> object:
    # Reading a deprecated attribute warns, and a warning may have been made an error.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return getattr(module, attr, _NOTHING) if module else _NOTHING


def _lookup(entry: str) -> object:
    module, _, attr = entry.rpartition(".")
    return _attribute(load(module), attr) if module else _NOTHING


def _foreign(real: ModuleType | None, attr: str, value: object) -> str | None:
    """Say so if a module merely uses the thing: ``functools.RLock`` escapes the scheduler."""
    public = getattr(real, "__all__", None)
    home = getattr(value, "__module__", None)
    if real is None or public is None or attr in public or home in (None, real.__name__):
        return None
    return f"{real.__name__}.{attr} does not belong to {real.__name__}; use its public names"


def _no_such(real: ModuleType, attr: str) -> str:
    near = difflib.get_close_matches(attr, dir(real), n=1)
    hint = f"; did you mean {near[0]}?" if near else "; check its documentation"
    return f"{real.__name__} has no {attr}{hint}"
