from __future__ import annotations

import json
import re

import pytest

from asltool.containers import container_problems
from asltool.containers.contents import MachineType
from asltool.lint import suppression_problems
from asltool.lint.linter import Options, lint_source
from asltool.lint.page import Page, definition_of, find_page, pages, sections, unknown_rule, without_marks
from asltool.lint.registry import all_rules
from asltool.lint.selection import make_selection
from asltool.parse.problems import PROBLEMS

PAGES = list(pages().values())


def options(page: Page) -> Options:
    type_: MachineType = "EXPRESS" if page.type == "EXPRESS" else "STANDARD"
    return Options(type_, make_selection([page.id]))


def test_there_is_a_page_for_each_problem_and_each_rule_in_the_order_of_their_ids() -> None:
    entries = (*PROBLEMS, *container_problems.PROBLEMS, *suppression_problems.PROBLEMS, *all_rules())
    assert list(pages()) == sorted(entry.id for entry in entries)
    assert len(pages()) == len(entries)
    assert all(id_ == page.id for id_, page in pages().items())


@pytest.mark.parametrize("text", ["ASL602", "asl602", "unknown-integration", "UNKNOWN-INTEGRATION"])
def test_a_page_is_found_by_id_or_name(text: str) -> None:
    page = find_page(text)

    assert page is not None
    assert page.id == "ASL602"


def test_a_page_is_not_found_by_the_beginning_of_its_id() -> None:
    assert find_page("ASL60") is None
    assert find_page("") is None


def test_what_bears_no_name_is_told_with_the_nearest_one() -> None:
    assert unknown_rule("missing-tarket") == 'there is no rule "missing-tarket"; did you mean missing-target?'
    assert unknown_rule("qqq") == 'there is no rule "qqq"; `asltool rules` lists them'


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_help_is_the_first_sentence_of_what_to_do(page: Page) -> None:
    assert page.help
    assert page.instead.startswith(page.help)
    assert re.search(r"[.?!]\s", page.help) is None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_examples_of_a_page_show_what_it_is_about(page: Page) -> None:
    for example, expected in ((page.failing, {page.id}), (page.fixed, set())):
        found = lint_source(definition_of(example), "example", options(page)).findings

        if example:
            assert {finding.rule for finding in found} == expected


def test_a_state_is_put_into_a_machine_of_its_own() -> None:
    assert json.loads(definition_of('{"Type": "Succeed"}')) == {
        "StartAt": "Example",
        "States": {"Example": {"Type": "Succeed"}},
    }
    assert definition_of('{"StartAt": "A"}') == '{"StartAt": "A"}'


def test_marks_are_taken_out() -> None:
    assert without_marks('{«"a"»: «"b"»}') == '{"a": "b"}'


def test_a_rules_page_comes_from_its_docstring_and_first_case() -> None:
    rule = next(rule for rule in all_rules() if rule.id == "ASL101")
    page = pages()["ASL101"]

    assert (page.summary, page.why, page.instead) == sections(rule)
    assert "\n" not in page.summary + page.why + page.instead
    assert page.failing == without_marks(rule.invalid[0].text)
    assert page.aws == rule.aws == "MISSING_TRANSITION_TARGET"


def test_a_case_without_a_repaired_form_is_shown_beside_a_valid_one() -> None:
    shown = {page.id: page.fixed for page in PAGES}

    for rule in all_rules():
        first = rule.valid[0]
        text = first if isinstance(first, str) else first.text
        assert shown[rule.id] == (rule.invalid[0].fixed or text)
