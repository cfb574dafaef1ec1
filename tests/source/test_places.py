from __future__ import annotations

from asltool.source.places import Place
from asltool.source.span import Span


def test_a_place_has_the_spans_of_value_and_key() -> None:
    place = Place(5, 8, 0, 3)

    assert place.span == Span(5, 8)
    assert place.key_span == Span(0, 3)


def test_an_element_has_no_key() -> None:
    assert Place(5, 8).key_span is None
