from __future__ import annotations

import re

import pytest

from asltool.source.span import Position
from asltool.source.text import SourceText, skip


@pytest.mark.parametrize(("line", "expected"), [(1, "one"), (2, "two "), (3, ""), (4, "four")])
def test_the_text_of_a_line_has_no_line_end(line: int, expected: str) -> None:
    assert SourceText("one\r\ntwo \n\rfour", "x").line_text(line) == expected


def test_a_position_is_counted_in_characters() -> None:
    assert SourceText("a\nbc", "x").position(3) == Position(2, 2)


@pytest.mark.parametrize("offset", range(9))
def test_the_offset_of_a_position_is_where_the_position_is(offset: int) -> None:
    source = SourceText("a\r\nbcd\nx", "x")

    assert source.offset(source.position(offset)) == offset


def test_a_line_begins_and_ends_around_an_offset() -> None:
    source = SourceText("a\r\nbcd\nx", "x")

    assert (source.line_start(4), source.line_end(4)) == (3, 6)
    assert source.line_end(7) == 8


def test_skipping_nothing_stays_in_place() -> None:
    assert skip(re.compile("b+"), "abbc", 0) == 0
    assert skip(re.compile("b+"), "abbc", 1) == 3
    assert skip(re.compile("b+"), "abbc", 1, 2) == 2


def test_a_text_of_its_own_is_its_own_inside() -> None:
    source = SourceText("a\r\nbcd", "x")

    assert source.inward(6) == 6
    assert source.inward(7) is None
    assert source.line_at(2) == 3
