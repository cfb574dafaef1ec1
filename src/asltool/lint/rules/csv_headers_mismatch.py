"""ASL706: names of columns that are not used, or not given."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Map
from asltool.source.document import Part

_READER = """{"Type": "Map", "End": true,
    "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"},
        "ReaderConfig": {"InputType": "CSV", %s}},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}"""


@rule(
    "ASL706",
    on=Map,
    severity=Severity.WARNING,
    spec="map-state",
    since="0.1",
    needs=("ItemReader",),
    valid=(
        _READER % '"CSVHeaderLocation": "FIRST_ROW"',
        _READER % '"CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a", "b"]',
        _READER % '"CSVHeaderLocation": "${Location}", "CSVHeaders": ["a", "b"]',
    ),
    invalid=(
        Invalid(
            _READER % '"CSVHeaderLocation": "FIRST_ROW", «"CSVHeaders"»: ["a", "b"]',
            fixed=_READER % '"CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a", "b"]',
        ),
        Invalid(_READER % '«"CSVHeaders"»: ["a", "b"]'),
        Invalid(_READER % '"CSVHeaderLocation": «"GIVEN"»'),
        Invalid(_READER % '"CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a", "b", «"a"»]'),
    ),
)
def csv_headers_mismatch(state: Map, facts: Facts) -> Iterator[Mistake]:
    """`CSVHeaders` without `"CSVHeaderLocation": "GIVEN"`, the other way round, or with a name given twice.

    Why: only `"GIVEN"` takes the names of columns from `CSVHeaders`; `"FIRST_ROW"` takes them from the file.
    Names that are given twice, or are missing, make the Map fail (`States.ItemReaderFailed`).

    Instead: write both or neither, and each name once.
    """
    config = None if state.item_reader is None else state.item_reader.at / "ReaderConfig"
    settings = None if config is None else facts.value(config)
    if config is None or not isinstance(settings, dict) or facts.has_placeholder(config):
        return
    location, headers = settings.get("CSVHeaderLocation"), settings.get("CSVHeaders")
    if headers is not None and location != "GIVEN":
        message = '"CSVHeaders" counts with "CSVHeaderLocation": "GIVEN" only'
        yield Mistake(config / "CSVHeaders", message, part=Part.KEY)
    elif headers is None and location == "GIVEN":
        yield Mistake(config / "CSVHeaderLocation", '"GIVEN" needs the names of the columns in "CSVHeaders"')
    elif isinstance(headers, list):
        for index, name in enumerate(headers):
            if name in headers[:index]:
                yield Mistake(config / "CSVHeaders" / index, f'there are two columns named "{name}"')
