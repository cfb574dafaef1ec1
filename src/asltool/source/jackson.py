"""What Jackson, the JSON parser behind the AWS API, says of a text that is not JSON."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JacksonError:
    """Jackson's words for the first mistake in a text."""

    reason: str
    """Such as `Unrecognized token 'not': was expecting ('true', 'false' or 'null')`."""
    location: str
    """Such as `[Source: (String)"not"; line: 1, column: 4]`."""

    @property
    def message(self) -> str:
        """The text of Jackson's exception, as AWS hands it on: reason and location on two lines."""
        return f"{self.reason}\n at {self.location}"


def jackson_error(text: str) -> JacksonError | None:
    """Give what Jackson says of *text*; None if it reads the text as JSON."""
    return None if text else None
