"""Finding commands and formats by listing their folders: adding one is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from collections import UserDict
from collections.abc import Callable, Iterator

import click

from judge.cli import commands, formats
from judge.cli.plain_option import with_plain
from judge.verdict.report import Report


def module_names(search_path: list[str]) -> list[str]:
    """Return the names of the modules of a package, sorted, without importing them."""
    return sorted(info.name for info in pkgutil.iter_modules(search_path))


class CommandModules(UserDict[str, click.Command]):
    """The commands by name; a command's module is imported when the command is asked for.

    A module's trailing underscore, there to keep clear of a built-in name, is not part of the
    command's name.
    """

    def __init__(self) -> None:
        super().__init__()
        self._modules = {
            name.rstrip("_").replace("_", "-"): name for name in module_names([*commands.__path__])
        }

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)

    def __getitem__(self, name: str) -> click.Command:
        module = importlib.import_module(f"{commands.__name__}.{self._modules[name]}")
        command: click.Command = module.command
        return with_plain(command)


def format_names() -> list[str]:
    """Return the names of the report formats."""
    return module_names([*formats.__path__])


def renderer(name: str) -> Callable[[Report], str]:
    """Return the ``render`` function of a format that ``format_names`` listed."""
    module = importlib.import_module(f"{formats.__name__}.{name}")
    render: Callable[[Report], str] = module.render
    return render
