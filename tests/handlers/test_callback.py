from __future__ import annotations

import pytest

from asltool.engine.effects import Failed, Succeeded
from asltool.errors import ApiError, AsltoolError
from asltool.handlers.callback import HEARTBEAT, Message, Tokens


def refusal(tokens: Tokens, text: str, message: Message = HEARTBEAT) -> str:
    with pytest.raises(ApiError) as raised:
        tokens.send(text, message)
    return raised.value.code


def test_whoever_listens_gets_what_is_sent() -> None:
    tokens, received = Tokens(), list[Message]()
    tokens.open("t").listen(received.append)

    tokens.send("t", HEARTBEAT)
    tokens.send("t", Succeeded(1))

    assert received == [HEARTBEAT, Succeeded(1)]


def test_what_is_sent_before_anybody_listens_is_kept() -> None:
    tokens, received = Tokens(), list[Message]()
    token = tokens.open("t")
    tokens.send("t", Failed(None, None))

    token.listen(received.append)

    assert received == [Failed(None, None)]
    assert tokens.is_answered("t")


def test_a_token_that_was_never_given_out_is_invalid() -> None:
    assert refusal(Tokens(), "t") == "InvalidToken"


def test_a_task_ends_once() -> None:
    tokens = Tokens()
    token = tokens.open("t")
    tokens.send("t", Succeeded(1))

    assert refusal(tokens, "t", Succeeded(2)) == "TaskTimedOut"

    token.close()
    token.close()

    assert refusal(tokens, "t") == "TaskTimedOut"


def test_a_token_may_be_given_out_again() -> None:
    tokens, received = Tokens(), list[Message]()
    tokens.open("t").close()

    tokens.open("t").listen(received.append)
    tokens.send("t", Succeeded(1))

    assert received == [Succeeded(1)]


def test_which_of_two_tasks_is_meant_must_be_clear() -> None:
    tokens = Tokens()
    tokens.open("t")
    tokens.open("t")

    with pytest.raises(AsltoolError, match="give each its own seed"):
        tokens.send("t", HEARTBEAT)


def test_old_tokens_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asltool.handlers.callback._REMEMBERED", 2)
    tokens = Tokens()
    for text in "abc":
        tokens.open(text).close()

    assert [refusal(tokens, text) for text in "abc"] == ["InvalidToken", "TaskTimedOut", "TaskTimedOut"]
