"""Every kata is complete, and the files in ``solutions/`` get the verdict of their folder.

All right answers are judged, and of every folder of wrong ones the first file; with
``EVERY_SUBMISSION=1`` in the environment, as by ``kata check``, all of them are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby

import pytest

from judge.authoring.check import check_files, judgements_of
from judge.authoring.findings import State
from judge.authoring.place import Place, every_place
from judge.authoring.submissions import Judgement
from judge.box.judging import silent

PLACES = every_place()
EVERY_SUBMISSION = os.environ.get("EVERY_SUBMISSION") == "1"


def chosen(judgements: Sequence[Judgement]) -> Iterator[Judgement]:
    """Yield those to judge: hundreds of wrong answers are more than every run can wait for."""
    for _, group in groupby(judgements, key=lambda judgement: judgement.path.parent):
        of_folder = list(group)
        if EVERY_SUBMISSION or not of_folder[0].symptom:
            yield from of_folder
        else:
            yield of_folder[0]


JUDGEMENTS = [judgement for place in PLACES for judgement in chosen(judgements_of(place))]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_nothing_is_missing_of_a_kata(place: Place) -> None:
    wrong = [finding for finding in check_files(place) if finding.state is State.PROBLEM]
    assert wrong == []


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda judgement: judgement.label)
def test_the_judge_agrees_with_every_file(judgement: Judgement) -> None:
    finding = judgement.run(silent)
    # Over budget is a warning only, because other work on the machine costs time as well.
    assert finding.state is not State.PROBLEM, finding.message
