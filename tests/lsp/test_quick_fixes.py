from __future__ import annotations

import pytest

from asltool.lint.linter import Options
from asltool.lsp.diagnostics import diagnose
from asltool.lsp.quick_fixes import QuickFix, fix_all, quick_fixes
from asltool.lsp.snapshot import Snapshot, take_snapshot
from asltool.source.edits import apply_edits
from asltool.source.span import Span

TEXT = """{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Pass",
      "Parameters": {"name": "$.name"},
      "End": true
    }
  }
}
"""
YAML = """StartAt: A
States:
  A:
    Type: Pass
    Parameters:
      name: $.name
    End: true
"""


def offered(text: str, name: str) -> tuple[Snapshot, list[QuickFix]]:
    snapshot = take_snapshot(text, name)
    return snapshot, list(quick_fixes(snapshot, diagnose(snapshot, Options()), Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT, "a.asl.json"),
        (YAML, "a.asl.yaml"),
        (TEXT, "a.asl.jsonc"),
        (YAML.replace("\n", "\r\n"), "b.asl.yaml"),
    ],
)
def test_each_quick_fix_removes_its_finding(text: str, name: str) -> None:
    _, fixes = offered(text, name)

    assert [fix.title.split()[0] for fix in fixes] == ["Rename", "Allow"]
    for fix in fixes:
        changed = apply_edits(text, fix.edits)[0]
        rules = [finding.rule for finding in diagnose(take_snapshot(changed, name), Options())]
        assert fix.finding is not None
        assert fix.finding.rule not in rules


def test_a_safe_fix_is_preferred() -> None:
    _, fixes = offered(TEXT, "a.asl.json")

    assert [(fix.title, fix.is_preferred) for fix in fixes] == [
        ('Rename "name" to "name.$"', True),
        ("Allow missing-dollar-suffix here", False),
    ]


def test_a_fix_that_may_change_the_machine_says_so_and_is_not_preferred() -> None:
    _, fixes = offered(TEXT.replace('"End": true', '"Next": "a"'), "a.asl.json")
    unsafe = [fix for fix in fixes if fix.finding is not None and fix.finding.rule == "ASL101"]

    assert [fix.title.endswith("(may change what the machine does)") for fix in unsafe] == [True]
    assert not unsafe[0].is_preferred


def test_a_suppression_joins_the_comment_that_is_there() -> None:
    text = TEXT.replace('"Type": "Pass",', '"Type": "Pass", "Comment": "Names it.",')
    _, fixes = offered(text, "a.asl.json")

    changed = apply_edits(text, fixes[-1].edits)[0]

    assert '"Comment": "Names it. asltool:allow ASL201 -- say why"' in changed


def test_a_comment_stands_above_its_line() -> None:
    _, fixes = offered(YAML, "a.asl.yaml")

    changed = apply_edits(YAML, fixes[-1].edits)[0]

    assert "      # asltool: allow missing-dollar-suffix -- say why\n      name: $.name\n" in changed


def test_terraform_has_comments_outside_of_strings() -> None:
    machine = '{ StartAt = "A", States = { A = { Type = "Pass", End = true,\n  Parameters = { name = "$.name" } } } }'
    text = f'resource "aws_sfn_state_machine" "m" {{\n definition = jsonencode({machine})\n}}\n'
    _, fixes = offered(text, "main.tf")

    changed = apply_edits(text, fixes[-1].edits)[0]

    assert "\n  # asltool: allow missing-dollar-suffix -- say why\n  Parameters" in changed
    assert diagnose(take_snapshot(changed, "main.tf"), Options()) == ()


def test_an_error_cannot_be_allowed() -> None:
    _, fixes = offered(TEXT.replace('"End": true', '"Next": "B"').replace("$.name", "n"), "a.asl.json")

    assert not [fix for fix in fixes if fix.title.startswith("Allow")]


def test_fixes_elsewhere_are_not_offered() -> None:
    snapshot, _ = offered(TEXT, "a.asl.json")

    assert not list(quick_fixes(snapshot, diagnose(snapshot, Options()), Span(0, 1)))


def test_all_that_is_safe_is_mended_at_once() -> None:
    text = TEXT.replace('"name": "$.name"', '"name": "$.name", "id": "$$.State.Name"')
    snapshot = take_snapshot(text, "a.asl.json")
    fix = fix_all(snapshot, diagnose(snapshot, Options()))

    assert fix is not None
    assert fix.title == "Fix 2 findings of asltool safely"
    assert apply_edits(text, fix.edits)[0] == text.replace('"name"', '"name.$"').replace('"id"', '"id.$"')


def test_where_nothing_is_safe_to_mend_nothing_is_offered() -> None:
    snapshot = take_snapshot('{"StartAt": "A", "States": {}}', "a.asl.json")

    assert fix_all(snapshot, diagnose(snapshot, Options())) is None
