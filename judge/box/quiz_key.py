"""The key to a quiz: worked out in the child, before the submission is loaded.

Only the scenarios know it, from a module that they import. A submission may not import that: the
gate lets through what a kata allows and nothing else.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType

from judge.box.child_report import Refused
from judge.box.job import Job
from judge.engine.source import Source
from judge.engine.stdlib import StandardLibrary
from judge.verdict.report import Verdict

MODULE = "answer_key"


def with_key(job: Job, library: StandardLibrary) -> Job:
    """Return the job with the key if it is of a quiz; raises ``Refused`` for a faulty quiz."""
    if not job.questions:
        return job
    from judge.quiz.answering import Unanswerable, answer_key
    from judge.quiz.questions import read_topics

    try:
        key = answer_key(read_topics(job.questions), library)
    except (Unanswerable, ValueError) as error:
        raise Refused(Verdict.ERROR, None, f"the kata's questions: {error}") from None
    text = f"KEY = {key!r}\n"
    _for_real_threads(text)
    return replace(job, key=text)


def key_sources(job: Job) -> tuple[Source, ...]:
    """Return the module with the key, for programs under control; none unless it is a quiz."""
    return (Source(module=MODULE, file=f"{MODULE}.py", text=job.key),) if job.key else ()


def _for_real_threads(text: str) -> None:
    # Not as a file, so that there is none to be read.
    module = sys.modules[MODULE] = ModuleType(MODULE)
    exec(text, vars(module))
