from __future__ import annotations

import pytest

from asltool.diagnostics import Diagnostic, Severity
from asltool.errors import AsltoolError
from asltool.lint.page import pages, unknown_rule
from asltool.lint.registry import all_rules
from asltool.lint.selection import Selection, UnknownRuleError, make_selection
from asltool.source.pointer import ROOT
from asltool.source.text import SourceText
from linting import finding_in


def found(rule: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(rule, severity, "it is wrong", ROOT)


def test_everything_but_advice_is_wanted_unless_something_else_is_said() -> None:
    selection = make_selection()

    assert selection == Selection()
    assert selection.wants(found("ASL101"))
    assert selection.wants(found("ASL101", Severity.WARNING))
    assert not selection.wants(found("ASL101", Severity.INFO))
    assert selection.rule_ids() == {rule.id for rule in all_rules() if rule.severity is not Severity.INFO}


@pytest.mark.parametrize("selector", ["ASL101", "asl101", "missing-target", "Missing-Target"])
def test_a_rule_is_selected_by_id_or_name(selector: str) -> None:
    selection = make_selection([selector])

    assert selection.selected == {"ASL101"}
    assert selection.rule_ids() == {"ASL101"}
    assert selection.wants(found("ASL101", Severity.INFO))
    assert not selection.wants(found("ASL102"))


@pytest.mark.parametrize("prefix", ["ASL", "asl6", "ASL60", "ASL0"])
def test_a_family_is_selected_by_the_beginning_of_its_ids(prefix: str) -> None:
    ids = {id_ for id_ in pages() if id_.startswith(prefix.upper())}

    assert make_selection([prefix]).selected == ids


def test_what_is_ignored_is_not_wanted_even_if_it_is_selected() -> None:
    selection = make_selection(["ASL1"], ["ASL101", "endless-cycle"])

    assert not selection.wants(found("ASL101"))
    assert selection.wants(found("ASL102"))
    assert not selection.rule_ids() & {"ASL101", "ASL105"}
    assert not make_selection(ignore=["ASL101"]).wants(found("ASL101"))
    assert "ASL101" not in make_selection(ignore=["ASL101"]).rule_ids()


def test_the_parsers_problems_are_selected_too() -> None:
    selection = make_selection(["unknown-field"])

    assert selection.wants(found("ASL011"))
    assert selection.rule_ids() == frozenset()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASL9999", 'there is no rule "ASL9999"; did you mean ASL'),
        ("missing-tarket", 'there is no rule "missing-tarket"; did you mean missing-target?'),
        ("Unknown-Feild", 'there is no rule "Unknown-Feild"; did you mean unknown-field?'),
        ("qqqqqq", 'there is no rule "qqqqqq"; `asltool rules` lists them'),
        ("", 'there is no rule ""; `asltool rules` lists them'),
    ],
)
def test_what_bears_no_such_name_is_told_with_the_nearest_one(text: str, message: str) -> None:
    with pytest.raises(UnknownRuleError) as error:
        make_selection([text])
    with pytest.raises(AsltoolError):
        make_selection(ignore=[text])

    assert str(error.value).startswith(message)
    assert str(error.value) == unknown_rule(text)


def test_severities_decide_what_is_advice_and_are_given_to_findings() -> None:
    selection = make_selection(severities={"ASL101": Severity.INFO, "ASL070": Severity.WARNING})

    assert not selection.wants(found("ASL101"))
    assert selection.wants(found("ASL070", Severity.INFO))
    source = SourceText("text", "machine.json")
    graded = selection.graded(finding_in(source, (0, 1), rule="ASL101"))
    assert graded.severity is Severity.INFO
    same = finding_in(source, (0, 1), rule="ASL103")
    assert selection.graded(same) is same


def test_what_is_wanted_besides_and_advice_are_added() -> None:
    assert make_selection(extend_select=["ASL070"]).wants(found("ASL070", Severity.INFO))
    assert make_selection(["ASL1"], extend_select=["ASL2"]).wants(found("ASL201"))
    assert make_selection(advice=True).wants(found("ASL070", Severity.INFO))
    assert not make_selection(["ASL1"], advice=True).wants(found("ASL070", Severity.INFO))
    assert not make_selection(ignore=["ASL2"], extend_select=["ASL2"]).wants(found("ASL201"))


def test_rules_to_run_follow_severities() -> None:
    on, off = (
        make_selection(severities={"ASL101": severity}) for severity in (Severity.ERROR, Severity.INFO)
    )

    assert "ASL101" in on.rule_ids()
    assert "ASL101" not in off.rule_ids()
