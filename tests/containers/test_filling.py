from __future__ import annotations

from asltool.containers.filling import fill_document, filled, rewrite
from asltool.source.document import Document
from asltool.source.edits import replace_value
from asltool.source.pointer import ROOT
from asltool.source.reader import read

TEXT = '{"a": ["x-${B}", "${B}"], "c": {"d": "${E}"}, "${B}": 1}'


def document() -> Document:
    found, _ = read(TEXT, "a.json")
    assert found is not None
    return found


def test_texts_have_what_is_known_and_keep_their_places() -> None:
    found = fill_document(document(), {"B": 5})

    assert found.value == {"a": ["x-5", 5], "c": {"d": "${E}"}, "${B}": 1}
    span = found.span(ROOT / "a" / 0)
    assert found.text[span.start : span.end] == '"x-${B}"'
    assert replace_value(found, ROOT / "a" / 0, "y") == ()
    assert replace_value(found, ROOT / "c" / "d", "y") != ()


def test_a_document_that_nothing_is_known_of_stays_the_same() -> None:
    found = document()

    assert fill_document(found, {}) is found
    plain, _ = read("{}", "a.json")
    assert plain is not None
    assert fill_document(plain, {"B": 5}) is plain


def test_places_are_the_same_where_nothing_is_changed() -> None:
    found = document()

    value, place = rewrite(found.value, found.places, lambda _value, _place, _at: None)

    assert value == found.value
    assert place is found.places
    assert filled("x", place, {"B": 5}) == ("x", place)
