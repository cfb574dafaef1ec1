from __future__ import annotations

import os
from pathlib import Path

from asltool.containers.contents import NoFile
from asltool.containers.following import follow_from
from asltool.source.problem import SourceProblem
from asltool.source.text import SourceText


def test_a_file_is_found_from_the_folder_and_called_as_seen_from_here(tmp_path: Path) -> None:
    (tmp_path / "sm").mkdir()
    (tmp_path / "sm" / "a.json").write_text("{}", encoding="utf-8")

    found = follow_from(tmp_path / "sm" / "..")("./sm/a.json")

    assert isinstance(found, SourceText)
    assert (found.text, found.name) == ("{}", str(tmp_path / "sm" / "a.json"))


def test_a_file_that_is_not_there_is_told_with_one_that_differs_in_case(tmp_path: Path) -> None:
    (tmp_path / "StateMachine").mkdir()
    (tmp_path / "StateMachine" / "Pay.json").write_text("{}", encoding="utf-8")
    follow = follow_from(tmp_path)

    assert follow("none.json") == NoFile(os.path.normpath(tmp_path / "none.json"))
    assert follow("none/none.json") == NoFile(os.path.normpath(tmp_path / "none" / "none.json"))
    assert follow("StateMachine/pay.json") == NoFile(
        os.path.normpath(tmp_path / "StateMachine" / "pay.json"), "StateMachine/Pay.json"
    )
    assert follow("statemachine/pay.json") == NoFile(
        os.path.normpath(tmp_path / "statemachine" / "pay.json"), "StateMachine/Pay.json"
    )


def test_what_is_elsewhere_is_not_known(tmp_path: Path) -> None:
    assert follow_from(tmp_path)("s3://bucket/key.json") is None
    assert follow_from(tmp_path)("") is None


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe\x00")

    assert isinstance(follow_from(tmp_path)("a.json"), SourceProblem)
