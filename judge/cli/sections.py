"""The parts of a Markdown text: what stands under each of its second-level headings."""

from __future__ import annotations

from dataclasses import dataclass

HEADING = "## "
FENCES = ("```", "~~~")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading without its marks, and the text under it."""

    title: str
    body: str


def sections(text: str) -> list[Section]:
    """Return the sections of a text, in order; what stands before the first is left out."""
    found: list[tuple[str, list[str]]] = []
    fence = ""
    for line in text.splitlines():
        fence = fence_after(line, fence)
        if line.startswith(HEADING) and not fence:
            found.append((line.removeprefix(HEADING).strip(), []))
        elif found:
            found[-1][1].append(line)
    return [Section(title=title, body="\n".join(lines).strip("\n")) for title, lines in found]


def fence_after(line: str, fence: str) -> str:
    """Return the marks of the code block that is open after a line, nothing outside of one."""
    start = line.lstrip()[:3]
    if not fence:
        return start if start in FENCES else ""
    return "" if start == fence else fence


def items(body: str) -> list[str]:
    """Return the items of a numbered list, each as one line, in the order they are given."""
    found: list[str] = []
    for line in body.splitlines():
        number, dot, rest = line.partition(". ")
        if dot and number.isdecimal():
            found.append(rest.strip())
        elif found and line.strip():
            found[-1] += f" {line.strip()}"
    return found
