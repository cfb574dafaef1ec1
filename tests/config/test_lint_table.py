from __future__ import annotations

import pytest

from asltool.config.lint_table import Allow, LintTable, read_lint_table
from asltool.diagnostics import Severity
from asltool.errors import AsltoolError
from asltool.parse.value_reading import ValueReading
from asltool.source.pointer import ROOT
from asltool.source.toml_reader import read_toml


def table_of(text: str) -> LintTable:
    document, problems = read_toml(text, "asltool.toml")
    assert document is not None, problems
    reading = ValueReading(document, has_text=True)
    return read_lint_table(reading, document.value, ROOT)


def test_an_empty_table_changes_nothing() -> None:
    assert table_of("") == LintTable()


def test_everything_is_read() -> None:
    table = table_of(
        """\
select = ["ASL1", "missing-dollar-suffix"]
extend-select = ["ASL070"]
ignore = ["ASL103"]
advice = true
express = ["fast/**"]
exclude = ["cdk.out"]
baseline = "known.json"
per-file-ignores = { "old/*.json" = ["unreachable-state"] }

[[allow]]
rule = "missing-dollar-suffix"
files = "a/b.json"
state = "Pay"
at = "/States/Pay/Parameters"
reason = "shown as it is"
"""
    )

    assert table == LintTable(
        select=("ASL1", "missing-dollar-suffix"),
        extend_select=("ASL070",),
        ignore=("ASL103",),
        per_file_ignores=(("old/*.json", frozenset({"ASL103"})),),
        advice=True,
        express=("fast/**",),
        exclude=("cdk.out",),
        baseline="known.json",
        allow=(
            Allow(
                frozenset({"ASL201"}),
                "shown as it is",
                "a/b.json",
                "Pay",
                "/States/Pay/Parameters",
                "asltool.toml:10:3",
            ),
        ),
    )


def test_severities_of_single_rules_outweigh_those_of_families() -> None:
    table = table_of('severity = { missing-target = "info", ASL10 = "off", ASL1 = "warning" }')

    severities = dict(table.severities)
    assert severities["ASL101"] is Severity.INFO
    assert "ASL102" in table.off
    assert not table.off & severities.keys()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selec = ["ASL1"]', '1:1: "lint" has no member "selec" (did you mean "select"?): it has "select", '),
        ('select = "ASL1"', '1:10: "select" must be an array of texts, not the text "ASL1"'),
        ('select = ["ASL1",\n "ASL999"]', '2:2: there is no rule "ASL999"; did you mean ASL'),
        (
            'ignore = ["missing-targt"]',
            '1:11: there is no rule "missing-targt"; did you mean missing-target?',
        ),
        (
            '[severity]\nASL101 = "fatal"',
            '2:10: a severity must be "error", "warning", "info" or "off", not ',
        ),
        ('[severity]\nASL101x = "error"', '2:1: there is no rule "ASL101x"; did you mean ASL101?'),
        ('[per-file-ignores]\n"*.json" = ["x"]', '2:13: there is no rule "x"; `asltool rules` lists them'),
        ('advice = "yes"', '1:10: "advice" must be true or false, not the text "yes"'),
        ("baseline = 1", '1:12: "baseline" must be a text, not the number 1'),
        ('allow = { rule = "ASL201" }', '1:1: "allow" must be an array of tables: [[lint.allow]]'),
        ('[[allow]]\nrule = "ASL201"', '1:3: an entry of "allow" needs a "reason"'),
        ('[[allow]]\nrule = "ASL201"\nreason = ""', '1:3: an entry of "allow" needs a "reason"'),
        ('[[allow]]\nreason = "r"', '1:3: an entry of "allow" needs a "rule"'),
        (
            '[[allow]]\nrule = "ASL201"\nreason = "r"\nfile = "x"',
            '4:1: an entry of "allow" has no member "file" (did',
        ),
        (
            '[[allow]]\nrule = "ASL201"\nreason = "r"\nat = "States/A"',
            '4:6: "at" must be a JSON Pointer, such as',
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, message: str) -> None:
    with pytest.raises(AsltoolError) as raised:
        table_of(text)

    assert str(raised.value).startswith(f"asltool.toml:{message}")
