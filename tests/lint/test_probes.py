"""One mistake a definition: each is named where it stands, and the controls are clean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from asltool.diagnostics import Finding, Severity
from asltool.lint.linter import MachineType, Options, lint_source
from asltool.lint.page import without_marks
from asltool.lint.selection import Selection, make_selection

_MARKED = re.compile("«([^«»]*)»")
_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}

ENTRIES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "probes.yaml").read_text(encoding="utf-8")
)
CONTROLS = [pytest.param(entry, id=entry["control"]) for entry in ENTRIES if "control" in entry]
PROBES = [pytest.param(entry, id=entry["check"]) for entry in ENTRIES if "check" in entry]
ACCEPTED = [probe for probe in PROBES if probe.values[0]["severity"] != "error"]


def _text(entry: dict[str, Any]) -> str:
    if "machine" in entry:
        return str(entry["machine"])
    state = entry["state"]
    if state.startswith("«"):  # the whole state, its name included
        return '{"StartAt": "Example", "States": {«"Example": ' + state[1:] + "}}"
    return '{"StartAt": "Example", "States": {"Example": ' + state + "}}"


def _findings(entry: dict[str, Any], selection: Selection) -> tuple[Finding, ...]:
    type_: MachineType = entry.get("type", "STANDARD")
    text = without_marks(_text(entry))
    return lint_source(text, "probe.json", Options(type_, selection)).findings


def _marked(text: str) -> list[tuple[int, int]]:
    """Give the spans of the marked pieces, as they are once the marks are gone."""
    return [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_MARKED.finditer(text))
    ]


@pytest.mark.parametrize("entry", CONTROLS)
def test_a_control_is_clean(entry: dict[str, Any]) -> None:
    assert [str(finding) for finding in _findings(entry, Selection())] == []


@pytest.mark.parametrize("entry", PROBES)
def test_the_mistake_is_named_where_it_stands(entry: dict[str, Any]) -> None:
    findings = _findings(entry, make_selection(["ASL"]))

    least = _WEIGHT[Severity(entry["severity"])]
    spans = _marked(_text(entry))
    named = [
        finding
        for finding in findings
        if _WEIGHT[finding.severity] >= least
        and any(finding.span.start <= end and start <= finding.span.end for start, end in spans)
    ]
    assert named, [str(finding) for finding in findings]


@pytest.mark.parametrize("entry", ACCEPTED)
def test_what_aws_takes_is_no_error(entry: dict[str, Any]) -> None:
    assert [finding for finding in _findings(entry, Selection()) if finding.severity is Severity.ERROR] == []


def test_a_definition_beyond_a_mebibyte_is_refused() -> None:
    state = {"Type": "Pass", "Comment": "x" * 1_100_000, "End": True}

    found = lint_source(json.dumps({"StartAt": "A", "States": {"A": state}}), "probe.json", Options())

    assert Severity.ERROR in {finding.severity for finding in found.findings}
