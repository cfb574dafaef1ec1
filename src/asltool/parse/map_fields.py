"""The parts of a Map state: item reader, item batcher, result writer, processor configuration, label."""

from __future__ import annotations

import re

from asltool.diagnostics import AwsDiagnostic
from asltool.expr.language import QueryLanguage
from asltool.expr.template import PayloadTemplate
from asltool.json_value import JsonValue
from asltool.model.map_fields import Amount, ItemBatcher, ItemReader, ProcessorConfig, ResultWriter
from asltool.parse.expressions import silent_template
from asltool.parse.field_problems import DUPLICATE_LABEL, INVALID_LABEL, MISSING_FIELD
from asltool.parse.fields import Values, read_object, report_empty
from asltool.parse.reading import KEY, Reading, aws_location, missing_failure, related
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

_FORBIDDEN_IN_LABEL = re.compile(r"[\s?*<>{}\[\]:;,\\|^~$#%&`\"\x00-\x1f\x7f-\x9f]")


def read_processor_config(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> ProcessorConfig | None:
    """Read `ProcessorConfig`: DISTRIBUTED needs an execution type."""
    values = read_object(reading, "ProcessorConfig", value, at, language)
    if values is None:
        return None
    mode = values.get("Mode", "INLINE")
    if mode == "DISTRIBUTED" and "ExecutionType" not in values:
        aws = missing_failure(["ExecutionType"], at)
        reading.report(MISSING_FIELD, '"DISTRIBUTED" needs "ExecutionType"', at, part=KEY, aws=aws)
    return ProcessorConfig(at, mode, values.get("ExecutionType"))


def read_item_reader(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> ItemReader | None:
    """Read `ItemReader`."""
    values = read_object(reading, "ItemReader", value, at, language)
    if values is None:
        return None
    max_items, config = values.get("ReaderConfig", (None, None))
    return ItemReader(at, values["Resource"], _arguments(values), config, max_items)


def read_reader_config(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> tuple[Amount | None, PayloadTemplate] | None:
    """Read `ReaderConfig`: the number of items, and the whole as a template."""
    values = read_object(reading, "ReaderConfig", value, at, language)
    if values is None:
        return None
    return amount(values, "MaxItems"), silent_template(value, language)


def read_item_batcher(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> ItemBatcher | None:
    """Read `ItemBatcher`."""
    values = read_object(reading, "ItemBatcher", value, at, language)
    if values is None:
        return None
    return ItemBatcher(
        at,
        values.get("BatchInput"),
        amount(values, "MaxItemsPerBatch"),
        amount(values, "MaxInputBytesPerBatch"),
    )


def read_result_writer(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> ResultWriter | None:
    """Read `ResultWriter`: a resource needs the arguments that say where to write."""
    values = read_object(reading, "ResultWriter", value, at, language)
    if values is None:
        return None
    arguments = _arguments(values)
    if ("Resource" in values) != (arguments is not None):
        field = "Arguments" if language.name == "JSONata" else "Parameters"
        missing = field if "Resource" in values else "Resource"
        aws = missing_failure([missing], at)
        message = f'a result writer with one of "Resource" and "{field}" needs "{missing}" too'
        reading.report(MISSING_FIELD, message, at, part=KEY, aws=aws)
    form = values.get("WriterConfig") or Values()
    return ResultWriter(
        at, values.get("Resource"), arguments, form.get("Transformation"), form.get("OutputType")
    )


def read_writer_config(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> Values | None:
    """Read `WriterConfig`."""
    return read_object(reading, "WriterConfig", value, at, language)


def check_label(reading: Reading, label: str, at: Pointer) -> None:
    """Report what is wrong with a Map's `Label`, which is at *at*."""
    if not label:
        report_empty(reading, "Label", at)
    elif is_placeholder(label):
        return
    elif found := _FORBIDDEN_IN_LABEL.search(label):
        aws = AwsDiagnostic("INVALID_LABEL_NAME", f"Invalid label name: {label}", aws_location(at))
        message = f'"Label" must not contain {found.group()!r}'
        reading.report(INVALID_LABEL, message, at, inner=found.span(), aws=aws)
    first = reading.label_places.setdefault(label, at)
    if first is not at:
        aws = AwsDiagnostic("DUPLICATE_LABEL_NAME", f"Duplicate label name: {label}", aws_location(at))
        message = f'the label "{label}" is already used'
        reading.report(DUPLICATE_LABEL, message, at, related=(related(first, "used here first"),), aws=aws)


def amount(values: Values, name: str) -> Amount | None:
    """Give a field's value, or else the path of its `...Path` form; None if there is neither."""
    value: Amount | None = values.get(name)
    return values.get(name + "Path") if value is None else value


def _arguments(values: Values) -> PayloadTemplate | None:
    arguments: PayloadTemplate | None = values.get("Parameters") or values.get("Arguments")
    return arguments
