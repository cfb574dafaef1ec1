from __future__ import annotations

import pytest

from asltool.config.aws_table import AwsTable, read_aws_table
from asltool.errors import AsltoolError
from asltool.parse.value_reading import ValueReading
from asltool.source.pointer import ROOT
from asltool.source.toml_reader import read_toml


def table_of(text: str) -> AwsTable:
    document, problems = read_toml(text, "asltool.toml")
    assert document is not None, problems
    return read_aws_table(ValueReading(document, has_text=True), document.value, ROOT)


def test_an_empty_table_leaves_everything_to_boto3() -> None:
    assert table_of("") == AwsTable()


def test_everything_is_read() -> None:
    text = """\
region = "eu-west-1"
profile = "dev"
endpoint-url = "http://all:1"
endpoints = { logs = "http://logs:2", dynamodb = "http://db:3" }
"""

    assert table_of(text) == AwsTable(
        "eu-west-1", "dev", "http://all:1", (("cloudwatchlogs", "http://logs:2"), ("dynamodb", "http://db:3"))
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("region = 1", '1:10: "region" must be a text, not the number 1'),
        ('[endpoints]\ndynamo-db = "u"', 'AWS has no service "dynamo-db" (did you mean "dynamodb"?)'),
        ("endpoints = { s3 = 1 }", "s3 must be a text"),
        ('regions = "x"', 'has no member "regions" (did you mean "region"?)'),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(AsltoolError) as raised:
        table_of(text)

    assert message in str(raised.value)
