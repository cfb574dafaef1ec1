"""Every rule keeps what its own cases promise."""

from __future__ import annotations

import re
from typing import Any

import pytest

from asltool.containers.contents import MachineType
from asltool.diagnostics import Finding, Severity
from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.page import definition_of, sections, without_marks
from asltool.lint.registry import all_rules
from asltool.lint.rule import Invalid, Rule, Valid
from asltool.lint.selection import make_selection
from asltool.source.edits import apply_edits

RULES = all_rules()
_MARKED = re.compile("«([^«»]*)»")


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, case in enumerate(getattr(rule, kind))
    ]


def _options(rule: Rule, type_: str) -> Options:
    machine_type: MachineType = "EXPRESS" if type_ == "EXPRESS" else "STANDARD"
    return Options(machine_type, make_selection([rule.id]))


def _linted(rule: Rule, text: str, type_: str) -> Linted:
    return lint_source(text, "case.json", _options(rule, type_))


def _texts(findings: tuple[Finding, ...], text: str) -> list[tuple[int, str]]:
    return [(finding.span.start, text[finding.span.start : finding.span.end]) for finding in findings]


def _marked(text: str) -> list[tuple[int, str]]:
    """Give the marked pieces, and where they begin once the marks are gone."""
    return [(match.start() - 2 * number, match[1]) for number, match in enumerate(_MARKED.finditer(text))]


def _with_all_fixes(text: str, findings: tuple[Finding, ...]) -> str:
    """Give the text with all fixes applied, whether they are safe or not."""
    edits = [edit for finding in findings if finding.fix is not None for edit in finding.fix.edits]
    changed, skipped = apply_edits(text, edits)
    assert skipped == ()
    return changed


@pytest.mark.parametrize(("rule", "case"), _cases("valid"))
def test_a_valid_case_gives_no_finding(rule: Rule, case: str | Valid) -> None:
    valid = Valid(case) if isinstance(case, str) else case

    linted = _linted(rule, definition_of(valid.text), valid.type)

    assert linted.machine is not None
    assert linted.findings == ()


@pytest.mark.parametrize(("rule", "case"), _cases("invalid"))
def test_an_invalid_case_gives_a_finding_for_each_marked_piece(rule: Rule, case: Invalid) -> None:
    marked = case.stretched(definition_of(case.text))
    text = without_marks(marked)

    findings = _linted(rule, text, case.type).findings

    assert _texts(findings, text) == _marked(marked)
    assert {(finding.rule, finding.severity) for finding in findings} == {(rule.id, rule.severity)}


@pytest.mark.parametrize(("rule", "case"), _cases("invalid"))
def test_messages_are_facts_in_one_line(rule: Rule, case: Invalid) -> None:
    text = case.stretched(definition_of(without_marks(case.text)))

    for finding in _linted(rule, text, case.type).findings:
        assert "\n" not in finding.message
        assert not finding.message.endswith(".")


@pytest.mark.parametrize(("rule", "case"), _cases("invalid"))
def test_the_fixed_case_has_no_finding_of_the_rule(rule: Rule, case: Invalid) -> None:
    if case.fixed is None:
        assert not any(
            finding.fix is not None and finding.fix.edits
            for finding in _linted(
                rule, case.stretched(definition_of(without_marks(case.text))), case.type
            ).findings
        ), "a case whose finding has a fix must say what the fix makes of it"
        return

    assert _linted(rule, definition_of(case.fixed), case.type).findings == ()


@pytest.mark.parametrize(("rule", "case"), _cases("invalid"))
def test_the_fix_makes_the_fixed_case_byte_for_byte(rule: Rule, case: Invalid) -> None:
    text = case.stretched(definition_of(without_marks(case.text)))
    findings = _linted(rule, text, case.type).findings
    if all(finding.fix is None for finding in findings):
        return

    once = _with_all_fixes(text, findings)
    again = _with_all_fixes(once, _linted(rule, once, case.type).findings)

    assert case.fixed is not None
    assert once == definition_of(case.fixed)
    assert again == once


@pytest.mark.parametrize(("rule", "case"), _cases("invalid"))
def test_a_case_of_yaml_is_found_and_fixed_alike(rule: Rule, case: Invalid) -> None:
    text = case.stretched(definition_of(without_marks(case.text)))  # JSON is YAML

    findings = lint_source(text, "case.yaml", _options(rule, case.type)).findings
    fixed = _with_all_fixes(text, findings)

    assert _texts(findings, text) == _marked(case.stretched(definition_of(case.text)))
    if any(finding.fix is not None for finding in findings):
        left = lint_source(fixed, "case.yaml", _options(rule, case.type)).findings
        assert all(finding.fix is None for finding in left)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_page_and_cases(rule: Rule) -> None:
    summary, why, instead = sections(rule)

    assert summary.endswith(".")
    assert why.endswith(".")
    assert instead.endswith(".")
    assert rule.valid
    assert rule.invalid
    assert re.fullmatch(r"ASL[1-9]\d\d", rule.id)
    assert re.fullmatch(r"\d+\.\d+", rule.since)
    assert isinstance(rule.severity, Severity)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_aws_says_under_its_code(rule: Rule) -> None:
    codes = {
        finding.aws.code
        for case in rule.invalid
        for finding in _linted(
            rule, case.stretched(definition_of(without_marks(case.text))), case.type
        ).findings
        if finding.aws is not None
    }

    assert codes == (set() if rule.aws is None else {rule.aws})
