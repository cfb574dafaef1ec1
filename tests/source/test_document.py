from __future__ import annotations

import json

import pytest

from asltool.json_value import JsonValue
from asltool.source.document import Document, Format, Part
from asltool.source.json_reader import read_json
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Position, Span
from asltool.source.text import SourceText
from asltool.source.yaml_reader import read_yaml

TEXT = '{\n  "States": {\n    "A": {"Type": "Pass", "Choices": [1, {"Next": "B"}]}\n  }\n}\n'
YAML = "States:\n  A:\n    Type: Pass\n    Choices:\n    - 1\n    - {Next: B}\n"


def json_document(text: str = TEXT) -> Document:
    document, _ = read_json(text, "x.json")
    assert document is not None
    return document


def piece(
    document: Document, at: Pointer, part: Part = Part.VALUE, inner: tuple[int, int] | None = None
) -> str:
    span = document.span(at, part, inner)
    return document.text[span.start : span.end]


STATE = ROOT / "States" / "A"


def test_a_value_is_located_by_its_tokens_and_a_key_by_its_own() -> None:
    document = json_document()

    assert piece(document, STATE / "Type") == '"Pass"'
    assert piece(document, STATE / "Type", Part.KEY) == '"Type"'
    assert piece(document, STATE / "Choices" / 1) == '{"Next": "B"}'


def test_what_has_no_key_is_located_by_its_value() -> None:
    document = json_document()

    assert piece(document, STATE / "Choices" / 0, Part.KEY) == "1"
    assert document.span(ROOT, Part.KEY) == Span(0, len(TEXT) - 1)


@pytest.mark.parametrize("missing", [STATE / "End", STATE / "End" / "x" / 0, STATE / "Type" / "x"])
def test_what_is_missing_is_located_at_its_nearest_ancestor(missing: Pointer) -> None:
    document = json_document()
    ancestor = STATE / "Type" if missing[2] == "Type" else STATE

    assert document.span(missing) == document.span(ancestor)
    assert document.span(missing, Part.KEY, (0, 1)) == document.span(ancestor, Part.KEY)
    assert document.place(missing) is None


def test_a_piece_of_a_string_is_located_in_value_or_key() -> None:
    document = json_document(r'{"A\u00e9b": "x\"yz", "n": 12}')

    assert piece(document, ROOT / "Aéb", Part.VALUE, (1, 3)) == r"\"y"
    assert piece(document, ROOT / "Aéb", Part.KEY, (1, 2)) == r"\u00e9"
    assert piece(document, ROOT / "n", Part.VALUE, (0, 1)) == "12"


def test_a_yaml_document_is_located_alike() -> None:
    document, _ = read_yaml(YAML, "x.yaml")
    assert document is not None

    assert piece(document, STATE / "Type") == "Pass"
    assert piece(document, STATE / "Type", Part.KEY, (1, 2)) == "y"
    assert piece(document, STATE / "Choices" / 1 / "Next", Part.VALUE, (0, 1)) == "B"
    assert document.position(document.span(STATE / "Choices" / 0).start) == Position(5, 7)
    assert document.line_text(5) == "    - 1"


def test_places_are_worked_out_once_and_only_when_asked_for() -> None:
    calls = []
    scan = json_document()._scan

    def counting(text: str) -> object:
        calls.append(text)
        return scan(text)

    document = Document(SourceText("[1]", "x.json"), [1], Format.JSON, counting)  # type: ignore[arg-type]

    assert (document.value, document.text, calls) == ([1], "[1]", [])
    assert document.span(ROOT / 0) == document.span(ROOT / 0)
    assert calls == ["[1]"]


def test_a_text_mentions_its_words_and_one_that_is_still_to_be_written_may_mention_any() -> None:
    assert json_document().mentions('"Next"')
    assert not json_document().mentions("asltool")
    assert Document.from_value({}).mentions("asltool")


def test_a_value_gets_its_text_when_it_is_needed() -> None:
    value: JsonValue = {"States": {"Ä": {"Type": "Pass"}}}

    document = Document.from_value(value, "machine")

    assert (document.value, document.name, document.format) == (value, "machine", Format.JSON)
    assert document.text == '{\n  "States": {\n    "Ä": {\n      "Type": "Pass"\n    }\n  }\n}'
    assert piece(document, ROOT / "States" / "Ä" / "Type") == '"Pass"'
    assert document.source.name == "machine"


def test_a_value_that_is_no_json_still_has_a_text() -> None:
    assert Document.from_value({"a": {1, 2}}).text == '{\n  "a": "{1, 2}"\n}'  # type: ignore[dict-item]


def test_the_keys_are_those_of_all_objects_however_it_was_read() -> None:
    value: JsonValue = {"a": [{"b": 1}, [{"c": {}}]], "d": {"a": None}}
    read, _ = read_json(json.dumps(value), "x.json")

    assert read is not None
    assert read.keys == Document.from_value(value).keys == frozenset("abcd")
