from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from lint.mutants import Mutant, complaint, is_refused, mutants, seeds_of_the_project

SEEDS = seeds_of_the_project()
SAMPLE = list(mutants(SEEDS, 400, random.Random(7)))


def test_no_seed_is_refused() -> None:
    assert [seed for seed in SEEDS if is_refused(json.dumps(seed).encode())] == []


def test_most_mutants_are_refused() -> None:
    assert sum(is_refused(mutant.text) for mutant in SAMPLE) > len(SAMPLE) / 2


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda mutant: mutant.name)
def test_what_the_schema_refuses_is_an_error_soon(mutant: Mutant, tmp_path: Path) -> None:
    assert complaint(mutant, tmp_path / "mutant.asl.json") is None
