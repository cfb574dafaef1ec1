from __future__ import annotations

from collections.abc import Iterator

import pytest

from asltool.handlers.deadline import within
from asltool.handlers.http_exchange import Answer, NoAnswerError, exchange
from http_serving import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def test_a_request_is_sent_as_it_is(site: Site) -> None:
    answer = exchange("POST", f"{site.address}/a?b=1", [("X", "1"), ("X", "2")], b"body", 5)

    (asked,) = site.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/a?b=1", b"body")
    assert asked.headers["x"] == ["1", "2"]
    assert answer.is_good


def test_an_answer_shows_each_header_as_a_list_and_its_body_as_json(site: Site) -> None:
    site.headers, site.body = [("Set-Cookie", "a"), ("Set-Cookie", "b")], b'{"n": 1}'

    result = exchange("GET", site.address, [], None, 5).result()

    assert isinstance(result["Headers"], dict)
    assert result["Headers"]["Set-Cookie"] == ["a", "b"]
    assert result["ResponseBody"] == {"n": 1}
    assert (result["StatusCode"], result["StatusText"]) == (200, "OK")


def test_a_body_that_is_no_json_is_text() -> None:
    assert Answer(200, "OK", (), b"plain").result()["ResponseBody"] == "plain"


def test_a_body_that_is_cut_off_is_no_answer(site: Site) -> None:
    site.claimed_length = 100

    with pytest.raises(NoAnswerError, match="IncompleteRead"):
        exchange("GET", site.address, [], None, 5)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://nowhere.invalid/"])
def test_nobody_there_is_no_answer(url: str) -> None:
    with pytest.raises(NoAnswerError):
        exchange("GET", url, [], None, 5)


def test_nothing_is_sent_once_the_time_is_up() -> None:
    with serving() as site:
        with within(0), pytest.raises(NoAnswerError, match="the time of the task is up"):
            exchange("GET", site.address, [], None, 5)

        assert site.asked == []
