"""The ``results.json`` of an Exercism test runner, version 3 of its interface."""

from __future__ import annotations

import ast
import json
from typing import Any

from judge.cli.formats.text import told
from judge.cli.plain import visible
from judge.katas import UnknownKata, find_kata
from judge.verdict.report import Report, ScenarioReport, Verdict

VERSION = 3
MESSAGE_LIMIT = 65535
STATUS = {Verdict.PASSED: "pass", Verdict.FAILED: "fail"}


def render(report: Report) -> str:
    """Return the document; status ``error`` where no scenario tells what went wrong."""
    explained = report.first_failure is not None and report.verdict is Verdict.FAILED
    status = STATUS.get(report.verdict, "error")
    if status == "fail" and not explained:
        status = "error"
    code = test_code(report.kata)
    document: dict[str, Any] = {
        "version": VERSION,
        "status": status,
        "message": limited(report.message or report.verdict.value) if status == "error" else None,
        "tests": [test(report, scenario, code) for scenario in report.scenarios],
    }
    return json.dumps(document, indent=2)


def test(report: Report, scenario: ScenarioReport, code: dict[str, str]) -> dict[str, Any]:
    """Return the entry of one scenario; its message is the whole story of a failure."""
    entry = {
        "name": scenario.name,
        "test_code": code.get(scenario.name, ""),
        "status": STATUS.get(scenario.verdict, "error"),
    }
    if scenario.verdict is not Verdict.PASSED:
        entry["message"] = limited("\n".join(told(report, scenario, 80)))
    return entry


def test_code(kata: str) -> dict[str, str]:
    """Return the source of every test function of a kata, nothing for an unknown one."""
    try:
        source = find_kata(kata).tests.read_text("utf-8")
    except (UnknownKata, OSError):
        return {}
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.get_source_segment(source, node) or "" for node in functions}


def limited(message: str) -> str:
    """Return a message that shows as it is and keeps to the interface's limit, in bytes."""
    shown = visible(message).encode("utf-8", "backslashreplace")
    return shown[:MESSAGE_LIMIT].decode("utf-8", "ignore")
