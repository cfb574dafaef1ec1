from __future__ import annotations

import json
import random  # noqa: TID251 - the same cuts each time
from pathlib import Path

import pytest

from asltool.json_value import JsonValue
from asltool.source.document import Part
from asltool.source.json_recovery import UNWRITTEN, recover_json
from asltool.source.pointer import ROOT
from asltool.source.text import SourceText

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.asl.json"))


def recovered(text: str) -> JsonValue:
    found = recover_json(SourceText(text, "a.json"))
    assert found is not None
    return found[0].value


def is_sure(text: str) -> bool:
    found = recover_json(SourceText(text, "a.json"))
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": }', {"a": UNWRITTEN}),
        ('{"a": , "b": 1}', {"a": UNWRITTEN, "b": 1}),
        ('{"a":', {"a": UNWRITTEN, UNWRITTEN: UNWRITTEN}),
        ('{"a": "x\n, "b": 1}', {"a": UNWRITTEN, "b": 1}),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}),
        ('{"a": 1, "b"}', {"a": 1, UNWRITTEN: UNWRITTEN}),
        ('{"a": 1, b: 2}', {"a": 1, "b": 2, UNWRITTEN: UNWRITTEN}),
        ('{"a": 1,}', {"a": 1, UNWRITTEN: UNWRITTEN}),
        ('{"a": [1, {"b": 2}', {"a": [1, {"b": 2}, UNWRITTEN], UNWRITTEN: UNWRITTEN}),
        ('{"a": [1, 2,], "b": 3}', {"a": [1, 2], "b": 3}),
        ('{"a": tru, "b": null}', {"a": UNWRITTEN, "b": None}),
        ('{"a": [{"b": 1}}, "c": 2}', {"a": [{"b": 1}, UNWRITTEN], UNWRITTEN: UNWRITTEN}),
    ],
)
def test_what_is_missing_is_a_placeholder(text: str, value: JsonValue) -> None:
    assert recovered(text) == value


def test_a_key_without_a_colon_has_a_place_and_is_no_member() -> None:
    found = recover_json(SourceText('{"a": 1, "Ne', "a.json"))

    assert found is not None
    place = found[0].places.children["Ne"]
    assert (place.key_start, place.key_end) == (9, 12)


def test_the_value_of_the_next_line_is_not_taken_for_the_missing_one() -> None:
    assert recovered('{\n  "Next":\n  "End": true\n}') == {"Next": UNWRITTEN, "End": True}


def test_indentation_tells_which_object_is_not_closed() -> None:
    text = '{\n  "a": {\n    "x": 1\n  ,\n  "b": {\n    "x": 2\n  }\n}'

    assert recovered(text) == {"a": {"x": 1, UNWRITTEN: UNWRITTEN}, "b": {"x": 2}}


def test_indentation_tells_which_array_is_not_closed() -> None:
    text = '{\n  "a": [\n    {"x": 1}\n  ,\n  "b": 2\n}'

    assert recovered(text) == {"a": [{"x": 1}, UNWRITTEN], "b": 2}


def test_a_bracket_too_many_on_its_line_closes_nothing_else() -> None:
    text = '{\n  "a": {\n    "x": 1\n    },\n    "y": 2\n  },\n  "b": 2\n}'

    assert recovered(text) == {"a": {"x": 1, "y": 2}, "b": 2}
    assert not is_sure(text)


@pytest.mark.parametrize(
    "text",
    ['{"a": 1} }', '{"a": "x"y"}', '{"a"": 1}', '{"a": {"b": ] }}', '{"a": [1 }', '{"a":: 1}'],
)
def test_it_is_told_when_nobody_can_be_sure_where_things_belong(text: str) -> None:
    assert not is_sure(text)


@pytest.mark.parametrize("text", ['{"a": ', '{"a": 1,}', '{\n  "a": {\n    "b": 1\n\n}'])
def test_what_is_just_not_finished_is_sure(text: str) -> None:
    assert is_sure(text)


def test_places_are_those_of_the_text() -> None:
    text = '{"a": {"b": "x", "c": }, "d": [10, 20'
    found = recover_json(SourceText(text, "a.json"))

    assert found is not None
    document = found[0]
    assert text[slice(*_bounds(document.span(ROOT / "a" / "b")))] == '"x"'
    assert text[slice(*_bounds(document.span(ROOT / "a" / "c", Part.KEY)))] == '"c"'
    assert text[slice(*_bounds(document.span(ROOT / "d" / 1)))] == "20"


def _bounds(span: object) -> tuple[int, int]:
    return span.start, span.end  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "   \n", "\ufeff"])
def test_of_nothing_nothing_is_recovered(text: str) -> None:
    assert recover_json(SourceText(text, "a.json")) is None


def test_what_nests_too_deeply_is_not_recovered() -> None:
    assert recover_json(SourceText("[" * 5_000, "a.json")) is None


@pytest.mark.parametrize("path", EXAMPLES[:6], ids=lambda path: path.name)
def test_a_sound_text_is_read_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert recovered(text) == json.loads(text)
    assert is_sure(text)


@pytest.mark.parametrize("path", EXAMPLES[:6], ids=lambda path: path.name)
def test_no_cut_text_stops_the_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chance = random.Random(path.name)  # noqa: S311 - the same cuts each time

    for _ in range(40):
        at, length = chance.randrange(len(text)), chance.randrange(30)
        recover_json(SourceText(text[:at], "a.json"))
        recover_json(SourceText(text[:at] + text[at + length :], "a.json"))
        recover_json(SourceText(text[:at] + chance.choice('{}[],:"') + text[at:], "a.json"))
