"""YAML text to document."""

from __future__ import annotations

from asltool.source.document import Document
from asltool.source.problem import SourceProblem


def read_yaml(text: str, name: str) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a YAML text is, and what is wrong with the text."""
    raise NotImplementedError(text, name)
