"""How many executions each strategy needs to find known bugs, and that it finds none elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import geometric_mean, mean

from common import PROGRAMS, load, machine, print_table
from manifest import Case, cases

from judge.engine.explore import Budget, explore
from judge.engine.program import Program
from judge.engine.result import OutcomeKind
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import strategy_names

# They leave nothing to chance, so that every seed would give the same figure.
SYSTEMATIC = frozenset({"run_to_block", "depth_first", "bounded", "dpor", "lockstep", "lock_order"})


@dataclass(frozen=True, kw_only=True)
class Search:
    """What one strategy came to on one program.

    ``found`` is the number of executions until the bug, by seed, None where it was not found.
    ``unlike`` counts failures of another kind than the manifest's, ``wrong`` those of them that
    are the engine's own mistakes. ``executions`` is the sum over all seeds, ``prototype`` the
    mean it had with the same strategy.
    """

    program: str
    strategy: str
    found: list[int | None]
    unlike: dict[str, int]
    wrong: int
    executions: int
    prototype: float | None

    @property
    def hits(self) -> list[int]:
        """The numbers of executions of the seeds that found the bug."""
        return [number for number in self.found if number is not None]

    @property
    def always(self) -> bool:
        """Whether every seed found the bug."""
        return len(self.hits) == len(self.found)

    def __str__(self) -> str:
        share = "" if self.always else f", {len(self.hits)}/{len(self.found)}"
        kinds = "".join(f" ({number} {kind})" for kind, number in self.unlike.items())
        return (
            (f"{mean(self.hits):.1f} / {max(self.hits)}" if self.hits else "none") + share + kinds
        )


def search(case: Case, program: Program, strategy: str, seeds: int, limit: int) -> Search:
    """Look for the bug of a program once with every seed."""
    found: list[int | None] = []
    unlike: Counter[OutcomeKind] = Counter()
    executions = 0
    for seed in range(1 if strategy in SYSTEMATIC else seeds):
        # One replay: the failure is told, but not minimized.
        budget = Budget(executions=limit, replays=1)
        result = explore(program, strategy=strategy, seed=seed, budget=budget)
        executions += result.executions
        kind = None if result.failure is None else result.failure.outcome.kind
        found.append(result.executions if kind and case.shows(kind) else None)
        unlike.update({kind} - case.kinds if kind else ())
    same = case.prototype_of(strategy)
    return Search(
        program=case.name,
        strategy=strategy,
        found=found,
        unlike={kind.value: number for kind, number in unlike.items()},
        wrong=sum(number for kind, number in unlike.items() if not case.shows(kind)),
        executions=executions,
        prototype=same and same.mean,
    )


def search_all(wanted: list[Case], options: argparse.Namespace) -> Iterator[Search]:
    """Look for every bug with every strategy; a correct program is searched once."""
    library = StandardLibrary()
    for case in wanted:
        program = load(PROGRAMS / f"{case.name}.py", library)
        for strategy in options.strategies:
            print(f"{case.name} {strategy}", file=sys.stderr, flush=True)
            if case.correct:
                yield search(case, program, strategy, 1, options.correct)
            else:
                yield search(case, program, strategy, options.seeds, options.limit)


Searches = dict[tuple[str, str], Search]


def print_bugs(buggy: list[Case], searches: Searches, names: list[str]) -> None:
    """Print a row for every program with a bug."""
    rows = []
    for case in buggy:
        own = [searches[case.name, name] for name in names]
        rows.append([case.name, *own, case.prototype, case.published])
    print_table(["mean / worst", *names, "best prototype", "best published"], rows)


def print_summary(buggy: list[Case], searches: Searches, names: list[str]) -> None:
    """Print what the strategies come to over all bugs."""
    rows = []
    for name in names:
        mine = [searches[case.name, name] for case in buggy]
        rivals = [(searches[c.name, name], c.published) for c in buggy if c.published]
        better = [own for own, other in rivals if own.always and mean(own.hits) <= other.mean]
        always = f"{sum(one.always for one in mine)} of {len(mine)}"
        worst = max((mean(one.hits) for one in mine if one.hits), default=None)
        rows.append([name, always, worst, against(mine), f"{len(better)} of {len(rivals)}"])
    header = ["strategy", "always found", "worst mean", "against prototype", "published or better"]
    print_table(header, rows)


def against(searches: list[Search]) -> str | None:
    """Return the mean ratio to the prototype's figures, over what both always found."""
    ratios = [mean(one.hits) / one.prototype for one in searches if one.always and one.prototype]
    return f"{geometric_mean(ratios):.2f}x ({len(ratios)})" if ratios else None


def print_correct(correct: list[Case], searches: Searches, names: list[str]) -> None:
    """Print whether a correct program was ever called wrong."""
    rows = []
    for case in correct:
        own = [searches[case.name, name] for name in names]
        rows.append([case.name, *(f"{one.wrong} in {one.executions:,}" for one in own)])
    print_table(["failures in executions", *names], rows)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    known = strategy_names()
    programs = [case.name for case in cases()]
    samplers = [name for name in known if name not in SYSTEMATIC]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strategies", nargs="+", choices=known, default=samplers)
    parser.add_argument("--seeds", type=int, default=20, help="searches for each bug")
    parser.add_argument("--limit", type=int, default=2_000, help="executions of each search")
    parser.add_argument(
        "--correct", type=int, default=1_000, help="executions of each correct program"
    )
    parser.add_argument("--kind", choices=["buggy", "correct"], help="only programs like that")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=programs, help="only these")
    parser.add_argument("--json", type=Path, metavar="PATH", help="also write the figures here")
    return parser.parse_args()


def is_wanted(case: Case, options: argparse.Namespace) -> bool:
    """Return whether the command line asks for this program."""
    if options.kind is not None and case.correct != (options.kind == "correct"):
        return False
    return not options.only or case.name in options.only


def main() -> None:
    """Search all programs and print the tables; the exit status is 1 after a false alarm."""
    options = arguments()
    wanted = [case for case in cases() if is_wanted(case, options)]
    searches = {(one.program, one.strategy): one for one in search_all(wanted, options)}
    print(f"{machine()}; {options.seeds} seeds, at most {options.limit:,} executions each\n")
    buggy = [case for case in wanted if not case.correct]
    correct = [case for case in wanted if case.correct]
    if buggy:
        print_bugs(buggy, searches, options.strategies)
        print_summary(buggy, searches, options.strategies)
    if correct:
        print_correct(correct, searches, options.strategies)
    if options.json is not None:
        figures = [asdict(one) for one in searches.values()]
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    sys.exit(any(one.wrong for one in searches.values()))


if __name__ == "__main__":
    main()
