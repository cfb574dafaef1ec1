"""Counts of findings, as reports sum them up."""

from __future__ import annotations

from collections.abc import Sequence

from asltool.diagnostics import Finding, Severity
from asltool.lint.linter import Linted

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "piece of advice"}
_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "pieces of advice"}


def count_by_severity(results: Sequence[Linted]) -> dict[Severity, int]:
    """Give how many findings there are of each severity, the worst first."""
    findings = [finding for result in results for finding in result.findings]
    return {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}


def is_fixable(finding: Finding) -> bool:
    """Tell whether `--fix` removes the finding."""
    return finding.fix is not None and finding.fix.safe


def summary(results: Sequence[Linted]) -> str:
    """Sum up the findings: `2 errors and 1 warning in 1 of 4 definitions; --fix repairs 2 of them`."""
    counts = [(severity, count) for severity, count in count_by_severity(results).items() if count]
    total = sum(result.count for result in results)
    definitions = "1 definition" if total == 1 else f"{total} definitions"
    if not counts:
        return f"no findings in {definitions}"
    words = [f"{count} {(_NOUNS if count == 1 else _PLURALS)[severity]}" for severity, count in counts]
    *rest, last = words
    listed = f"{', '.join(rest)} and {last}" if rest else last
    affected = sum(len({finding.machine for finding in result.findings}) for result in results)
    where = f"{min(affected, total)} of {definitions}" if total > 1 else definitions
    return f"{listed} in {where}{_fixable(results)}"


def _fixable(results: Sequence[Linted]) -> str:
    findings = [finding for result in results for finding in result.findings]
    safe = sum(map(is_fixable, findings))
    unsafe = sum(finding.fix is not None for finding in findings) - safe
    if not safe:
        return f"; --fix --unsafe repairs {_share(unsafe, len(findings))}" if unsafe else ""
    more = f", --fix --unsafe {unsafe} more" if unsafe else ""
    return f"; --fix repairs {_share(safe, len(findings))}{more}"


def _share(count: int, total: int) -> str:
    return "it" if total == 1 else "them" if count == total else f"{count} of them"
