"""The schema of the settings, for editors, and the reader of the settings hold the same."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from asltool.config import aws_table, config, lint_table
from asltool.config.config import read_config
from asltool.errors import AsltoolError
from asltool.resources import schema_path

SCHEMA = json.loads(schema_path("config.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)
LINT = SCHEMA["properties"]["lint"]
ALLOW = LINT["properties"]["allow"]["items"]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


def test_both_know_the_same_members() -> None:
    assert set(SCHEMA["properties"]) == set(config.MEMBERS)
    assert set(LINT["properties"]) == set(lint_table.MEMBERS)
    assert set(SCHEMA["properties"]["aws"]["properties"]) == set(aws_table.MEMBERS)
    assert set(ALLOW["properties"]) == set(lint_table.ALLOW_MEMBERS)
    assert set(LINT["properties"]["severity"]["additionalProperties"]["enum"]) == set(lint_table.SEVERITIES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lint.advice = true",
        'lint.select = ["ASL1"]\nlint.extend-select = []\nlint.ignore = ["missing-target"]',
        'lint.per-file-ignores = {"*.json" = ["ASL1"]}\nlint.severity = {ASL101 = "off"}',
        'lint.express = ["a"]\nlint.exclude = ["b"]\nlint.baseline = "c"',
        '[[lint.allow]]\nrule = "ASL101"\nreason = "r"\nfiles = "f"\nstate = "s"\nat = "/States"',
        '[[lint.allow]]\nrule = "ASL101"\nreason = "r"\nat = ""',
        '[aws]\nregion = "r"\nprofile = "p"\nendpoint-url = "u"\nendpoints = {s3 = "u"}',
    ],
)
def test_both_take_what_is_right(text: str, tmp_path: Path) -> None:
    file = tmp_path / "asltool.toml"
    file.write_text(text)

    assert list(VALIDATOR.iter_errors(tomllib.loads(text))) == []
    assert read_config(file)


@pytest.mark.parametrize(
    "text",
    [
        "lint = 1",
        "aws.region = 1",
        "aws.endpoints = {s3 = 1}",
        "lnt.advice = true",
        "lint.advise = true",
        "lint.advice = 1",
        'lint.select = "ASL1"',
        "lint.ignore = [1]",
        'lint.per-file-ignores = {"*.json" = "ASL1"}',
        'lint.severity = {ASL101 = "fatal"}',
        "lint.severity = []",
        "lint.baseline = []",
        "lint.allow = {}",
        "[[lint.allow]]\nrule = 'ASL101'",
        "[[lint.allow]]\nreason = 'r'",
        "[[lint.allow]]\nrule = 'ASL101'\nreason = ''",
        "[[lint.allow]]\nrule = 'ASL101'\nreason = 'r'\nfile = 'f'",
        "[[lint.allow]]\nrule = 'ASL101'\nreason = 'r'\nat = 'States'",
        "[[lint.allow]]\nrule = 'ASL101'\nreason = 1",
    ],
)
def test_both_refuse_what_is_wrong(text: str, tmp_path: Path) -> None:
    file = tmp_path / "asltool.toml"
    file.write_text(text)

    assert list(VALIDATOR.iter_errors(tomllib.loads(text)))
    with pytest.raises(AsltoolError, match=r"asltool\.toml:\d+:\d+: "):
        read_config(file)
