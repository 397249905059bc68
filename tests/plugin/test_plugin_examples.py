"""The examples of the README show what it says they show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_the_last_piece_is_sold_twice_and_two_pieces_are_not(pytester: pytest.Pytester) -> None:
    shutil.copytree(EXAMPLES, pytester.path / "examples")
    result = pytester.runpytest_inprocess("-q", "examples")
    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(["*test_no_piece_is_sold_twice?1?: wrong_result*"])
