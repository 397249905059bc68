"""The report as JSON; its fields are a contract."""

from __future__ import annotations

import json

from judge.verdict.report import Report


def render(report: Report) -> str:
    """Return the report as JSON in ASCII, so that no encoding on the way can spoil it."""
    return json.dumps(report.to_json(), indent=2)
