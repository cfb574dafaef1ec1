from __future__ import annotations

import re

from asltool.parse.problems import PROBLEMS


def test_ids_are_unique_in_order_and_in_the_parsers_family() -> None:
    ids = [problem.id for problem in PROBLEMS]

    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"ASL0\d\d", id_) for id_ in ids)


def test_names_are_unique_words() -> None:
    names = [problem.name for problem in PROBLEMS]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
