"""The engine beside other schedulers for Python threads: the same programs in the same run."""

from __future__ import annotations

import argparse
import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from common import machine, print_table
from peers_run import PROGRAMS

RUN = Path(__file__).resolve().parent / "peers_run.py"
KILLED_AFTER = 60
LIMIT = 200
STEADY = "steady_writers"
# Each runs for a second or more, so that set-up hardly counts.
LIMIT_STEADY = {"kata": 500, "frontrun": 3, "interleave-test": 3}
AIM_DECISIONS = 30
UNDECIDED = frozenset({"killed", "crashed", "inconclusive"})
OWN = "kata portfolio"
OWN_SAMPLER = "kata random_walk"
TOOLS = {
    OWN: ("kata", "portfolio"),
    OWN_SAMPLER: ("kata", "random_walk"),
    "frontrun dpor": ("frontrun", "dpor"),
    "frontrun random": ("frontrun", "random"),
    "interleave-test random": ("interleave-test", "random"),
    "interleave-test pct": ("interleave-test", "pct"),
}
HOW_TO_INSTALL = """\
frontrun is not installed here. It is a peer to be measured against, not part of the project:

    python3.12 -m venv .venv-peers
    .venv-peers/bin/pip install -e '.[peers]'
    .venv-peers/bin/python benchmarks/peers.py
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One program with one tool and one seed.

    ``seconds`` are of wall time and begin after the imports; ``told`` also has what it took to
    make the failure small and tell it, for the tool that does. A run that was killed or crashed
    has found nothing, and says so.
    """

    program: str
    tool: str
    said: str
    found: bool = False
    executions: int = 0
    decisions: int = 0
    seconds: float = float(KILLED_AFTER)
    told: float | None = None


def run(program: str, tool: str, seed: int) -> Run:
    """Run a tool in a process of its own."""
    name, strategy = TOOLS[tool]
    # frontrun asks to be started by its command, which sets this, and preloads a C library that
    # is about sockets and files only.
    environment = {**os.environ, "FRONTRUN_ACTIVE": "1"}
    limit = LIMIT_STEADY[name] if program == STEADY else LIMIT
    command = [sys.executable, str(RUN), name, strategy, program, str(seed), str(limit)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=KILLED_AFTER, env=environment
        )
    except subprocess.TimeoutExpired:
        return Run(program=program, tool=tool, said="killed")
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return Run(program=program, tool=tool, said="crashed")
    report = json.loads(done.stdout.splitlines()[-1])
    return Run(program=program, tool=tool, **report)


def run_all(programs: list[str], tools: list[str], seeds: int) -> Iterator[Run]:
    """Run everything, the tools in turns, so that a busy moment falls on all alike."""
    for program in programs:
        for seed in range(seeds):
            for tool in tools:
                print(f"{program} {tool} {seed}", file=sys.stderr, flush=True)
                yield run(program, tool, seed)


Runs = dict[tuple[str, str], list[Run]]


def is_buggy(program: str) -> bool:
    """Return what the program says of itself, without running it."""
    tree = ast.parse((PROGRAMS / f"{program}.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BUG":
            return bool(ast.literal_eval(node.value))
    raise LookupError(f"{program} does not say whether it has a bug")


def verdict(runs: list[Run]) -> str:
    """Return what a tool came to on a program: right or not, and after how many executions."""
    executions = f"{median(one.executions for one in runs):g}"
    found = sum(one.found for one in runs)
    said = "/".join(sorted({one.said for one in runs}))
    if is_buggy(runs[0].program):
        share = "" if found == len(runs) else f", {found}/{len(runs)}"
        return f"found in {executions}{share}" if found else f"MISSED in {executions}: {said}"
    return f"FALSE ALARM: {said}" if found else f"{said} in {executions}"


def seconds(runs: list[Run]) -> float:
    """Return the median of the seconds."""
    return median(one.seconds for one in runs)


def rate(runs: list[Run]) -> float:
    """Return the decisions of all runs per second."""
    return sum(one.decisions for one in runs) / sum(one.seconds for one in runs)


def print_verdicts(programs: list[str], tools: list[str], runs: Runs) -> None:
    """Print who found what."""
    rows = [[name, *(verdict(runs[name, tool]) for tool in tools)] for name in programs]
    print_table(["median executions", *tools], rows)


def print_seconds(programs: list[str], tools: list[str], runs: Runs) -> None:
    """Print how long each took, and how many times as long the fastest other that was right."""
    rows = []
    for name in programs:
        told = median(one.told or 0.0 for one in runs[name, OWN])
        rivals = [runs[name, tool] for tool in others(tools)]
        fastest = min((seconds(ones) for ones in rivals if right(ones)), default=None)
        cells = [f"{seconds(runs[name, tool]):.3f}" for tool in tools]
        ratios = [fastest and f"{fastest / took:.1f}x" for took in (seconds(runs[name, OWN]), told)]
        rows.append([name, *cells, f"{told:.3f}", *ratios])
    header = ["median seconds", *tools, f"{OWN}, told", "fastest other that is right", "told"]
    print_table(header, rows)


def others(tools: list[str]) -> list[str]:
    """Return the tools that are not this project's."""
    return [tool for tool in tools if TOOLS[tool][0] != "kata"]


def right(runs: list[Run]) -> bool:
    """Return whether a tool was right about a program in every run."""
    buggy = is_buggy(runs[0].program)
    return all(one.found == buggy and one.said not in UNDECIDED for one in runs)


def print_rates(programs: list[str], tools: list[str], runs: Runs) -> None:
    """Print decisions and executions per second: over all programs, and in the long run."""
    everything = {tool: [one for name in programs for one in runs[name, tool]] for tool in tools}
    steady = {tool: runs[STEADY, tool] for tool in tools}
    rows = [
        ["decisions/s, all programs", *(round(rate(everything[tool])) for tool in tools)],
        ["executions/s, all programs", *(frequency(everything[tool]) for tool in tools)],
        [f"decisions/s, {STEADY}", *(round(rate(steady[tool])) for tool in tools)],
        [f"executions/s, {STEADY}", *(frequency(steady[tool]) for tool in tools)],
    ]
    print_table(["per second of wall time", *tools], rows)


def frequency(runs: list[Run]) -> float:
    """Return the executions of all runs per second."""
    return sum(one.executions for one in runs) / sum(one.seconds for one in runs)


def print_aims(programs: list[str], tools: list[str], runs: Runs) -> None:
    """Print whether the aims are met."""
    rivals = others(tools)
    correct = [name for name in programs if right(runs[name, OWN])]
    faster = [
        name
        for name in programs
        if all(seconds(runs[name, OWN]) < seconds(runs[name, tool]) for tool in rivals)
    ]
    steady = rate(runs[STEADY, OWN_SAMPLER])
    for tool in rivals:
        print(f"{steady / rate(runs[STEADY, tool]):.1f}x the decisions/s of {tool}, {STEADY}")
    print()
    ratio = steady / max(rate(runs[STEADY, tool]) for tool in rivals)
    judged = [
        [name, aim, figure, "met" if figure >= aim else "missed"]
        for name, aim, figure in (
            ("right about every program", len(programs), len(correct)),
            ("fewer seconds than every other", len(programs), len(faster)),
            ("times the decisions/s of the fastest other", AIM_DECISIONS, ratio),
        )
    ]
    print_table(["aim", "at least", "measured", ""], judged)


def installed(tools: dict[str, tuple[str, str]], version_of: Callable[[str], str]) -> list[str]:
    """Return the tools that can be measured here, and print which versions."""
    here = [OWN, OWN_SAMPLER]
    for name in ("frontrun", "interleave-test"):
        try:
            print(f"{name} {version_of(name)}")
        except PackageNotFoundError:
            print(f"{name} is not installed and left out")
            continue
        here += [tool for tool, (by, _) in tools.items() if by == name]
    return here


def main() -> None:
    """Measure, and print four tables; the exit status is 2 without anybody to measure against."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = sorted(path.stem for path in PROGRAMS.glob("*.py") if path.stem != STEADY)
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=known, default=known)
    parser.add_argument("--seeds", type=int, default=3, help="runs of each tool and program")
    parser.add_argument("--json", type=Path, metavar="PATH", help="also write the runs here")
    options = parser.parse_args()
    tools = installed(TOOLS, version)
    if "frontrun dpor" not in tools:
        print(HOW_TO_INSTALL, file=sys.stderr)
        sys.exit(2)
    print(f"{machine()}; {options.seeds} seeds, at most {LIMIT} executions each\n")
    runs: Runs = {}
    for one in run_all([*options.only, STEADY], tools, options.seeds):
        runs.setdefault((one.program, one.tool), []).append(one)
    for show in (print_verdicts, print_seconds, print_rates, print_aims):
        show(options.only, tools, runs)
    if options.json is not None:
        everything = [asdict(one) for ones in runs.values() for one in ones]
        options.json.write_text(json.dumps(everything, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
