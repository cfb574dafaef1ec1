from __future__ import annotations

from asltool.lint.choices.boxes import EVERYWHERE, NOWHERE, are_apart, join, meet


def test_boxes_meet_where_every_thing_has_cells_left() -> None:
    assert meet(({"x": 0b0110},), ({"x": 0b0011, "y": 1},)) == ({"x": 0b0010, "y": 1},)
    assert meet(({"x": 0b0110},), ({"x": 0b1001},)) == NOWHERE
    assert meet(EVERYWHERE, ({"x": 1},)) == ({"x": 1},)
    assert meet(({"x": 1},), EVERYWHERE) == ({"x": 1},)


def test_boxes_of_the_same_single_thing_are_put_together() -> None:
    assert join(({"x": 1},), ({"x": 4},)) == ({"x": 5},)
    assert join(({"x": 1},), ({"y": 4},)) == ({"x": 1}, {"y": 4})
    assert join(({"x": 1},), EVERYWHERE) == EVERYWHERE


def test_regions_are_apart_if_no_two_boxes_meet() -> None:
    assert are_apart(({"x": 1}, {"y": 2}), ({"x": 2, "y": 1},))
    assert not are_apart(({"x": 1}, {"y": 2}), ({"x": 2},))
    assert are_apart(NOWHERE, EVERYWHERE)


def test_what_takes_too_many_boxes_stays_larger_than_it_is() -> None:
    many = tuple({f"x{number}": 1, "y": 1} for number in range(30))
    others = tuple({f"z{number}": 1, "y": 1} for number in range(30))

    assert meet(many, others) == many
    assert join(many, others) == EVERYWHERE
    assert meet(many * 2, many * 2) == many * 2
