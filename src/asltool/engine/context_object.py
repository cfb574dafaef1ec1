"""The context object: what `$$` and `$states.context` show."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from asltool.json_value import JsonObject, JsonValue


@lru_cache(maxsize=256)
def instant_text(seconds: float) -> str:
    """Write an instant (seconds since 1970) as the service does: `2025-01-01T00:00:00.123Z`.

    A fraction of 0 is left out.
    """
    instant = datetime.fromtimestamp(round(seconds, 3), UTC)
    text = instant.isoformat(timespec="milliseconds" if instant.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def execution_context(
    *, arn: str, input_: JsonValue, started_at: float, name: str, role_arn: str | None
) -> JsonObject:
    """Give the member `Execution`; `started_at` is in seconds since 1970."""
    return {
        "Id": arn,
        "Input": input_,
        "StartTime": instant_text(started_at),
        "Name": name,
        "RoleArn": role_arn,
        "RedriveCount": 0,
    }
