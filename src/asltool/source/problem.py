"""What can keep a text from being a document: problems of JSON and YAML themselves."""

from __future__ import annotations

from enum import StrEnum

from asltool.records import record
from asltool.source.span import Span
from asltool.source.text import SourceText


class ProblemKind(StrEnum):
    """What kind of mistake a `SourceProblem` is."""

    EMPTY = "empty"
    """No text but blanks and comments."""
    NOT_JSON = "not-json"
    NOT_YAML = "not-yaml"
    NOT_HCL = "not-hcl"
    """Of Terraform's files."""
    NOT_TOML = "not-toml"
    """Of settings: no definition is written in TOML."""
    DUPLICATE_KEY = "duplicate-key"
    """The document is there all the same; the last of the values counts."""
    UNUSABLE_VALUE = "unusable-value"
    """A value that JSON cannot hold, or half a surrogate pair (which leaves the document there)."""
    TOO_DEEP = "too-deep"
    TOO_LARGE = "too-large"
    BAD_ENCODING = "bad-encoding"


@record
class JacksonError:
    """Jackson's words for the first mistake in a text."""

    reason: str
    """Such as `Unrecognized token 'not': was expecting (JSON String, Number, ...)`."""
    location: str
    """Such as `[Source: (String)"not"; line: 1, column: 4]`."""

    @property
    def message(self) -> str:
        """The text of Jackson's exception, as AWS hands it on: reason and location on two lines."""
        return f"{self.reason}\n at {self.location}"


@record
class SourceProblem:
    """One mistake in the text of a document."""

    kind: ProblemKind
    message: str
    """Lower case, no full stop, without the place."""
    source: SourceText
    """The text that `span` points into: problems are located without a document."""
    span: Span
    related: tuple[tuple[Span, str], ...] = ()
    """Other places that belong to it, such as the first of two duplicate keys, and what they are."""
    jackson: JacksonError | None = None
    """What AWS's own JSON parser says; None if it says nothing or the text is YAML."""
