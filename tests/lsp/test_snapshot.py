from __future__ import annotations

from asltool.lsp.snapshot import take_snapshot

TEMPLATE = """Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: |
        {"StartAt": "A",
         "States": {"A": {"Type": "Pass", "End": true}}%s
  N:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: B
        States:
          B:
            Type: Pass
            %s
"""


def test_a_sound_definition_is_read_as_it_is() -> None:
    snapshot = take_snapshot('{"StartAt": "A", "States": {}}', "a.asl.json")

    (view,) = snapshot.views
    assert view.is_whole
    assert view.document.value == {"StartAt": "A", "States": {}}


def test_of_a_broken_definition_there_is_what_can_be_read() -> None:
    snapshot = take_snapshot('{"StartAt": "A", "States": {"A": ', "a.asl.json")

    (view,) = snapshot.views
    assert not view.is_whole
    assert view.document.value["StartAt"] == "A"  # type: ignore[index,call-overload]


def test_of_a_broken_yaml_definition_there_is_what_can_be_read() -> None:
    (view,) = take_snapshot("StartAt: A\nStates:\n  A:\n    Type: Pass\n    Ne\n", "a.asl.yaml").views

    assert not view.is_whole
    assert view.document.value["StartAt"] == "A"  # type: ignore[index,call-overload]


def test_comments_of_a_broken_text_are_passed_over() -> None:
    (view,) = take_snapshot('{"StartAt": "A", // first\n "States": ', "a.asl.jsonc").views

    assert view.document.value["StartAt"] == "A"  # type: ignore[index,call-overload]


def test_placeholders_of_a_broken_text_stand_for_values() -> None:
    (view,) = take_snapshot('{"TimeoutSeconds": ${Seconds}, "States": ', "a.asl.json").views

    assert view.document.value["TimeoutSeconds"] == "${Seconds}"  # type: ignore[index,call-overload]


def test_machines_of_a_container_are_found_by_the_place_that_they_are_written_at() -> None:
    text = TEMPLATE % ("}", "End: true")
    snapshot = take_snapshot(text, "template.yaml")

    inside = snapshot.view_at(text.index('"Pass"') + 1)
    other = snapshot.view_at(text.index("Type: Pass"))
    assert inside is not None
    assert inside[0].contained.name == "M"
    assert inside[0].document.text.startswith("Pass", inside[1])
    assert other is not None
    assert other[0].contained.name == "N"
    assert snapshot.view_at(text.index("Serverless")) is None


def test_a_broken_string_of_a_container_is_recovered() -> None:
    (first, second) = take_snapshot(TEMPLATE % (",", "End: true"), "template.yaml").views

    assert (first.is_whole, second.is_whole) == (False, True)
    assert first.document.value["StartAt"] == "A"  # type: ignore[index,call-overload]


def test_machines_of_a_container_that_is_broken_are_found() -> None:
    text = TEMPLATE % ("}", "En")
    snapshot = take_snapshot(text, "template.yaml")

    assert [view.contained.name for view in snapshot.views] == ["M", "N"]
    assert not any(view.is_whole for view in snapshot.views)


def test_an_empty_text_has_no_machine() -> None:
    snapshot = take_snapshot("", "a.asl.json")

    assert snapshot.views == ()
    assert snapshot.view_at(0) is None
