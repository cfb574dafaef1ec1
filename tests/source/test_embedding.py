from __future__ import annotations

import pytest

from asltool.source.embedding import EmbeddedText, Segment, as_written, fill_in, quote_bare_placeholders
from asltool.source.span import Span
from asltool.source.text import SourceText

FILE = SourceText("<<{'a': ${B}}, 'c'>>", "file")


def segments_of(text: str) -> list[Segment]:
    return [as_written(SourceText(text, "file")).segment()]


def text_of(segments: list[Segment]) -> str:
    return EmbeddedText(segments, "file").text


def pieces(*parts: tuple[int, int, str | None]) -> EmbeddedText:
    """Give a text of pieces of FILE: start, end, and the text that stands for them if it is another one."""
    written = as_written(FILE)
    return EmbeddedText([written.segment(start, end, text) for start, end, text in parts], "file")


def test_a_text_is_its_segments_and_knows_its_file() -> None:
    embedded = pieces((2, 8, None), (8, 12, "1"), (12, 13, None))

    assert embedded.text == "{'a': 1}"
    assert embedded.name == "file"
    assert embedded.origin is FILE


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 8), "{'a': ${B}}"),
        ((1, 4), "'a'"),
        ((6, 7), "${B}"),
        ((5, 7), " ${B}"),
        ((7, 8), "}"),
        ((8, 8), ""),
    ],
)
def test_a_span_leads_to_what_the_file_has_for_it(span: tuple[int, int], expected: str) -> None:
    outward = pieces((2, 8, None), (8, 12, "1"), (12, 13, None)).outward(Span(*span))

    assert FILE.text[outward.start : outward.end] == expected


def test_any_part_of_what_stands_for_something_is_all_of_it() -> None:
    embedded = pieces((2, 8, None), (8, 12, "12345"), (12, 13, None))

    assert embedded.outward(Span(7, 9)) == Span(8, 12)


def test_edits_are_made_in_verbatim_segments_only() -> None:
    embedded = pieces((2, 8, None), (8, 12, "1"), (12, 13, None))

    assert embedded.outward_edit(1, 4, "'b'") == (3, 6, "'b'")
    assert embedded.outward_edit(6, 7, "2") is None
    assert embedded.outward_edit(4, 8, "") is None
    assert embedded.outward_edit(6, 6, "x") == (8, 8, "x")
    assert embedded.outward_edit(8, 8, "x") == (13, 13, "x")


def test_a_text_in_a_text_in_a_file_leads_to_the_file() -> None:
    outer = pieces((1, 13, None))
    inner = EmbeddedText([as_written(outer, Span(2, 5)).segment()], "file")

    assert inner.text == "'a'"
    assert inner.origin is FILE
    assert inner.outward(Span(1, 2)) == Span(4, 5)
    assert inner.outward_edit(0, 3, "x") == (3, 6, "x")


def test_known_placeholders_are_filled_in() -> None:
    filled = fill_in(segments_of('{"a": "${A}-${B}", "b": ${A}}'), {"A": "one"})

    assert text_of(filled) == '{"a": "one-${B}", "b": one}'
    assert EmbeddedText(filled, "f").outward(Span(7, 8)) == Span(7, 11)


def test_what_is_no_text_takes_the_quotes_with_it() -> None:
    filled = fill_in(segments_of('{"a": "${A}", "b": "x${A}", "c": ${B}}'), {"A": 5, "B": True})

    assert text_of(filled) == '{"a": 5, "b": "x5", "c": true}'
    assert EmbeddedText(filled, "f").outward(Span(6, 7)) == Span(6, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": ${A}}', '{"a": "${A}"}'),
        ('{"a": [${A}, -${B}1, "${C}"]}', '{"a": ["${A}", "-${B}1", "${C}"]}'),
        ("${All}", '"${All}"'),
        ('{${Key}: 1, "a\\"${b}": ${C}${D}}', '{"${Key}": 1, "a\\"${b}": "${C}${D}"}'),
        ('{"a": $.b, "c": 1}', '{"a": $.b, "c": 1}'),
        ('{"a": "b ${C}\n", "d": ${E}}', '{"a": "b ${C}\n", "d": ${E}}'),  # a string without an end
        ('{"a": "b: "${C}", "d": 1}', '{"a": "b: "${C}", "d": 1}'),  # a quote is missing
    ],
)
def test_placeholders_outside_of_strings_get_quotes(text: str, expected: str) -> None:
    assert text_of(quote_bare_placeholders(segments_of(text))) == expected


def test_a_quoted_placeholder_leads_to_the_one_without_quotes() -> None:
    embedded = EmbeddedText(quote_bare_placeholders(segments_of('{"a": ${A}}')), "file")

    assert embedded.outward(Span(6, 12)) == Span(6, 10)
    assert embedded.outward_edit(6, 12, "1") is None
    assert embedded.outward_edit(1, 4, '"b"') == (1, 4, '"b"')


def test_a_word_that_several_pieces_write_leads_to_all_of_them() -> None:
    written = [as_written(FILE, Span(8, 11)), as_written(FILE, Span(11, 12))]
    embedded = EmbeddedText(quote_bare_placeholders([each.segment() for each in written]), "file")

    assert embedded.text == '"${B}"'
    assert embedded.outward(Span(0, 6)) == Span(8, 12)


def test_what_follows_a_placeholder_is_not_known_for_sure() -> None:
    embedded = EmbeddedText(quote_bare_placeholders(segments_of('{${A}, "b": 1}')), "file")

    assert embedded.is_unknown(embedded.text.index(","))
    assert embedded.is_unknown(embedded.text.index('"b"'))
    assert not embedded.is_unknown(embedded.text.index("1"))


@pytest.mark.parametrize(
    ("offset", "inside"), [(0, None), (2, 0), (5, 3), (9, 6), (12, 7), (13, 8), (14, None), (20, None)]
)
def test_an_offset_of_the_file_is_found_inside(offset: int, inside: int | None) -> None:
    embedded = pieces((2, 8, None), (8, 12, "1"), (12, 13, None))

    assert embedded.inward(offset) == inside
