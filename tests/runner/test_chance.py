from __future__ import annotations

import re

from asltool.runner.chance import Chance


def drawn(seed: int | None) -> list[object]:
    chance = Chance(seed)
    return [chance.uuid(), chance.random(), chance.uuid(), chance.random()]


def test_the_same_seed_draws_the_same() -> None:
    assert drawn(7) == drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)


def test_without_a_seed_every_run_draws_its_own() -> None:
    assert drawn(None) != drawn(None)


def test_uuids_are_of_version_4() -> None:
    chance = Chance()

    for _ in range(100):
        text = chance.uuid()
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", text)


def test_numbers_are_below_one() -> None:
    chance = Chance()

    assert all(0 <= chance.random() < 1 for _ in range(100))
