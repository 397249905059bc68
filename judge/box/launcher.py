"""The first thing that runs in the child: it sets the limits on itself, then becomes the command.

It is run as a script, ``launcher.py CPU,MEMORY,FILES,FILE_SIZE,PARENT COMMAND…``, and takes only
what it needs, and only from the standard library, so that a child is up at once. A command of the
form ``this-python -m module …`` is run in this very process, anything else replaces it.
"""

from __future__ import annotations

import math
import os
import signal
import sys

# Not taken from typing, which takes longer to load than all the rest of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from judge.box.limits import Limits

FAILED = 125
PROCESSES = 8192
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def launch(command: Sequence[str], limits: Limits) -> list[str]:
    """Return the command that runs ``command`` under ``limits`` as a child of this process."""
    cpu = math.ceil(limits.cpu)
    numbers = (cpu, limits.memory, limits.files, limits.file_size, os.getpid())
    return [sys.executable, __file__, ",".join(map(str, numbers)), *command]


def clean_environment(home: Path) -> dict[str, str]:
    """Return the environment of a child, which takes nothing over from this process."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def main(arguments: Sequence[str]) -> None:
    """Set the limits and run the command; ends with status 125 when a limit cannot be set."""
    numbers, *command = arguments
    cpu, memory, files, file_size, parent = (int(number) for number in numbers.split(","))
    # A mask is inherited, whoever has set it.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    try:
        _tie_to(parent)
        _set_limits(cpu, memory, files, file_size)
    except (OSError, ValueError, ImportError) as error:
        print(f"the limits cannot be set: {error}", file=sys.stderr)
        sys.exit(FAILED)
    _become(command)


def _tie_to(parent: int) -> None:
    """Die when the parent does, and never gain rights by running another program."""
    if sys.platform != "linux":
        return
    import ctypes

    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for option, value in ((_PR_SET_PDEATHSIG, int(signal.SIGKILL)), (_PR_SET_NO_NEW_PRIVS, 1)):
        if prctl(option, value, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), f"prctl {option}")
    if os.getppid() != parent:
        # It died before the call above, and so its death will not be signalled any more.
        os.kill(os.getpid(), signal.SIGKILL)


def _set_limits(cpu: int, memory: int, files: int, file_size: int) -> None:
    import resource

    # Past the soft limit comes SIGXCPU, which can be caught; a second later SIGKILL.
    _lower(resource.RLIMIT_CPU, cpu, cpu + 1)
    _lower(resource.RLIMIT_NOFILE, files)
    _lower(resource.RLIMIT_FSIZE, file_size)
    _lower(resource.RLIMIT_CORE, 0)
    try:
        _lower(resource.RLIMIT_NPROC, PROCESSES)
        _lower(resource.RLIMIT_AS, memory)
    except (OSError, ValueError):
        # Only Linux is sure to have these two.
        if sys.platform == "linux":
            raise


def _lower(kind: int, soft: int, hard: int | None = None) -> None:
    import resource

    ceiling = resource.getrlimit(kind)[1]
    values = [soft, soft if hard is None else hard]
    if ceiling != resource.RLIM_INFINITY:
        values = [min(value, ceiling) for value in values]
    resource.setrlimit(kind, (values[0], values[1]))


def _become(command: Sequence[str]) -> None:
    if len(command) > 2 and (command[0], command[1]) == (sys.executable, "-m"):
        _run_module(command[2], command[3:])
        return
    try:
        os.execvp(command[0], list(command))
    except OSError as error:
        print(f"{command[0]} cannot be run: {error.strerror}", file=sys.stderr)
        sys.exit(FAILED)


def _run_module(module: str, arguments: Sequence[str]) -> None:
    """Do what ``python -m`` does, without the time another interpreter takes to start."""
    import importlib.util
    import runpy

    if importlib.util.find_spec(module.partition(".")[0]) is None:
        # A clone that was never installed.
        sys.path.append(__file__.rsplit(os.sep, 3)[0])
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
