from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from asltool.config.config import Config
from asltool.config.lint_options import is_excluded, options_for
from asltool.config.lint_table import Allow, LintTable
from asltool.diagnostics import Severity
from asltool.lint.asked import Asked
from asltool.lint.linter import lint_source

MACHINE = json.dumps(
    {
        "StartAt": "A",
        "States": {
            "A": {"Type": "Pass", "Parameters": {"a": "$.a"}, "Next": "Gone"},
            "AB": {"Type": "Pass", "Parameters": {"b": "$.b"}, "End": True},
        },
    }
)
"""Without settings: ASL101, ASL103, and ASL201 in both states."""


def config(**fields: Any) -> Config:
    return Config(Path("/project/asltool.toml"), LintTable(**fields))


def allow(**fields: Any) -> Config:
    entry = Allow(frozenset({"ASL201"}), "r", fields.pop("files", "**"), None, "", "asltool.toml:3:3")
    values = {
        name: getattr(entry, name) for name in ("rules", "reason", "files", "state", "pointer", "place")
    }
    return config(allow=(Allow(**{**values, **fields}),))


def rules(settings: Config, file: str = "/project/m/a.json", asked: Asked = Asked()) -> list[str]:  # noqa: B008
    return [each.rule for each in lint_source(MACHINE, file, options_for(file, asked, settings)).findings]


def test_settings_select_extend_and_ignore() -> None:
    assert rules(config(select=("ASL2",))) == ["ASL201", "ASL201"]
    assert rules(config(select=("ASL2",), extend_select=("ASL101",))) == ["ASL201", "ASL101", "ASL201"]
    assert rules(config(ignore=("ASL2",))) == ["ASL101", "ASL103"]
    assert rules(config(off=frozenset({"ASL201", "ASL101"}))) == ["ASL103"]


def test_rules_that_are_asked_for_outweigh_the_settings() -> None:
    settings = config(select=("ASL2",), ignore=("ASL103",), off=frozenset({"ASL101"}))

    assert rules(settings, asked=Asked(select=("ASL1",))) == ["ASL101", "ASL103"]
    assert rules(settings, asked=Asked(ignore=("ASL2",))) == []


def test_rules_are_left_out_in_some_files() -> None:
    settings = config(per_file_ignores=(("m/*.json", frozenset({"ASL201"})), ("x/**", frozenset({"ASL101"}))))

    assert rules(settings) == ["ASL101", "ASL103"]
    assert rules(settings, asked=Asked(select=("ASL201",))) == []
    assert rules(settings, "/project/x/a.json") == ["ASL201", "ASL103", "ASL201"]


def test_severities_are_changed_in_findings() -> None:
    settings = config(severities=(("ASL201", Severity.ERROR), ("ASL103", Severity.INFO)))
    found = lint_source(MACHINE, "a.json", options_for("/project/a.json", Asked(), settings)).findings

    assert [(each.rule, each.severity) for each in found] == [
        ("ASL201", Severity.ERROR),
        ("ASL101", Severity.ERROR),
        ("ASL201", Severity.ERROR),
    ]
    assert "ASL103" in rules(settings, asked=Asked(advice=True))


def test_advice_comes_on_demand() -> None:
    text = MACHINE.replace('"Type": "Pass"', '"Type": "Pass", "Comment": "asltool:allow ASL204 -- x"', 1)
    for settings, asked in (
        (config(advice=True), Asked()),
        (config(), Asked(advice=True)),
    ):
        found = lint_source(
            text.replace("ASL204", "ASL305"), "a", options_for("/project/a", asked, settings)
        ).findings
        assert "ASL070" in [each.rule for each in found]


def test_the_type_is_that_of_the_file_unless_it_is_asked_for() -> None:
    settings = config(express=("fast/**",))

    assert options_for("/project/fast/a.json", Asked(), settings).type == "EXPRESS"
    assert options_for("/project/fast/a.json::Pay", Asked(), settings).type == "EXPRESS"
    assert options_for("/project/slow/a.json", Asked(), settings).type == "STANDARD"
    assert options_for("/project/fast/a.json", Asked(type="STANDARD"), settings).type == "STANDARD"


def test_standard_input_is_no_file_of_the_project() -> None:
    assert options_for("<stdin>", Asked(), config(express=("*.json",))).type == "STANDARD"


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        (allow(), []),
        (allow(files="m/*.json"), []),
        (allow(files="x/*.json"), ["a", "b"]),
        (allow(state="A"), ["b"]),
        (allow(state="AB"), ["a"]),
        (allow(pointer="/States/A"), ["b"]),
        (allow(pointer="/States/A/Parameters/a"), ["b"]),
        (allow(pointer="/States/A/Parameters", state="AB"), ["a", "b"]),
    ],
)
def test_a_rule_is_let_pass_at_its_place(settings: Config, left: list[str]) -> None:
    findings = lint_source(MACHINE, "a", options_for("/project/m/a.json", Asked(), settings)).findings

    assert [each.message[1] for each in findings if each.rule == "ASL201"] == left


def test_what_is_let_pass_in_a_single_file_and_is_not_there_is_reported() -> None:
    asked = Asked(select=("ASL070",))
    settings = allow(files="m/a.json", state="Nowhere")
    (finding,) = lint_source(MACHINE, "a", options_for("/project/m/a.json", asked, settings)).findings

    assert finding.message == "asltool.toml:3:3 allows ASL201 where it finds nothing"
    assert rules(allow(files="m/*.json", state="Nowhere"), asked=asked) == []


def test_what_is_excluded_is_told_by_its_path_from_the_settings() -> None:
    settings = config(exclude=("cdk.out", "old/*.json"))

    assert is_excluded("/project/x/cdk.out/a.json", settings)
    assert is_excluded("/project/old/a.json", settings)
    assert not is_excluded("/project/new/a.json", settings)
