from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from syrupy.assertion import SnapshotAssertion

from asltool.diagnostics import RelatedPlace, Severity
from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.page import definition_of, pages
from asltool.lint.report.sarif import render
from asltool.lint.report.setting import Setting
from linting import AS_WRITTEN, linted, repair

SETTING = Setting("1.2.3")
EVERY_PAGE = [
    lint_source(definition_of(page.failing), f"{page.id}.json", Options()) for page in pages().values()
]


SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft4Validator(SCHEMA, format_checker=FormatChecker())


def run_of(*results: Linted) -> Any:
    """Give the one run of a log, once it is checked against the schema of the standard."""
    log = json.loads(render(results, SETTING))
    VALIDATOR.validate(log)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run


def check_region(region: dict[str, int]) -> None:
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert all(isinstance(number, int) and number >= 1 for number in region.values())
    assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def check_location(location: dict[str, Any], uris: set[str]) -> None:
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uri"] in uris
    check_region(place["region"])


def check_result(result: dict[str, Any], rules: list[dict[str, Any]], uris: set[str]) -> None:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note")
    assert result["message"]["text"]
    assert len(result["locations"]) == 1
    for location in (*result["locations"], *result.get("relatedLocations", ())):
        check_location(location, uris)
    for fix in result.get("fixes", ()):
        assert fix["description"]["text"]
        for change in fix["artifactChanges"]:
            assert change["artifactLocation"]["uri"] in uris
            assert change["replacements"], "the standard asks for one at least"
            for replacement in change["replacements"]:
                check_region(replacement["deletedRegion"])
                assert isinstance(replacement["insertedContent"]["text"], str)


def test_logs_have_what_the_standard_asks_for() -> None:
    run = run_of(*EVERY_PAGE)
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]

    assert (driver["name"], driver["semanticVersion"]) == ("asltool", "1.2.3")
    assert run["columnKind"] == "unicodeCodePoints"
    assert ids == sorted(set(ids))
    for rule in driver["rules"]:
        assert rule["name"].isalnum()
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help"))
    uris = {artifact["location"]["uri"] for artifact in run["artifacts"]}
    assert len(run["results"]) == sum(len(result.findings) for result in EVERY_PAGE)
    for result in run["results"]:
        check_result(result, driver["rules"], uris)


def test_a_whole_log(snapshot: SnapshotAssertion) -> None:
    result = lint_source(AS_WRITTEN.read_text(encoding="utf-8"), "machines/workflow.asl.json", Options())

    assert render([result], SETTING) == snapshot


def test_fixes_are_what_the_edits_do() -> None:
    run = run_of(linted("one\ntwo", (4, 5), fix=repair((3, 4, " "), (4, 7, "2"))))

    (fix,) = run["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]

    assert [(each["deletedRegion"], each["insertedContent"]["text"]) for each in change["replacements"]] == [
        ({"startLine": 1, "startColumn": 4, "endLine": 2, "endColumn": 1}, " "),
        ({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4}, "2"),
    ]


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")]
)
def test_severities_are_levels(severity: Severity, level: str) -> None:
    assert run_of(linted("text", (0, 1), severity=severity))["results"][0]["level"] == level


def test_places_that_belong_to_it_and_the_pointer_are_given() -> None:
    related = (RelatedPlace("the first one", "/a", 1, 1, 1, 2),)

    (result,) = run_of(linted("text", (0, 1), related=related, pointer="/States/A"))["results"]

    assert result["relatedLocations"][0]["message"] == {"text": "the first one"}
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/States/A"}]


def test_the_root_has_no_logical_place() -> None:
    assert "logicalLocations" not in run_of(linted("text", (0, 1)))["results"][0]["locations"][0]


def test_files_are_uris(tmp_path: Path) -> None:
    names = ["folder/a b%.json", "<stdin>", str(tmp_path / "é.json")]

    artifacts = run_of(*(Linted(name, None, ()) for name in names))["artifacts"]

    assert [artifact["location"]["uri"] for artifact in artifacts] == [
        "folder/a%20b%25.json",
        "%3Cstdin%3E",
        (tmp_path / "é.json").as_uri(),
    ]


def test_a_log_without_findings_has_an_empty_list_of_results() -> None:
    run = run_of(Linted("clean.json", None, ()))

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
