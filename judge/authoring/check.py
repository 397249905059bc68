"""The whole check of a kata: its files, then every judgement that its folders promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

from judge.authoring.findings import Finding, Part, State
from judge.authoring.place import Place
from judge.authoring.quizzes import check_questions
from judge.authoring.settings import check_settings
from judge.authoring.sources import check_sources
from judge.authoring.submissions import Judgement, check_folders, judgements
from judge.authoring.texts import check_texts
from judge.authoring.trials import Trial, trial_findings, trial_jobs
from judge.authoring.workers import Event, Job, Result, run_jobs

Watch = Callable[[Event, Finding | Trial | None], None]


def check_files(place: Place) -> list[Finding]:
    """Return what can be said of a kata without judging anything."""
    kata, settings = check_settings(place)
    return [
        *settings,
        *check_texts(place),
        *check_questions(place, kata),
        *check_sources(place, kata),
        *check_folders(place),
    ]


def judgements_of(place: Place) -> list[Judgement]:
    """Return the judgements that a kata promises; none while there is no telling what it is."""
    kata, _ = check_settings(place)
    return [] if kata is None else list(judgements(place, kata))


def check_katas(places: Sequence[Place], *, threads: int, seed: int, watch: Watch) -> list[Finding]:
    """Return all findings on the katas; ``watch`` is told of every judgement."""
    findings = [finding for place in places for finding in check_files(place)]
    pending = [judgement for place in places for judgement in judgements_of(place)]
    # One at a time, because the processor time of children can be told for all of them only.
    alone = [judgement for judgement in pending if judgement.part is Part.REFERENCE]
    others = [judgement for judgement in pending if judgement.part is not Part.REFERENCE]
    for group, size in ((alone, 1), (others, threads)):
        jobs = [Job(label=j.label, run=partial(j.run, seed=seed)) for j in group]
        findings += results_of(jobs, threads=size, watch=watch)
    return findings


def results_of(
    jobs: Sequence[Job[Result]],
    *,
    threads: int,
    watch: Callable[[Event, Result | None], None],
) -> list[Result]:
    """Run the jobs and return what they result in, the first to be done first."""
    results: list[Result] = []
    told = run_jobs(jobs, threads=threads)
    # An interrupt ends what still runs at once, and not when the iterator happens to be let go.
    with closing(told):
        for event, result in told:
            watch(event, result)
            if result is not None:
                results.append(result)
    return results


def check_mutants(
    places: Sequence[Place], *, threads: int, seed: int, watch: Watch
) -> tuple[list[Trial], list[Finding]]:
    """Judge the mutants of all right answers; return them, and what is to be said of them."""
    katas = {place.name: check_settings(place)[0] for place in places}
    jobs = [
        job
        for p in places
        if (kata := katas[p.name]) is not None
        for job in trial_jobs(p, kata, seed)
    ]
    trials = results_of(jobs, threads=threads, watch=watch)
    # As they were planned, whichever was done first.
    trials.sort(key=lambda trial: (trial.mutant.file, trial.mutant.line, trial.mutant.id))
    findings: list[Finding] = []
    for place in places:
        ours = [trial for trial in trials if trial.kata == place.name]
        findings += trial_findings(place, ours)
    return trials, findings


def all_right(findings: Sequence[Finding]) -> bool:
    """Return whether nothing is missing or wrong."""
    return all(finding.state is not State.PROBLEM for finding in findings)
