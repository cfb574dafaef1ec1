"""Evaluates paths on documents, for those who have no machine at hand."""

from __future__ import annotations

from functools import lru_cache

from asltool.expr.jsonpath.compilation import compile_steps
from asltool.expr.jsonpath.errors import InvalidPath
from asltool.expr.jsonpath.path import parse_path
from asltool.expr.scope import EmptyScope, Evaluate
from asltool.json_value import JsonValue

_SCOPE = EmptyScope()


def evaluate(path: str, document: JsonValue) -> JsonValue:
    """Give what *path* selects in *document*, exactly as Jayway JsonPath 2.0.0 does.

    So a negative index is out of bounds here, although Step Functions is reported to count from the end.

    Returns:
        The value of a definite path; of any other a new array of all that it matches.

    Raises:
        InvalidPath: The path is refused, or starts at a variable or the context object; there are none.
        PathNotFound: The document does not have what the path names.
        PathTooCostly: The path visits too many values.
    """
    return _compiled(path)(document, _SCOPE)


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Evaluate:
    path = parse_path(text)
    if path.root != "$":
        raise InvalidPath(f'a document has no "{path.root}"')
    return compile_steps(text, path.steps, counts_from_end=False)
