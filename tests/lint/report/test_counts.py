from __future__ import annotations

from typing import Any

import pytest

from asltool.diagnostics import Severity
from asltool.lint.linter import Linted
from asltool.lint.report.counts import count_by_severity, is_fixable, summary
from linting import linted, repair

ERROR, WARNING, INFO = (dict[str, Any](severity=severity) for severity in Severity)
SAFE, UNSAFE = repair((0, 1, "")), repair((0, 1, ""), safe=False)
CLEAN = Linted("clean.json", None, ())


def with_findings(*kinds: dict[str, Any]) -> Linted:
    """Give a document with a finding of each kind."""
    parts = [linted("text", (0, 1), **kind) for kind in kinds]
    return Linted("machine.json", parts[0].source, tuple(part.findings[0] for part in parts))


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([CLEAN], "no findings in 1 definition"),
        ([CLEAN, CLEAN], "no findings in 2 definitions"),
        ([with_findings(ERROR)], "1 error in 1 definition"),
        ([with_findings(ERROR, ERROR)], "2 errors in 1 definition"),
        ([with_findings(WARNING), CLEAN], "1 warning in 1 of 2 definitions"),
        ([with_findings(ERROR, WARNING, WARNING)], "1 error and 2 warnings in 1 definition"),
        (
            [with_findings(INFO, ERROR), with_findings(WARNING, WARNING), CLEAN],
            "1 error, 2 warnings and 1 piece of advice in 2 of 3 definitions",
        ),
        ([with_findings(INFO, INFO)], "2 pieces of advice in 1 definition"),
        ([with_findings({"fix": SAFE})], "1 error in 1 definition; --fix repairs it"),
        ([with_findings({"fix": SAFE}, {"fix": SAFE})], "2 errors in 1 definition; --fix repairs them"),
        (
            [with_findings({"fix": SAFE}, {"fix": UNSAFE}, {})],
            "3 errors in 1 definition; --fix repairs 1 of them, --fix --unsafe 1 more",
        ),
        ([with_findings({"fix": UNSAFE})], "1 error in 1 definition; --fix --unsafe repairs it"),
    ],
)
def test_findings_are_summed_up_in_a_sentence(results: list[Linted], expected: str) -> None:
    assert summary(results) == expected


def test_counts_begin_with_the_worst_and_leave_none_out() -> None:
    counts = count_by_severity([with_findings(WARNING, ERROR), CLEAN, with_findings(ERROR)])

    assert list(counts.items()) == [(Severity.ERROR, 2), (Severity.WARNING, 1), (Severity.INFO, 0)]


def test_only_safe_fixes_are_made() -> None:
    fixable, not_fixable, without = with_findings({"fix": SAFE}, {"fix": UNSAFE}, {}).findings

    assert is_fixable(fixable)
    assert not is_fixable(not_fixable)
    assert not is_fixable(without)
