"""Every kata is complete, and every file in ``solutions/`` gets the verdict of its folder."""

from __future__ import annotations

import pytest

from judge.authoring.check import check_files, judgements_of
from judge.authoring.findings import State
from judge.authoring.place import Place, every_place
from judge.authoring.submissions import Judgement
from judge.box.judging import silent

PLACES = every_place()
JUDGEMENTS = [judgement for place in PLACES for judgement in judgements_of(place)]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_nothing_is_missing_of_a_kata(place: Place) -> None:
    wrong = [finding for finding in check_files(place) if finding.state is State.PROBLEM]
    assert wrong == []


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda judgement: judgement.label)
def test_the_judge_agrees_with_every_file(judgement: Judgement) -> None:
    finding = judgement.run(silent)
    # Over budget is a warning only, because other work on the machine costs time as well.
    assert finding.state is not State.PROBLEM, finding.message
