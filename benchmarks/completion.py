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
HEADER = ["DPOR to completion", "executions", "of them cut short", "prototype", ""]


def main() -> None:
    """Run every program to completion, past its failures, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=5_000, help="executions of one program")
    limit = parser.parse_args().limit
    library = StandardLibrary()
    print(machine(), end="\n\n")
    rows = [row(name, there, limit, library) for name, there in prototype().items()]
    print_table(HEADER, rows)
    met = sum(1 for cells in rows if cells[4] == "")
    print(f"{met} of {len(rows)} take no more than the prototype and one execution more")


def prototype() -> dict[str, int]:
    """Return the prototype's executions of the programs that it ran to completion."""
    programs = json.loads((PROGRAMS / "manifest.json").read_text("utf-8"))["programs"]
    counts = {p["name"]: p["measured"]["exhausted"]["DPOR_all_traces"] for p in programs}
    return {name: count for name, count in counts.items() if count is not None}


def row(name: str, there: int, limit: int, library: StandardLibrary) -> list[object]:
    """Return the figures of one program.

    The first execution learns what is shared, and is run again once that is known.
    """
    program = load(PROGRAMS / f"{name}.py", library)
    explorer = Explorer(program, "main", "dpor", 0, Rules(), Budget())
    while explorer.executions < limit and explorer.strategy.begin():
        explorer._execute()
        if explorer.executions % EXECUTIONS_BETWEEN_COLLECTIONS == 0:
            gc.collect()
    assert isinstance(explorer.strategy, SourceDpor)
    if not explorer.strategy.exhausted:
        return [name, f"more than {limit:,}", explorer.strategy.redundant, there, "more"]
    more = "more" if explorer.executions > there + 1 else ""
    return [name, explorer.executions, explorer.strategy.redundant, there, more]


if __name__ == "__main__":
    main()
