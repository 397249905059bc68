"""Telling a failure: replay its schedule once more, and listen."""

from __future__ import annotations

from judge.engine.lasso import Lasso
from judge.engine.program import Program
from judge.engine.replay import replay
from judge.engine.result import Failure, Outcome, TraceStep
from judge.engine.rules import Rules
from judge.engine.schedule import Blocks, Schedule, digest_of
from judge.engine.story import Recorder


def tell(
    program: Program, blocks: Blocks, *, rules: Rules, scenario: str, lockstep: bool = False
) -> Failure:
    """Replay a schedule and return how it ended, with its story.

    With ``lockstep`` everybody takes one step in turn after the last block, and an execution that
    goes round is told up to the end of the first round.
    """
    recorder = Lasso(program.files, blocks) if lockstep else Recorder(program.files)
    result = replay(program, blocks, rules=rules, recorder=recorder, lockstep=lockstep)
    schedule = Schedule(
        blocks=blocks if lockstep else result.blocks,
        scenario=scenario,
        digest=digest_of(source.text for source in program.sources.values()),
        clock=rules.clock,
        lockstep=lockstep,
    )
    return Failure(
        outcome=result.outcome,
        schedule=schedule.encode(),
        preemptions=result.preemptions,
        trace=(*recorder.trace(), *_ending(program, result.outcome)),
    )


def _ending(program: Program, outcome: Outcome) -> list[TraceStep]:
    if outcome.waiting:
        return [
            TraceStep(
                thread=one.thread,
                file=one.file,
                line=one.line,
                code=one.code,
                event=f"waits for ever for {one.waits_for}"
                + (f", held by {one.holder}" if one.holder else ""),
            )
            for one in outcome.waiting
            if one.file
        ]
    if outcome.file is None or outcome.line is None or outcome.thread is None:
        return []
    event = f"raises {outcome.error}" if outcome.error else "never gets anywhere"
    code = program.files[outcome.file].line(outcome.line)
    file, line = outcome.file, outcome.line
    return [TraceStep(thread=outcome.thread, file=file, line=line, code=code, event=event)]


def schedule_of(program: Program, blocks: Blocks, *, rules: Rules, scenario: str) -> str:
    """Return the schedule string of ``blocks`` for this program."""
    digest = digest_of(source.text for source in program.sources.values())
    return Schedule(blocks=blocks, scenario=scenario, digest=digest, clock=rules.clock).encode()
