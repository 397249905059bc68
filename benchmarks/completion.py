"""How many executions DPOR takes to run everything, up to equivalence, beside the prototype."""

from __future__ import annotations

import argparse
import gc
import json

from common import PROGRAMS, load, machine, print_table

from judge.engine.explore import Budget, Explorer
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies.dpor import SourceDpor

EXECUTIONS_BETWEEN_COLLECTIONS = 200
HEADER = ["DPOR to completion", "executions", "learning", "cut short", "traces", "prototype", ""]


def main() -> None:
    """Run every program to completion, past its failures, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=5_000, help="executions of one program")
    limit = parser.parse_args().limit
    library = StandardLibrary()
    print(machine(), end="\n\n")
    rows = [row(name, there, limit, library) for name, there in prototype().items()]
    print_table(HEADER, rows)
    met = sum(1 for cells in rows if cells[-1] == "")
    print(f"{met} of {len(rows)} take no more traces than the prototype")


def prototype() -> dict[str, int]:
    """Return the prototype's executions of the programs that it ran to completion."""
    programs = json.loads((PROGRAMS / "manifest.json").read_text("utf-8"))["programs"]
    counts = {p["name"]: p["measured"]["exhausted"]["DPOR_all_traces"] for p in programs}
    return {name: count for name, count in counts.items() if count is not None}


def row(name: str, there: int, limit: int, library: StandardLibrary) -> list[object]:
    """Return the figures of one program.

    Exploration begins anew whenever an execution has shown that more is shared than was known, so
    what was run before that is counted apart.
    """
    program = load(PROGRAMS / f"{name}.py", library)
    explorer = Explorer(program, "main", "dpor", 0, Rules(), Budget())
    strategy = explorer.strategy
    assert isinstance(strategy, SourceDpor)
    learning = cut_before = 0
    while explorer.executions < limit and strategy.begin():
        known = len(explorer.shared)
        explorer._execute()
        if len(explorer.shared) > known:
            learning, cut_before = explorer.executions, strategy.redundant
        if explorer.executions % EXECUTIONS_BETWEEN_COLLECTIONS == 0:
            gc.collect()
    if not strategy.exhausted:
        return [name, f"more than {limit:,}", "", "", "", there, "not run to its end"]
    cut = strategy.redundant - cut_before
    traces = explorer.executions - learning - cut
    more = "more" if traces > there else ""
    return [name, explorer.executions, learning, cut, traces, there, more]


if __name__ == "__main__":
    main()
