from __future__ import annotations

import pytest

from asltool.parse.near_names import NearNames

FEW = ("Send Order", "Send Invoice", "Archive")
MANY = (*FEW, *(f"Step number {number}" for number in range(5_000)))


@pytest.mark.parametrize("known", [FEW, MANY], ids=["few", "many"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("send order", "Send Order"),
        ("Send Ordr", "Send Order"),
        ("Send Orders", "Send Order"),
        ("Send Ordet", "Send Order"),
        ("Send Odrer", "Send Order"),
        ("Archives", "Archive"),
        ("Refund", None),
        ("Arc", None),
    ],
)
def test_one_slip_is_seen_among_few_names_and_among_many(
    known: tuple[str, ...], name: str, expected: str | None
) -> None:
    assert NearNames(known).nearest(name) == expected


def test_two_slips_are_seen_among_few_names() -> None:
    assert NearNames(FEW).nearest("Snd Invoce") == "Send Invoice"


def test_thousands_of_misspelt_names_are_asked_for_in_no_time() -> None:
    names = NearNames(MANY)

    found = [names.nearest(f"Stp number {number}") for number in range(3_000)]

    assert found == [f"Step number {number}" for number in range(3_000)]


def test_a_short_name_is_no_misspelling_of_any_other() -> None:
    names = NearNames([*(f"S{number}" for number in range(9_000)), "A"])

    assert names.nearest("B") is None
