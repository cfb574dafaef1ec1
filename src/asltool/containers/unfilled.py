"""Definitions whose placeholders a deployment fills in, wherever in the text they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from asltool.source.document import Document
from asltool.source.embedding import (
    EmbeddedText,
    Known,
    Segment,
    as_written,
    fill_in,
    quote_bare_placeholders,
)
from asltool.source.json_reader import read_json_source
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.reader import read_source
from asltool.source.text import SourceText

Read: TypeAlias = tuple[Document | None, tuple[SourceProblem, ...]]
"""A document and the problems of its text, as readers give them."""


def read_unfilled(source: SourceText, values: Known | None = None) -> Read:
    """Give the definition that a file is, JSON or YAML.

    Args:
        source: The text.
        values: What is known of its placeholders, by their names.
    """
    document, problems = (None, []) if values else read_source(source)
    if values and not source.name.lower().endswith((".yaml", ".yml")):
        return read_segments([as_written(source).segment()], values)
    if values:
        segments = fill_in([as_written(source).segment()], values)
        document, problems = read_source(EmbeddedText(segments, source.name))
    if document is None and any(problem.kind is ProblemKind.NOT_JSON for problem in problems):
        segments = quote_bare_placeholders([as_written(source).segment()])
        if len(segments) > 1:
            return _read_json(EmbeddedText(segments, source.name))
    return document, tuple(problems)


def read_segments(segments: Sequence[Segment], values: Known | None = None) -> Read:
    """Give the definition that a string of a container is, which is JSON; arguments as of `read_unfilled`."""
    filled = quote_bare_placeholders(fill_in(segments, values or {}))
    return _read_json(EmbeddedText(filled, filled[0].written.origin.name))


def _read_json(source: EmbeddedText) -> Read:
    """Read a text in which placeholders may stand for pieces that it is no JSON without."""
    document, problems = read_json_source(source)
    if document is None and any(source.is_unknown(problem.span.start) for problem in problems):
        return None, ()
    return document, tuple(problems)
