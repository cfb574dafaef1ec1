from __future__ import annotations

import pytest

from asltool.lint.choices.value_cells import RELATIONS, Cells, Order, after_prefix, text_key, text_of_key


@pytest.mark.parametrize(
    ("relation", "cells"),
    [
        ("Equals", 0b00010),
        ("LessThan", 0b00001),
        ("LessThanEquals", 0b00011),
        ("GreaterThan", 0b11100),
        ("GreaterThanEquals", 0b11110),
    ],
)
def test_a_relation_holds_in_the_cells_on_its_side_of_the_constant(relation: str, cells: int) -> None:
    order = Order([7, 3, 7])

    assert order.bits == 5
    assert order.cells(relation, 3) == cells
    assert relation in RELATIONS


def test_cells_begin_at_their_first_bit() -> None:
    assert Order([3], 4).all == 0b111_0000
    assert Order([3], 4).cells("Equals", 3) == 0b010_0000


def test_nothing_is_less_than_the_empty_text() -> None:
    assert Cells([], [""]).texts.cells("LessThan", text_key("")) == 0
    assert Cells([], ["a"]).texts.cells("LessThan", text_key("a")) != 0


def test_the_families_share_no_cells_but_texts_and_timestamps() -> None:
    family = Cells([1, 2], ["a"]).family

    apart = [family[name] for name in ("Numeric", "String", "Boolean", "Null")]
    assert sum(apart).bit_count() == sum(cells.bit_count() for cells in apart)
    assert family["Timestamp"] == family["String"]
    assert all(cells & family["Present"] == cells for cells in apart)


def test_constants_can_be_told_by_what_they_are() -> None:
    cells = Cells([], ["b", "ab", "c"])

    found = cells.texts_that(lambda text: text.endswith("b"))

    assert found == cells.texts.cells("Equals", text_key("b")) | cells.texts.cells("Equals", text_key("ab"))
    assert cells.constant_texts.bit_count() == 3


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [("a", "b"), ("ab", "ac"), ("", None), ("a\uffff", "b"), ("\uffff", None), ("\U0001f600", "\U0001f601")],
)
def test_a_least_text_comes_after_all_with_a_prefix(prefix: str, expected: str | None) -> None:
    assert after_prefix(prefix) == expected


def test_keys_order_texts_by_code_units() -> None:
    assert text_key("\U0001f600") < text_key("\uffee")
    assert text_of_key(text_key("\U0001f600x")) == "\U0001f600x"
