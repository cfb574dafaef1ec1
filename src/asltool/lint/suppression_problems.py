"""Problems of suppressions, which are about what is written for asltool, not for AWS: ASL070 to ASL072."""

from __future__ import annotations

from asltool.diagnostics import Severity
from asltool.parse.problem import Problem

UNUSED = Problem(
    id="ASL070",
    name="unused-suppression",
    severity=Severity.INFO,
    summary="A suppression that suppresses nothing.",
    why="It tells readers of a problem that is no longer there, and will hide the next one at that place.",
    instead="Remove it, or write it at the finding that it is meant for.",
    failing='{"Type": "Succeed", "Comment": "asltool:allow ASL201 -- data"}',
    fixed='{"Type": "Succeed"}',
)
WITHOUT_REASON = Problem(
    id="ASL071",
    name="suppression-without-reason",
    severity=Severity.INFO,
    summary="A suppression that does not say why.",
    why="Nobody can tell later whether the finding was looked into or just silenced, and when it may go.",
    instead='Write two hyphens and the reason behind the rule: `asltool: allow ASL201 -- the "$" is data`.',
    failing='{"Type": "Pass", "Comment": "asltool:allow ASL201", "Parameters": {"sign": "$.x"}, "End": true}',
    fixed='{"Type": "Pass", "Comment": "asltool:allow ASL201 -- shown as it is", "Parameters": '
    '{"sign": "$.x"}, "End": true}',
)
UNKNOWN_RULE = Problem(
    id="ASL072",
    name="unknown-rule-in-suppression",
    severity=Severity.WARNING,
    summary="A suppression of a rule that does not exist, or of none.",
    why="It suppresses nothing, though its author believes that it does.",
    instead="Name the rule by its id or its name; `asltool rules` lists them.",
    failing='{"Type": "Pass", "Comment": "asltool:allow missing-dolar-suffix -- data", "End": true}',
    fixed='{"Type": "Pass", "Comment": "asltool:allow ASL201 -- shown as it is", "Parameters": '
    '{"sign": "$.x"}, "End": true}',
)

PROBLEMS = (UNUSED, WITHOUT_REASON, UNKNOWN_RULE)
"""In the order of their ids."""
