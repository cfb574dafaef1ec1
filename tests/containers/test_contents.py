from __future__ import annotations

from asltool.containers.contents import Contained, Contents, machine_type
from asltool.source.text import SourceText


def test_a_file_without_a_container_is_told_from_one_that_holds_nothing() -> None:
    source = SourceText("", "a.json")

    assert Contents(source, (Contained(None, None),)).noun is None
    assert Contents(source, (), "CloudFormation template").machines == ()


def test_a_type_is_one_of_two() -> None:
    assert machine_type("EXPRESS") == "EXPRESS"
    assert machine_type({"Ref": "Type"}) is None
