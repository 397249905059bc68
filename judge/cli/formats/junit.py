"""The report as JUnit XML, which CI servers read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from judge.cli.claims import claim
from judge.cli.formats.text import told
from judge.cli.plain import visible
from judge.verdict.report import Report, ScenarioReport, Verdict

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# The case that carries a verdict which no scenario explains.
WHOLE = "the submission as a whole"


def render(report: Report) -> str:
    """Return one test suite with a case per scenario; a report not passed has a bad case."""
    root = ET.Element("testsuites", name="kata")
    suite = ET.SubElement(root, "testsuite", name=report.kata)
    add_properties(suite, report)
    for scenario in report.scenarios:
        add_case(suite, report, scenario)
    if report.verdict is not Verdict.PASSED and report.first_failure is None:
        case = ET.SubElement(suite, "testcase", classname=report.kata, name=WHOLE, time="0")
        add_problem(case, report.verdict, symptom(report), report.message or "")
    add_counts(root, report.seconds)
    add_counts(suite, report.seconds)
    ET.indent(root)
    return DECLARATION + ET.tostring(root, encoding="unicode")


def add_properties(suite: ET.Element, report: Report) -> None:
    """Add what the verdict rests on."""
    properties = ET.SubElement(suite, "properties")
    values = {
        "verdict": report.verdict.value,
        "submission": report.path,
        "sha256": report.sha256,
        "seed": str(report.seed),
        "python": report.python,
        "judge": report.judge,
        "box": ", ".join(report.box),
    }
    for name, value in values.items():
        ET.SubElement(properties, "property", name=name, value=visible(value))


def add_case(suite: ET.Element, report: Report, scenario: ScenarioReport) -> None:
    """Add one scenario, with its story if it was not passed."""
    name, seconds = visible(scenario.name), f"{scenario.seconds:.3f}"
    case = ET.SubElement(suite, "testcase", classname=report.kata, name=name, time=seconds)
    if scenario.verdict is Verdict.PASSED:
        ET.SubElement(case, "system-out").text = claim(scenario)
    else:
        text = "\n".join(told(report, scenario, 80))
        add_problem(case, scenario.verdict, symptom(scenario), scenario.message or "", text)


def add_problem(
    case: ET.Element, verdict: Verdict, kind: str, message: str, text: str | None = None
) -> None:
    """Add a failure, or an error where it is the judge that failed."""
    tag = "error" if verdict is Verdict.ERROR else "failure"
    problem = ET.SubElement(case, tag, type=kind, message=visible(message))
    problem.text = visible(message) if text is None else text


def symptom(told_of: Report | ScenarioReport) -> str:
    """Return what kind of problem it is."""
    return told_of.symptom.value if told_of.symptom else told_of.verdict.value


def add_counts(element: ET.Element, seconds: float) -> None:
    """Set the totals that readers of JUnit XML rely on."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    element.set("failures", str(len(element.findall(".//failure"))))
    element.set("errors", str(len(element.findall(".//error"))))
    element.set("skipped", "0")
    element.set("time", f"{seconds:.3f}")
