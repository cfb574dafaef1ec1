from __future__ import annotations

import pytest

from asltool.source.span import LineIndex, Position


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, Position(1, 1)),
        ("ab", 2, Position(1, 3)),
        ("a\nb", 1, Position(1, 2)),
        ("a\nb", 2, Position(2, 1)),
        ("a\r\nb", 3, Position(2, 1)),
        ("a\rb", 2, Position(2, 1)),
        ("a\n\nb", 2, Position(2, 1)),
        ("\U0001f600x", 1, Position(1, 2)),
    ],
)
def test_lines_and_columns_count_from_one(text: str, offset: int, expected: Position) -> None:
    assert LineIndex(text).position(offset) == expected


def test_a_line_start_is_an_offset() -> None:
    assert LineIndex("a\r\nbc\nd").line_start(3) == 6
