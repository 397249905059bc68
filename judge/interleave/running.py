"""Explore a marked test, or replay a schedule of it, and tell pytest what came of it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from judge.box.quiet import quiet
from judge.cli.claims import claim, meaning
from judge.cli.plain import paragraphs
from judge.cli.story import story
from judge.engine.explore import explore, tell
from judge.engine.program import Program
from judge.engine.result import ClockMode, Exploration, Outcome, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import ScheduleError, decode
from judge.interleave.plain import BadTest
from judge.interleave.plugin import CLAIM, MARKER, REPLAY
from judge.interleave.programs import program_of
from judge.interleave.settings import BadMarker, Settings
from judge.verdict.judgement import scenario_report
from judge.verdict.report import ScenarioReport, Verdict

WIDTH = 80


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A marked test that can be run."""

    settings: Settings
    program: Program


READY = pytest.StashKey[Ready | str]()


def prepare(item: pytest.Function, marker: pytest.Mark) -> None:
    """Make the program of a marked test, and leave to pytest only what is set up once for all.

    What keeps the test from being run is told when it should run, because it is a failure.
    """
    native: Sequence[str] = ()
    try:
        settings = Settings.of(marker)
        program, plan = program_of(item, settings)
        item.stash[READY] = Ready(settings=settings, program=program)
        native = plan.native
    except BadMarker as problem:
        item.stash[READY] = f"the marker {MARKER} of {item.name}: {problem}"
    except BadTest as problem:
        item.stash[READY] = cannot(item, problem)
    except SyntaxError as problem:
        item.stash[READY] = f"{problem.filename}, line {problem.lineno}: {problem.msg}"
    item.fixturenames = [*native]


def run(item: pytest.Function) -> None:
    """Run one marked test; raises what makes pytest report a failure."""
    __tracebackhide__ = True
    schedule = item.config.getoption(REPLAY)
    ready = item.stash[READY]
    if isinstance(ready, str):
        pytest.fail(ready, pytrace=False)
    rules = rules_of(ready.settings)
    try:
        if schedule is None:
            explored(item, ready.program, ready.settings, rules)
        else:
            replayed(item, ready.program, schedule, rules)
    except SyntaxError as problem:
        pytest.fail(f"{problem.filename}, line {problem.lineno}: {problem.msg}", pytrace=False)


def cannot(item: pytest.Function, problem: object) -> str:
    """Return that a test cannot be run, and why."""
    return f"{MARKER} cannot run {item.name}: {problem}"


def rules_of(settings: Settings) -> Rules:
    """Return the rules that the test is run under."""
    return Rules(
        waiting_must_block=settings.forbid_spinning,
        clock=ClockMode(settings.clock),
        assertions=(AssertionError, pytest.fail.Exception),
    )


def explored(item: pytest.Function, program: Program, settings: Settings, rules: Rules) -> None:
    """Look for a schedule under which the test fails."""
    with quiet():
        exploration = explore(
            program,
            scenario=item.name,
            strategy=settings.strategy,
            seed=settings.seed,
            rules=rules,
            budget=settings.limits,
        )
    report(item, exploration, program)


def replayed(item: pytest.Function, program: Program, text: str, rules: Rules) -> None:
    """Run the test under one schedule."""
    try:
        schedule = decode(text)
    except ScheduleError as error:
        pytest.fail(f"{REPLAY}: {error}", pytrace=False)
    if schedule.scenario != item.name:
        pytest.skip(f"the schedule belongs to {schedule.scenario}")
    with quiet():
        failure = tell(
            program,
            schedule.blocks,
            rules=rules,
            scenario=item.name,
            lockstep=schedule.lockstep,
        )
    if decode(failure.schedule).digest != schedule.digest:
        pytest.fail(
            "the schedule was recorded for another version of the test or of what it imports; "
            "run the test without it to get a new one",
            pytrace=False,
        )
    failed = failure.outcome.kind is not OutcomeKind.FINISHED
    exploration = Exploration(
        claim=None, executions=1, strategy="replay", seed=0, failure=failure if failed else None
    )
    report(item, exploration, program)


def report(item: pytest.Function, exploration: Exploration, program: Program) -> None:
    """Pass, skip or fail, with the story or the claim."""
    if exploration.failure is not None:
        as_pytest_means_it(item, exploration.failure.outcome)
    scenario = scenario_report(item.name, exploration, told=None, seconds=0.0)
    notes = in_words_of_pytest(exploration.note or "; ".join(sorted(program.unseen)))
    if scenario.verdict is not Verdict.PASSED:
        pytest.fail("\n".join(story_of(item, scenario)), pytrace=False)
    if exploration.claim is None:
        item.user_properties.append((CLAIM, "it does not fail under this schedule"))
        return
    item.user_properties.append((CLAIM, claim(scenario)))
    width = width_of(item.config)
    words = [notes, meaning([scenario])]
    lines = [line for text in words if text for line in paragraphs(text, width)]
    item.add_report_section("call", MARKER, "\n".join([claim(scenario), *lines]))


def as_pytest_means_it(item: pytest.Function, outcome: Outcome) -> None:
    """Raise again what a test calls to end itself without failing, and what cannot be had."""
    reason = outcome.message.partition(": ")[2].rpartition(" left ")[0]
    if outcome.error == pytest.skip.Exception.__name__:
        pytest.skip(reason)
    if outcome.error == pytest.xfail.Exception.__name__:
        pytest.xfail(reason)
    if outcome.error == BadTest.__name__:
        pytest.fail(cannot(item, reason), pytrace=False)


def story_of(item: pytest.Function, scenario: ScenarioReport) -> list[str]:
    """Return the story of a failure, and how to see it again."""
    lines = story(scenario, width_of(item.config))
    if scenario.schedule is None:
        return lines
    words = ["pytest", address_of(item), REPLAY, scenario.schedule]
    return [*lines, "", "See it again:", f"  {shlex.join(words)}"]


def width_of(config: pytest.Config) -> int:
    """Return the columns of the report; a worker process of xdist writes none itself."""
    if not config.pluginmanager.has_plugin("terminalreporter"):
        return WIDTH
    return max(60, config.get_terminal_writer().fullwidth)


def address_of(item: pytest.Function) -> str:
    """Return the test as it has to be named in the folder where pytest was called."""
    path = os.path.relpath(item.path, item.config.invocation_params.dir)
    return f"{path}::{str(item.nodeid).partition('::')[2]}"


def in_words_of_pytest(note: str) -> str:
    """Return a note of what is not under control, with the advice that fits here."""
    words = note.split("--control ")
    parts = [words[0]]
    for part in words[1:]:
        name, _, rest = part.partition(" ")
        parts.append(f'control=["{name}"] {rest}')
    return "".join(parts)
