from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from asltool.diagnostics import AwsDiagnostic, Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, Rule, rule, task_case
from asltool.model.machine import Fail, Succeed
from asltool.source.document import Part
from asltool.source.pointer import ROOT
from linting import facts_of

FACTS = facts_of({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})
STATE = FACTS.machine.states["A"]


def make(mistake: Mistake, aws: str | None = None) -> Rule:
    """Give a rule that finds *mistake* in every state that succeeds."""

    @rule(
        "ASL999",
        on=Succeed,
        severity=Severity.WARNING,
        since="0.1",
        valid=(),
        invalid=(Invalid("{}"),),
        aws=aws,
    )
    def too_good(_state: Succeed, _facts: Facts) -> Iterator[Mistake]:
        """A state that succeeds.

        Why: it is too good to be true.
        """
        yield mistake

    return too_good


def test_a_rule_is_named_as_its_check() -> None:
    made = make(Mistake(ROOT, "it is"))

    assert (made.id, made.name, made.on, made.spec) == ("ASL999", "too-good", (Succeed,), None)
    assert made.page.startswith("A state that succeeds.")


def test_a_rule_may_look_at_several_types_of_nodes() -> None:
    @rule(
        "ASL998",
        on=(Succeed, Fail),
        severity=Severity.INFO,
        since="0.1",
        valid=("{}",),
        invalid=(),
        spec="states",
    )
    def an_end(_state: Succeed | Fail, _facts: Facts) -> Iterator[Mistake]:
        yield from ()

    assert an_end.on == (Succeed, Fail)
    assert an_end.spec == "states"
    assert an_end.page == ""
    assert list(an_end.check(STATE, FACTS)) == []


def test_what_a_check_finds_gets_the_rules_id_and_severity() -> None:
    fix = FACTS.remove_field(ROOT / "StartAt", title="Remove it")
    related = (Related(ROOT, "the machine"),)
    mistake = Mistake(STATE.at, "it is", fix=fix, part=Part.KEY, inner=(0, 1), related=related)

    found = make(mistake).diagnostic(mistake)

    assert (found.rule, found.severity, found.message) == ("ASL999", Severity.WARNING, "it is")
    assert (found.at, found.part, found.inner) == (STATE.at, Part.KEY, (0, 1))
    assert (found.fix, found.related, found.aws) == (fix, related, None)


@pytest.mark.parametrize(
    ("aws", "wording", "expected"),
    [
        (None, AwsWording("Too good", ROOT), None),
        ("CODE", None, None),
        ("CODE", AwsWording("Too good", None), AwsDiagnostic("CODE", "Too good")),
        ("CODE", AwsWording("Too good", STATE.at), AwsDiagnostic("CODE", "Too good", "/States/A")),
    ],
)
def test_aws_words_come_under_the_rules_code(
    aws: str | None, wording: AwsWording | None, expected: AwsDiagnostic | None
) -> None:
    mistake = Mistake(STATE.at, "it is", aws=wording)

    found = make(mistake, aws).diagnostic(mistake)

    assert found.aws == expected


def test_cases_can_be_written_as_a_resource_and_its_parameters() -> None:
    assert json.loads(task_case("sqs:sendMessage", '{"QueueUrl": "q"}')) == {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage",
        "End": True,
        "Parameters": {"QueueUrl": "q"},
    }
