"""Lambda functions of a CloudFormation or SAM template: where their code lies, and what tasks call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asltool.containers.choosing import split_name
from asltool.containers.intrinsics import function_call, placeholder_of
from asltool.json_value import JsonValue, json_text
from asltool.records import record
from asltool.source.problem import SourceProblem
from asltool.source.reader import open_text, read_source

DEFAULT_SECONDS = 3.0
"""How long Lambda lets a function work that does not say it."""

_FUNCTIONS = {"AWS::Serverless::Function": "CodeUri", "AWS::Lambda::Function": "Code"}
_PYTHON = "python"
_REFERENCE = re.compile(r"\$\{(\w+)(?:\.Arn)?\}")
"""What the name or the ARN of a resource is until a deployment fills it in."""


@record
class TemplateFunction:
    """A function whose code is Python, in a folder that is there."""

    name: str
    """As the template names it."""
    folder: Path
    handler: str
    environment: dict[str, str]
    timeout_seconds: float
    keys: tuple[str, ...]
    """What tasks can name it by: its name, and the placeholders that stand for it."""


def functions_in(path: str | Path) -> tuple[TemplateFunction, ...]:
    """Give the functions of the template that a path names, `FILE` or `FILE::MACHINE`; none if it is none.

    Raises:
        UnreadableFileError: The file cannot be read.
    """
    file, _ = split_name(path)
    source = open_text(file)
    if isinstance(source, SourceProblem) or not any(kind in source.text for kind in _FUNCTIONS):
        return ()
    document, _ = read_source(source)
    template = None if document is None else document.value
    if not isinstance(template, dict):
        return ()
    placeholders = tuple(_placeholders(template))
    shared = _member(_member(template, "Globals"), "Function")
    return tuple(
        function
        for name, resource in _resources(template)
        if (function := _function(name, resource, shared, Path(file).parent, placeholders)) is not None
    )


def _function(
    name: str, resource: Any, shared: Any, folder: Path, placeholders: tuple[tuple[str, str], ...]
) -> TemplateFunction | None:
    code_member = _FUNCTIONS.get(str(resource.get("Type")))
    if code_member is None:
        return None
    given = {**shared, **_member(resource, "Properties")}
    handler, code = given.get("Handler"), given.get(code_member, ".")
    is_python = str(given.get("Runtime", _PYTHON)).startswith(_PYTHON)
    if not is_python or not isinstance(handler, str) or not isinstance(code, str):
        return None
    if not (folder / code).is_dir():
        return None
    timeout, called = given.get("Timeout"), given.get("FunctionName")
    names = [name, *([called] if isinstance(called, str) else [])]
    return TemplateFunction(
        name=called if isinstance(called, str) else name,
        folder=folder / code,
        handler=handler,
        environment=_variables(shared) | _variables(given),
        timeout_seconds=float(timeout) if isinstance(timeout, (int, float)) else DEFAULT_SECONDS,
        keys=(
            *names,
            f"${{{name}}}",
            f"${{{name}.Arn}}",
            *(key for key, target in placeholders if target == name),
        ),
    )


def _variables(properties: Any) -> dict[str, str]:
    """Give environment variables as their texts; what only a deployment knows is its placeholder."""
    variables = _member(_member(properties, "Environment"), "Variables")
    return {str(name): _text(value) for name, value in variables.items()}


def _text(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    return json_text(value) if function_call(value) is None else placeholder_of(value)


def _placeholders(template: Any) -> Iterator[tuple[str, str]]:
    """Give the placeholders that state machines fill in with a resource, and that resource's name."""
    for _, resource in _resources(template):
        for name, value in _member(_member(resource, "Properties"), "DefinitionSubstitutions").items():
            reference = _REFERENCE.fullmatch(_text(value))
            if reference is not None:
                yield f"${{{name}}}", reference[1]


def _resources(template: Any) -> Iterator[tuple[str, Any]]:
    for name, resource in _member(template, "Resources").items():
        if isinstance(resource, dict):
            yield str(name), resource


def _member(value: Any, name: str) -> Any:
    """Give an object that is a member; an empty one if it is not there."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
