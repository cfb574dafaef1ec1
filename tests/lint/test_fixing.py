from __future__ import annotations

import json
from difflib import SequenceMatcher
from timeit import timeit
from typing import Any

import pytest
import yaml
from hypothesis import given

from asltool.diagnostics import Fix
from asltool.lint import fixing
from asltool.lint.fixing import apply_fixes, fix_text
from asltool.lint.linter import Options, lint_source
from asltool.lint.page import definition_of, without_marks
from asltool.lint.registry import all_rules
from asltool.lint.selection import make_selection
from asltool.source.edits import Edit, apply_edits
from asltool.source.text import SourceText
from linting import AS_WRITTEN, ASTRAY, finding_in, repair
from machine_strategies import Drawing, machines, st

TEXT = "abcdef"
SOURCE = SourceText(TEXT, "machine.json")


def fixed_with(*fixes: Fix | None) -> tuple[str, int]:
    return apply_fixes(TEXT, [finding_in(SOURCE, (0, 1), fix=fix) for fix in fixes])


def test_two_of_the_three_mistakes_are_repaired_and_every_other_byte_stays() -> None:
    written = AS_WRITTEN.read_text(encoding="utf-8")

    fixed = fix_text(written, "workflow.asl.json", Options())

    assert fixed.count == 2
    assert [finding.rule for finding in fixed.linted.findings] == ["ASL606"]
    assert fixed.text == written.replace(
        "arn:aws:states:::s3:putObject", "arn:aws:states:::aws-sdk:s3:putObject"
    ).replace('"Key":', '"Key.$":')


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_line_ends_and_the_byte_order_mark_stay(line_end: str) -> None:
    written = "\ufeff" + AS_WRITTEN.read_text(encoding="utf-8").replace("\n", line_end)

    fixed = fix_text(written, "workflow.asl.json", Options()).text

    assert fixed.startswith("\ufeff{" + line_end)
    assert fixed.count(line_end) == written.count(line_end)
    assert fixed.replace(".$", "") == written.replace(":::s3", ":::aws-sdk:s3").replace(".$", "")


def test_what_is_repaired_stays_as_it_is() -> None:
    once = fix_text(AS_WRITTEN.read_text(encoding="utf-8"), "workflow.asl.json", Options())
    again = fix_text(once.text, "workflow.asl.json", Options())

    assert (again.text, again.count) == (once.text, 0)
    assert again.linted.findings == once.linted.findings


def test_only_what_is_asked_for_is_repaired() -> None:
    written = AS_WRITTEN.read_text(encoding="utf-8")

    fixed = fix_text(written, "workflow.asl.json", Options(selection=make_selection(["ASL2"])))

    assert fixed.text == written.replace('"Key":', '"Key.$":')
    assert fixed.count == 1
    assert fixed.linted.findings == ()


def test_a_text_without_anything_to_repair_stays() -> None:
    text = json.dumps(ASTRAY)

    fixed = fix_text(text, "machine.json", Options())

    assert (fixed.text, fixed.count) == (text, 0)
    assert len(fixed.linted.findings) == 2


def test_a_text_that_is_no_definition_stays() -> None:
    assert fix_text('{"StartAt"', "machine.json", Options()).text == '{"StartAt"'


def test_yaml_is_repaired_too() -> None:
    text = "StartAt: A  # first\nStates:\n  A:\n    Type: Fail\n    Error: $.error  # why\n"

    fixed = fix_text(text, "machine.yaml", Options())

    assert fixed.text == text.replace("Error:", "ErrorPath:")


def test_fixes_are_applied_together() -> None:
    assert fixed_with(repair((4, 5, "E")), repair((0, 1, "A"), (2, 3, ""))) == ("AbdEf", 2)


def test_a_fix_that_overlaps_with_an_earlier_one_is_left_out_whole() -> None:
    assert fixed_with(repair((0, 3, "X")), repair((2, 4, "Y"), (5, 6, "Z")), repair((5, 6, "W"))) == (
        "XdeW",
        2,
    )


def test_thousands_of_mistakes_are_repaired_at_once() -> None:
    fixes = [repair((number, number, "x")) for number in range(5_000)]
    source = SourceText("-" * 5_000, "machine.json")
    findings = [finding_in(source, (0, 1), fix=fix) for fix in fixes]

    assert timeit(lambda: apply_fixes(source.text, findings), number=1) < 1
    assert apply_fixes(source.text, findings) == ("x-" * 5_000, 5_000)


def test_fixes_that_are_not_safe_are_not_applied() -> None:
    assert fixed_with(repair((0, 1, "A"), safe=False), None) == (TEXT, 0)


def test_the_same_edit_in_two_fixes_is_made_once() -> None:
    assert fixed_with(repair((0, 0, "X")), repair((0, 0, "X"))) == ("Xabcdef", 2)


def test_repairing_stops_even_if_there_were_no_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixing, "_MOST_ROUNDS", 1)

    fixed = fix_text(AS_WRITTEN.read_text(encoding="utf-8"), "workflow.asl.json", Options())

    assert fixed.count == 2
    assert [finding.rule for finding in fixed.linted.findings] == ["ASL606"]


edits = st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["", "X", "Y"])).map(
    lambda edit: (min(edit[:2]), max(edit[:2]), edit[2])
)


@given(st.lists(edits, max_size=6))
def test_as_many_fixes_are_made_as_fit_beside_the_earlier_ones(planned: list[tuple[int, int, str]]) -> None:
    made: list[Edit] = []
    for start, end, text in planned:
        _, skipped = apply_edits(TEXT, [*made, Edit(start, end, text)])
        if not skipped:
            made.append(Edit(start, end, text))

    assert fixed_with(*map(repair, planned)) == (apply_edits(TEXT, made)[0], len(made))


@st.composite
def unmarked_definitions(draw: Drawing) -> str:
    """Give definitions in which some keys have lost their suffix `.$`."""
    text = json.dumps(draw(machines()), indent=draw(st.sampled_from([None, 1, 4])))
    return text.replace('.$"', '"', draw(st.integers(0, 3)))


@given(unmarked_definitions())
def test_repairing_comes_to_an_end_and_leaves_nothing_to_repair(text: str) -> None:
    fixed = fix_text(text, "machine.json", Options())

    assert not any(
        finding.fix is not None and finding.fix.safe and finding.fix.edits
        for finding in lint_source(fixed.text, "machine.json", Options()).findings
    )
    assert len(json.loads(fixed.text)["States"]) == len(json.loads(text)["States"])


FIXABLE = [
    pytest.param(definition_of(without_marks(case.text)), case.type, id=f"{rule.id}-{number}")
    for rule in all_rules()
    for number, case in enumerate(rule.invalid)
    if case.fixed is not None
]
"""The cases of all rules that can be put right, by a fix or by hand."""

JSON_LAYOUTS = [
    {"indent": "\t", "separators": (" ,", " : ")},
    {"separators": (",", ":")},
    {"indent": 3, "ensure_ascii": True},
]


def all_fixed(text: str, type_: str, name: str) -> str:
    """Give a text with every fix made, once it is shown that there is no more to fix."""
    options = Options("EXPRESS" if type_ == "EXPRESS" else "STANDARD", make_selection(["ASL"]))
    once = fix_text(text, name, options, unsafe=True)
    again = fix_text(once.text, name, options, unsafe=True)
    assert (again.text, again.count) == (once.text, 0)
    return once.text


def kept_lines(before: str, after: str) -> bool:
    """Tell whether the lines that both begin and end with are all but a few of the shorter one."""
    first, second = before.splitlines(), after.splitlines()
    matched = sum(
        block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    )
    return matched >= min(len(first), len(second)) - 12


@pytest.mark.parametrize("layout", JSON_LAYOUTS, ids=str)
@pytest.mark.parametrize(("text", "type_"), FIXABLE)
def test_every_fix_means_the_same_however_the_json_is_laid_out(
    text: str, type_: str, layout: dict[str, Any]
) -> None:
    try:
        value = json.loads(text)
    except ValueError:
        return
    laid_out = json.dumps(value, **layout)

    fixed = all_fixed(laid_out, type_, "machine.json")

    assert json.loads(fixed) == json.loads(all_fixed(json.dumps(value), type_, "machine.json"))
    assert kept_lines(laid_out, fixed)


@pytest.mark.parametrize(("text", "type_"), FIXABLE)
def test_every_fix_means_the_same_in_yaml(text: str, type_: str) -> None:
    try:
        value = json.loads(text)
    except ValueError:
        return
    written = "# kept\n" + yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1_000)

    fixed = all_fixed(written, type_, "machine.yaml")

    plain = all_fixed(json.dumps(value), type_, "machine.json")
    assert fixed.startswith("# kept\n")
    assert kept_lines(written, fixed)
    if fixed != written or plain == json.dumps(value):
        assert yaml.safe_load(fixed) == json.loads(plain)
