from __future__ import annotations

import pytest

from asltool.lsp.lines import Lines, Units

TEXT = "aé😀b\r\nc\rd\u2028e\n"


@pytest.mark.parametrize(
    ("units", "columns"),
    [
        (Units.UTF_16, [0, 1, 2, 4, 5]),
        (Units.UTF_8, [0, 1, 3, 7, 8]),
        (Units.UTF_32, [0, 1, 2, 3, 4]),
    ],
)
def test_columns_count_what_was_agreed(units: Units, columns: list[int]) -> None:
    lines = Lines(TEXT, units)

    assert [lines.position(offset) for offset in range(5)] == [(0, column) for column in columns]
    assert [lines.offset(0, column) for column in columns] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("units", Units)
def test_only_line_ends_of_the_protocol_end_lines(units: Units) -> None:
    lines = Lines(TEXT, units)

    assert lines.position(TEXT.index("c"))[0] == 1
    assert lines.position(TEXT.index("d"))[0] == 2
    assert lines.position(TEXT.index("e"))[0] == 2
    assert lines.position(len(TEXT)) == (3, 0)


@pytest.mark.parametrize("text", [TEXT, "ab\ncd"])
def test_behind_the_end_is_the_end(text: str) -> None:
    lines = Lines(text, Units.UTF_16)

    assert lines.offset(99, 0) == len(text)
    assert text[lines.offset(0, 99)] in "\r\n"


def test_the_second_half_of_a_pair_stands_for_the_next_character() -> None:
    assert Lines(TEXT, Units.UTF_16).offset(0, 3) == 3
