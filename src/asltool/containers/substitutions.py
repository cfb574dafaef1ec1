"""DefinitionSubstitutions: placeholders that it does not give, and members that no placeholder asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.containers.container_problems import UNFILLED, UNUSED
from asltool.containers.intrinsics import function_call
from asltool.diagnostics import Diagnostic, Finding, Severity, locate
from asltool.json_value import JsonObject, JsonValue
from asltool.records import record
from asltool.source.document import Document, Part
from asltool.source.pointer import ROOT, Pointer

_NAME = re.compile(r"\$\{([\w.-]+)\}")
"""A placeholder that could be given; those of CloudFormation itself, `${AWS::Region}`, have colons."""

_COMMENT = ("Comment",)
"""What is said to people is no placeholder."""


@record
class _Use:
    """A placeholder in a definition."""

    name: str
    at: Pointer
    part: Part
    inner: tuple[int, int]


def missing(
    document: Document, given: JsonValue, substituted: frozenset[Pointer] = frozenset()
) -> tuple[Finding, ...]:
    """Give a finding for each placeholder that stays what it is.

    Where nothing at all is given, a placeholder in a text may be meant as such; a resource may not.

    Args:
        document: The definition, in which literal substitutions are done.
        given: The template's `DefinitionSubstitutions`; None if it has none.
        substituted: Where texts stand whose placeholders something else fills in.
    """
    names = _names(given)
    if names is None:
        return ()
    found = []
    for use in _uses(document.value, ROOT, substituted):
        is_refused = (bool(use.at) and use.at[-1] == "Resource") or _is_bare(document, use)
        if use.name in names or not (given or is_refused):
            continue
        severity = UNFILLED.severity if is_refused else Severity.WARNING
        message = f'no DefinitionSubstitutions gives "${{{use.name}}}"'
        found.append(Diagnostic(UNFILLED.id, severity, message, use.at, use.part, use.inner))
    return tuple(locate(diagnostic, document) for diagnostic in found)


def unused(template: Document, at: Pointer, given: JsonValue, definition: Document) -> tuple[Finding, ...]:
    """Give a finding for each member of `DefinitionSubstitutions`, given at *at*, that nothing asks for."""
    text = definition.source.origin.text
    return tuple(
        locate(
            Diagnostic(
                UNUSED.id, UNUSED.severity, f'the definition has no "${{{name}}}"', at / name, Part.KEY
            ),
            template,
        )
        for name in sorted(_names(given) or ())
        if not re.search(rf"\$\{{[^{{}}]*\b{re.escape(name)}\b[^{{}}]*\}}", text)
    )


def _names(given: JsonValue) -> frozenset[str] | None:
    """Give the names that are given; None if they cannot be known."""
    if given is None:
        return frozenset()
    members: JsonObject | None = given if isinstance(given, dict) else None
    return None if members is None or function_call(given) is not None else frozenset(members)


def _uses(value: JsonValue, at: Pointer, substituted: frozenset[Pointer]) -> Iterator[_Use]:
    if isinstance(value, str) and at not in substituted and at[-1:] != _COMMENT:
        for found in _NAME.finditer(value) if "${" in value else ():
            yield _Use(found[1], at, Part.VALUE, found.span())
    elif isinstance(value, dict):
        for key, member in value.items():
            for found in _NAME.finditer(key) if "${" in key else ():
                yield _Use(found[1], at / key, Part.KEY, found.span())
            yield from _uses(member, at / key, substituted)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _uses(item, at / index, substituted)


def _is_bare(document: Document, use: _Use) -> bool:
    """Tell whether the placeholder stands outside of strings, where the text is no JSON without a value."""
    source = document.source
    if source.origin is source:
        return False
    start = source.outward(document.span(use.at, use.part)).start
    return source.origin.text.startswith("${", start)
