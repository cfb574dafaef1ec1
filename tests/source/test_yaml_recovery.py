from __future__ import annotations

import pytest

from asltool.json_value import JsonValue
from asltool.source.text import SourceText
from asltool.source.yaml_reader import read_yaml_source
from asltool.source.yaml_recovery import repair_yaml

TEXT = """StartAt: A
States:
  A:
    Type: Pass
%s
  B:
    Type: Wait
    Seconds: 3
"""


def states(text: str) -> JsonValue:
    repaired = repair_yaml(SourceText(text, "a.yaml"))
    assert repaired is not None
    document, _ = read_yaml_source(repaired)
    assert document is not None
    return document.value["States"]  # type: ignore[index,call-overload,return-value]


@pytest.mark.parametrize(
    "line", ["    Nex", '    Next: "B', "    Next: [", "    Next: B: C", "    - x", "\tNext: B", "   Next: B"]
)
def test_a_line_that_spoils_the_text_is_set_aside(line: str) -> None:
    found = states(TEXT % line)

    assert isinstance(found, dict)
    assert found["B"] == {"Type": "Wait", "Seconds": 3}
    assert isinstance(found["A"], dict)
    assert found["A"]["Type"] == "Pass"


def test_several_lines_can_be_set_aside() -> None:
    found = states(TEXT.replace("Seconds: 3", "Sec") % "    Nex")

    assert isinstance(found, dict)
    assert found["A"] == {"Type": "Pass", "${} 5": "${}"}
    assert found["B"] == {"Type": "Wait", "${} 8": "${}"}


def test_a_quote_that_is_closed_far_below_is_found() -> None:
    text = TEXT % '    Next: "B'
    found = states(text + '    Next: C\n  C:\n    Type: Pass\n    Comment: "x"\n    End: true\n')

    assert isinstance(found, dict)
    assert list(found) == ["A", "B", "C"]


def test_places_are_those_of_the_file() -> None:
    text = TEXT % "    Nex"
    source = SourceText(text, "a.yaml")
    repaired = repair_yaml(source)

    assert repaired is not None
    assert repaired.origin is source
    at = repaired.inward(text.index("Wait"))
    assert at is not None
    assert repaired.text.startswith("Wait", at)


def test_a_sound_text_stays_as_it_is() -> None:
    source = SourceText(TEXT % "    Next: B", "a.yaml")

    assert repair_yaml(source) is source


def test_a_text_with_mistakes_all_over_is_given_up() -> None:
    assert repair_yaml(SourceText("a: b: c\n" * 9, "a.yaml")) is None
