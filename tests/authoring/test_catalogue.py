"""The katas of the catalogue are as their authors are told to write them."""

from __future__ import annotations

import pytest

from judge.authoring.check import check_files
from judge.authoring.findings import Part, State
from judge.authoring.place import Place, every_place


@pytest.mark.parametrize("place", every_place(), ids=lambda place: place.name)
def test_nothing_is_missing_from_the_files_of_a_kata(place: Place) -> None:
    findings = check_files(place)
    assert [finding for finding in findings if finding.state is not State.OK] == []
    assert {finding.part for finding in findings} >= {Part.SETTINGS, Part.PROMPT, Part.HINTS}
