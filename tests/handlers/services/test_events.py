from __future__ import annotations

import pytest

from asltool.errors import TaskError
from asltool.handlers.services.events import require_all_accepted


def test_one_entry_that_is_refused_fails_the_task() -> None:
    response = {"Entries": [{"ErrorCode": "MalformedDetail"}], "FailedEntryCount": 1}

    with pytest.raises(TaskError) as raised:
        require_all_accepted(response)

    assert raised.value.error == "EventBridge.FailedEntry"
    assert raised.value.cause == '{"Entries":[{"ErrorCode":"MalformedDetail"}],"FailedEntryCount":1}'


def test_a_response_without_refused_entries_is_the_result() -> None:
    response = {"Entries": [{"EventId": "1"}], "FailedEntryCount": 0}

    assert require_all_accepted(response) is response
