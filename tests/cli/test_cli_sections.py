"""Markdown is cut at its headings, and never inside of a block of code."""

from __future__ import annotations

from judge.cli.sections import Section, items, sections

TEXT = """\
# Title

Before the first.

## One
a

```python
## no heading
```

b
## Two

c
"""


def test_a_section_is_what_stands_under_a_second_level_heading() -> None:
    assert sections(TEXT) == [
        Section(title="One", body="a\n\n```python\n## no heading\n```\n\nb"),
        Section(title="Two", body="c"),
    ]


def test_a_text_without_headings_has_no_sections() -> None:
    assert sections("# Title\n\ntext\n") == []


def test_an_item_of_a_list_may_take_several_lines() -> None:
    text = "Before.\n\n1. One is\n   on two lines.\n2. Two: 3.5 s\n10. Ten\n"
    assert items(text) == ["One is on two lines.", "Two: 3.5 s", "Ten"]
