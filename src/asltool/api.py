"""The library: load, check and repair definitions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from asltool.config.config import read_config
from asltool.config.lint_options import options_for
from asltool.containers.contents import MachineType
from asltool.definition import read_definition
from asltool.diagnostics import Finding, InvalidDefinition, Severity
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.asked import Asked
from asltool.lint.data_flow.inputs import execution_input
from asltool.lint.data_flow.shapes import UNKNOWN, Shape
from asltool.lint.fixing import fix_text
from asltool.lint.linter import (
    Linted,
    Options,
    as_engine_looks,
    lint_document,
    lint_file,
    lint_source,
)
from asltool.model.machine import StateMachine
from asltool.source.document import Document

_TEXT = "<string>"
_VALUE = "<value>"


def lint(
    definition: str | Path | JsonObject,
    *,
    type: MachineType | None = None,  # noqa: A002 - the name that AWS gives it
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    config: str | Path | None = None,
    input_schema: JsonObject | None = None,
    input_example: JsonValue = None,
) -> list[Finding]:
    """Give what is wrong with a definition.

    Args:
        definition: The path of a file with one or several definitions, `FILE::NAME` for one of several; or a
            definition as a Python value. Findings in a value point into the text that
            `json.dumps(value, indent=2)` gives.
        type: The type that the state machine is created with, "STANDARD" or "EXPRESS"; None for what the
            settings say, "STANDARD" without any.
        select: Look for these rules only: ids, beginnings of ids, names. Empty for all but advice.
        ignore: Leave these rules out.
        config: The settings, asltool.toml or pyproject.toml; None for none: they are never searched for.
        input_schema: A JSON Schema of the input that executions get.
        input_example: An input: names in it are there, and of the same types, in every other one, too.

    Raises:
        UnreadableFileError: The file cannot be read.
        UnknownRuleError: A rule does not exist.
        AsltoolError: There are both a schema and an example of the input, or the schema is none.
    """
    name = _VALUE if isinstance(definition, dict) else str(definition)
    known = execution_input(input_schema, input_example)
    options = _options(name, type, select, ignore, config, known)
    if isinstance(definition, dict):
        document = Document.from_value(definition)
        return list(lint_document(document.name, document, [], options).findings)
    return [finding for linted in lint_file(definition, options) for finding in linted.findings]


def lint_text(
    text: str,
    *,
    type: MachineType | None = None,  # noqa: A002 - the name that AWS gives it
    name: str = _TEXT,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    config: str | Path | None = None,
    input_schema: JsonObject | None = None,
    input_example: JsonValue = None,
) -> list[Finding]:
    """Give what is wrong with the definition that *text* is, JSON or YAML.

    Args:
        text: The definition.
        type: The type that the state machine is created with, "STANDARD" or "EXPRESS"; None for what the
            settings say, "STANDARD" without any.
        name: The name of the text in findings; one that ends in .json, .yaml or .yml decides the language.
        select: Look for these rules only: ids, beginnings of ids, names. Empty for all but advice.
        ignore: Leave these rules out.
        config: The settings, asltool.toml or pyproject.toml; None for none: they are never searched for.
        input_schema: A JSON Schema of the input that executions get.
        input_example: An input: names in it are there, and of the same types, in every other one, too.

    Raises:
        UnknownRuleError: A rule does not exist.
        AsltoolError: There are both a schema and an example of the input, or the schema is none.
    """
    known = execution_input(input_schema, input_example)
    return list(lint_source(text, name, _options(name, type, select, ignore, config, known)).findings)


def fix(
    text: str,
    *,
    type: MachineType | None = None,  # noqa: A002 - the name that AWS gives it
    name: str = _TEXT,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    unsafe: bool = False,
    config: str | Path | None = None,
) -> tuple[str, list[Finding]]:
    """Give *text* with everything repaired that can be repaired safely, and the findings that are left.

    Everything that no fix is about stays character for character. All other arguments, and the errors, are
    those of `lint_text`.

    Args:
        text: The definition.
        type: The type that the state machine is created with; None as in `lint_text`.
        name: The name of the text in findings.
        select: Repair what these rules find, only.
        ignore: Leave these rules out.
        unsafe: Whether to apply the fixes, too, after which the machine may do something else.
        config: The settings; None for none.
    """
    fixed = fix_text(text, name, _options(name, type, select, ignore, config), unsafe=unsafe)
    return fixed.text, list(fixed.linted.findings)


def load(path: str | Path, name: str | None = None) -> StateMachine:
    """Give the state machine that a file defines.

    Args:
        path: The file: a definition, or a template with one.
        name: The one that is meant if there are several; `FILE::NAME` says the same.

    Raises:
        UnreadableFileError: The file cannot be read.
        InvalidDefinition: The definition has errors; it carries them.
        AsltoolError: The file has no state machine of that name, or several and none is named.
    """
    return read_definition(path if name is None else f"{path}::{name}").machine


def loads(text: str) -> StateMachine:
    """Give the state machine that *text* defines, JSON or YAML.

    Raises:
        InvalidDefinition: The definition has errors; it carries them.
    """
    return _sound(lint_source(text, _TEXT, as_engine_looks()))


def _sound(linted: Linted) -> StateMachine:
    errors = [finding for finding in linted.findings if finding.severity is Severity.ERROR]
    if errors or linted.machine is None:
        raise InvalidDefinition(errors)
    return linted.machine


def _options(
    name: str,
    type_: MachineType | None,
    select: Collection[str],
    ignore: Collection[str],
    config: str | Path | None,
    known: Shape = UNKNOWN,
) -> Options:
    asked = Asked(tuple(select), tuple(ignore), type_, execution_input=known)
    return asked.options() if config is None else options_for(name, asked, read_config(config))
