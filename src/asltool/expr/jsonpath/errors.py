"""What can be wrong with a path: its text, or the data that it is applied to.

The reasons of failed evaluations are worded as Jayway JsonPath words them, because AWS quotes them in causes.
"""

from __future__ import annotations

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError


class InvalidPath(ExpressionSyntaxError):  # noqa: N818 - the name that users of the public API catch
    """A text that is no path in AWS's dialect."""


class PathNotFound(EvaluationError):  # noqa: N818 - the name that users of the public API catch
    """A good path that leads nowhere in the data.

    Args:
        path: The path as it was written.
        reason: Why, in AWS's words: `No results for path: $['a']['x']`, `Missing property in path $['a']`.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


class IndexOutOfBounds(PathNotFound):
    """An index that the array does not have.

    AWS gives null for such a path in a payload template, and fails elsewhere, so callers must tell it apart.
    """


class StepNotApplicable(PathNotFound):
    """A step that cannot be applied to the kind of value it meets, such as an index to an object.

    A wildcard passes over elements that lack a member, but fails on these.
    """


class CriterionFailure(PathNotFound):
    """A filter whose comparison fails, such as that of a number with a text that is none."""


class PathTooCostly(EvaluationError):  # noqa: N818 - as its siblings
    """A path that visits more values than any real data holds, as `$..*..*..*` can."""
