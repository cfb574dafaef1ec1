from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asltool.errors import AsltoolError
from asltool.parse.value_reading import ValueReading, hint, refuse_problems
from asltool.source.document import Document, Part
from asltool.source.json_reader import read_json
from asltool.source.pointer import ROOT

AT = ROOT / "a"


def reading_of(text: str) -> ValueReading:
    document, problems = read_json(text, "x.json")
    refuse_problems(problems)
    assert document is not None
    return ValueReading(document, has_text=True)


def refusal(read: Callable[[ValueReading, Any], object], value: str) -> str:
    """Give what is said of the value of a member that is read."""
    reading = reading_of(f'{{\n "a": {value}}}')
    assert isinstance(reading.value, dict)
    with pytest.raises(AsltoolError) as raised:
        read(reading, reading.value["a"])
    return str(raised.value)


def test_a_place_is_a_line_and_column_or_a_pointer() -> None:
    assert reading_of('{\n "a": 1}').place(AT) == "x.json:2:7"
    assert reading_of('{\n "a": 1}').place(AT, Part.KEY) == "x.json:2:2"
    value = ValueReading(Document.from_value({"a": 1}, "<mocks>"), has_text=False)
    assert (value.place(AT), value.place(ROOT)) == ("<mocks>:/a", "<mocks>:/")


def test_what_fits_is_given() -> None:
    reading = reading_of("{}")

    assert reading.members({"x": 1}, AT, "it", ("x", "y")) == {"x": 1}
    assert reading.text("t", AT, "it") == "t"
    assert reading.flag(value=False, at=AT, what="it") is False
    assert reading.seconds(1.5, AT, "it") == 1.5
    assert reading.texts(["t", "u"], AT, "it") == [(AT / 0, "t"), (AT / 1, "u")]
    assert reading.choice("t", AT, "it", ("t", "u")) == "t"


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        (lambda r, v: r.members(v, AT, "it", ("return", "e")), "[]", "7: it must be an object, not an array"),
        (
            lambda r, v: r.members(v, AT, "it", ("return", "e")),
            '{"Return": 1}',
            '8: it has no member "Return" (did you mean "return"?): it has "return", "e"',
        ),
        (lambda r, v: r.text(v, AT, "it"), "1", "7: it must be a text, not the number 1"),
        (lambda r, v: r.flag(v, AT, "it"), '"true"', '7: it must be true or false, not the text "true"'),
        (
            lambda r, v: r.seconds(v, AT, "it"),
            "-1",
            "7: it must be a number of seconds, 0 or more, not the number -1",
        ),
        (lambda r, v: r.texts(v, AT, "it"), '"t"', '7: it must be an array of texts, not the text "t"'),
        (lambda r, v: r.texts(v, AT, "it"), '["t", 1]', "13: it must be a text, not the number 1"),
        (lambda r, v: r.choice(v, AT, "it", ("t", "u")), '"x"', '7: it must be "t" or "u", not the text "x"'),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    read: Callable[[ValueReading, Any], object], value: str, message: str
) -> None:
    assert refusal(read, value) == f"x.json:2:{message}"


def test_the_first_problem_of_a_text_is_told_at_its_place() -> None:
    with pytest.raises(AsltoolError, match=r"^x\.json:1:2: the key"):
        reading_of('{"a": }')


def test_a_hint_is_given_only_where_something_is_near() -> None:
    assert hint("returns", ["return"]) == ' (did you mean "return"?)'
    assert hint("zzz", ["return"]) == ""
