from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.mutants import Mutant, complaint, is_refused, mutants, seeds_of_the_project
from machine_strategies import machines

SEEDS = seeds_of_the_project()
SAMPLE = list(mutants(SEEDS, 300, random.Random(7)))


def test_no_seed_is_refused() -> None:
    assert [seed for seed in SEEDS if is_refused(json.dumps(seed).encode())] == []


def test_most_mutants_are_refused() -> None:
    assert sum(is_refused(mutant.text) for mutant in SAMPLE) > len(SAMPLE) / 2


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda mutant: mutant.name)
def test_what_the_schema_refuses_is_an_error_soon(mutant: Mutant, tmp_path: Path) -> None:
    assert complaint(mutant, tmp_path / "mutant.asl.json") is None


@given(machine=machines(), seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_so_is_what_is_broken_in_any_machine(
    tmp_path_factory: pytest.TempPathFactory, machine: dict[str, Any], seed: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "mutant.asl.json"

    for mutant in mutants([machine], 3, random.Random(seed)):
        assert complaint(mutant, path) is None, mutant.text
