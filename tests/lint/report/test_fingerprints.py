from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.report.fingerprints import identify
from asltool.lint.report.formats import renderer
from asltool.lint.report.setting import Setting
from linting import linted

MACHINE: dict[str, Any] = {
    "StartAt": "Ask",
    "States": {
        "Ask": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.a", "IsPresent": True, "Next": "Gone"},
                {"Variable": "$.b", "IsPresent": True, "Next": "Lost"},
            ],
            "Default": "Gone",
        }
    },
}


def fingerprints(text: str, name: str = "machine.json", root: str = os.curdir) -> dict[str, str]:
    """Give the fingerprints of a text's findings, by the text that each is about."""
    result = lint_source(text, name, Options())
    found = list(identify([result], root))
    assert len({each.fingerprint for each in found}) == len(found)
    return {f"{each.finding.rule} {each.finding.pointer}": each.fingerprint for each in found}


def test_lines_and_blanks_change_nothing() -> None:
    dense, spread = (fingerprints(json.dumps(MACHINE, indent=indent)) for indent in (None, 4))

    assert len(dense) == 4
    assert dense == spread


def test_states_before_and_elements_before_change_nothing() -> None:
    before = set(fingerprints(json.dumps(MACHINE)).values())
    grown = json.loads(json.dumps(MACHINE))
    grown["States"] = {
        "First": {"Type": "Pass", "Next": "Ask"},
        **grown["States"],
        "End": {"Type": "Succeed"},
    }
    grown["States"]["Ask"]["Choices"].insert(0, {"Variable": "$.z", "IsPresent": True, "Next": "End"})
    grown["StartAt"] = "First"

    after = set(fingerprints(json.dumps(grown, indent=1)).values())

    assert after < before
    assert len(after) == 3, "all but the missing end, which is mended"


def test_the_message_has_no_part_in_it() -> None:
    one, other = (next(identify([linted("text", (0, 4), message=text)], ".")) for text in ("a", "b"))

    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize(
    "changed", [{"rule": "ASL103"}, {"pointer": "/States"}, {"name": "other.json"}, {"text": "TEXT"}]
)
def test_file_rule_way_and_text_have(changed: dict[str, Any]) -> None:
    given: dict[str, Any] = {"text": "text", "pointer": "", "rule": "ASL101", "name": "machine.json"}
    one, other = (
        next(identify([linted(kind.pop("text"), (0, 4), **kind)], "."))
        for kind in (dict(given), {**given, **changed})
    )

    assert one.fingerprint != other.fingerprint


def test_what_repeats_is_counted() -> None:
    found = [each.fingerprint for each in identify([linted("a a a", (0, 1), (2, 3), (4, 5))], ".")]
    fewer = [each.fingerprint for each in identify([linted("a a", (0, 1), (2, 3))], ".")]

    assert len(set(found)) == 3
    assert found[:2] == fewer


def test_what_stands_inside_an_object_has_no_part_in_it() -> None:
    one, other = (
        next(identify([linted(text, (0, len(text)), pointer="/States/A")], "."))
        for text in ('{"Type": "Pass"}', '{\n"Type":\n"Fail"}')
    )

    assert one.fingerprint == other.fingerprint


def test_a_file_is_the_same_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = json.dumps(MACHINE)

    assert (
        fingerprints(text, "m/a.json")
        == fingerprints(text, "./m/../m/a.json")
        == fingerprints(text, str(tmp_path / "m" / "a.json"))
        == fingerprints(text, "m/a.json", str(tmp_path))
    )
    assert fingerprints(text, "m/a.json", str(tmp_path / "m")) == fingerprints(text, "a.json")


def test_half_a_surrogate_pair_can_be_a_part_of_it() -> None:
    assert next(identify([linted("\ud800", (0, 1))], ".")).fingerprint


def test_a_text_that_was_not_read_has_fingerprints_too() -> None:
    assert next(identify([Linted("m", None, linted("", (0, 0)).findings)], ".")).fingerprint


def test_every_format_that_has_fingerprints_has_the_same() -> None:
    results = [lint_source(json.dumps(MACHINE), "machine.json", Options())]
    reports = {
        name: json.loads(renderer(name)(results, Setting("1"))) for name in ("json", "sarif", "gitlab")
    }

    told = [each["fingerprint"] for each in reports["json"]["findings"]]

    assert told == [each["fingerprint"] for each in reports["gitlab"]]
    assert told == [
        each["partialFingerprints"]["asltool/v1"] for each in reports["sarif"]["runs"][0]["results"]
    ]
