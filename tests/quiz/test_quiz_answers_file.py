"""Filling in a file of answers: line by line, and nothing else in it changes."""

from __future__ import annotations

import pytest

from judge.quiz.answers_file import NotFillable, check_form, filled, given

TEXT = '''"""Mine."""

ANSWERS = {
    # beginnings
    "before-start": "",  # hm
    'after-start' : 'c',
}
KEPT = {"x": 1}
'''


def test_an_answer_is_one_that_is_not_blank() -> None:
    assert given(TEXT, ["before-start", "after-start", "end"]) == {"after-start": "c"}


def test_only_what_stands_between_the_quotes_changes() -> None:
    expected = TEXT.replace('"before-start": ""', '"before-start": "b"')
    assert filled(TEXT, {"before-start": "b"}) == expected


def test_an_answer_is_replaced_by_a_later_one() -> None:
    assert given(filled(TEXT, {"after-start": "d"}), ["after-start"]) == {"after-start": "d"}


def test_a_question_without_a_line_gets_one_inside_the_dict() -> None:
    text = filled(TEXT, {"new": "a"})
    namespace: dict[str, object] = {}
    exec(text, namespace)
    assert namespace["ANSWERS"] == {"before-start": "", "after-start": "c", "new": "a"}
    assert namespace["KEPT"] == {"x": 1}


@pytest.mark.parametrize("text", ["", "ANSWERS = {'a': 'b'}\n", "x = {\n}\n", "\x00"])
def test_a_text_that_has_no_lines_of_answers_is_refused(text: str) -> None:
    with pytest.raises(NotFillable):
        check_form(text)
    with pytest.raises(NotFillable):
        filled(text, {"before-start": "a"})
