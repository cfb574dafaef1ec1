"""TOML text to document."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from asltool.source.document import Document, Format
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Position, Span
from asltool.source.text import SourceText
from asltool.source.toml_places import scan_toml

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def read_toml(text: str, name: str) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a TOML text is, and what is wrong with the text.

    Args:
        text: The text; a byte order mark at its start is passed over.
        name: The name of the file as reports show it.

    Returns:
        The document, None if the text is no TOML; and the problem, if there is one.
    """
    source = SourceText(text, name)
    try:
        value: dict[str, Any] = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return None, [_problem(source, str(error))]
    return Document(source, value, Format.TOML, scan_toml), []


def _problem(source: SourceText, message: str) -> SourceProblem:
    """Give the problem that `tomllib` tells, at its place."""
    place = _PLACE.search(message)
    offset = len(source.text)
    if place is not None and place["line"]:
        offset = min(offset, source.offset(Position(int(place["line"]), int(place["column"]))))
    fact = _PLACE.sub("", message)
    return SourceProblem(
        ProblemKind.NOT_TOML, f"this is no TOML: {fact[:1].lower()}{fact[1:]}", source, Span(offset, offset)
    )
