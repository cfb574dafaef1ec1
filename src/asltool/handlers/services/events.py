"""EventBridge: a request may succeed although some of its entries do not.

AWS: surprises.md 14.
"""

from __future__ import annotations

from asltool.errors import TaskError
from asltool.json_value import JsonObject, json_text


def require_all_accepted(response: JsonObject) -> JsonObject:
    """Give the response of PutEvents if the bus took all entries.

    Raises:
        TaskError: It did not take some of them.
    """
    if response.get("FailedEntryCount"):
        raise TaskError("EventBridge.FailedEntry", json_text(response))
    return response
