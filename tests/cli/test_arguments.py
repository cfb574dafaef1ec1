from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from asltool.cli.arguments import (
    load_function,
    read_buckets,
    read_definition_text,
    read_input,
    read_pairs,
    read_text,
    read_values,
)
from asltool.errors import AsltoolError


def refusal(argument: str) -> str:
    with pytest.raises(AsltoolError) as raised:
        read_input(argument)
    return str(raised.value)


def test_an_input_is_a_file_json_or_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "input.json"
    file.write_bytes(b'\xef\xbb\xbf{ "n": 1 }\n')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[1]")))

    assert read_input(str(file)) == '{ "n": 1 }\n'
    assert read_input('{"n": 2}') == '{"n": 2}'
    assert read_input("3") == "3"
    assert read_input("-") == "[1]"


def test_a_long_text_is_no_name_of_a_file() -> None:
    text = '"' + "x" * 5000 + '"'

    assert read_input(text) == text


def test_an_input_that_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{\n"n": x}')
    binary = tmp_path / "binary.json"
    binary.write_bytes(b'"\xff"')

    assert refusal(str(broken)).startswith(f"{broken}:2:6: ")
    assert refusal(str(binary)) == f"{binary} is no UTF-8: byte 2 is 0xFF"
    assert refusal('{"n": x}').startswith("--input:1:7: ")
    assert refusal("").startswith("--input:1:1: ")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "none.json"

    assert refusal(str(missing)) == f"cannot read {missing}: no such file, and it is no JSON"
    assert refusal(str(tmp_path)) == f"cannot read {tmp_path}: is a directory"


def test_a_text_is_that_of_a_file_or_of_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "text.json"
    file.write_text("no JSON")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))

    assert read_text(str(file)) == "no JSON"
    assert read_text("-") == "text"
    with pytest.raises(AsltoolError, match=r"cannot read .*none: no such file"):
        read_text(str(tmp_path / "none"))


def test_pairs_are_split_at_the_last_sign() -> None:
    assert read_pairs(("a=b=c", "*=m:f"), "--handler", "KEY=VALUE") == {"a=b": "c", "*": "m:f"}


@pytest.mark.parametrize("argument", ["a", "=b", "a="])
def test_a_pair_that_is_none_is_told(argument: str) -> None:
    with pytest.raises(AsltoolError, match=f"^--handler must be KEY=VALUE, not {argument}$"):
        read_pairs((argument,), "--handler", "KEY=VALUE")


def test_modules_of_the_current_folder_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop_handlers.py").write_text(
        "class Shop:\n    @staticmethod\n    def pay(event):\n        return event\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])

    assert load_function("shop_handlers:Shop.pay")(1) == 1
    assert load_function("json:dumps")(1) == "1"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("json", "a handler must be named as module:function, not json"),
        (":f", "a handler must be named as module:function, not :f"),
        ("json:none", "json has no none"),
        ("math:pi", "math:pi is no function"),
        (
            "no_such_module:f",
            "cannot import no_such_module: ModuleNotFoundError: No module named 'no_such_module'",
        ),
    ],
)
def test_a_function_that_cannot_be_had_is_told_in_one_line(place: str, message: str) -> None:
    with pytest.raises(AsltoolError) as raised:
        load_function(place)

    assert str(raised.value) == message


def test_folders_stand_for_one_bucket_or_for_all_others() -> None:
    assert read_buckets(("orders=data/orders", "buckets")) == {"orders": "data/orders", "*": "buckets"}


def test_a_bucket_needs_a_folder() -> None:
    with pytest.raises(AsltoolError, match="--s3 must be BUCKET=FOLDER or FOLDER, not orders="):
        read_buckets(("orders=",))


TEMPLATE = """Resources:
  Pay:
    Type: AWS::StepFunctions::StateMachine
    Properties: {StateMachineType: EXPRESS, DefinitionString: !Sub '{"StartAt": "${A}"}'}
  Ship:
    Type: AWS::StepFunctions::StateMachine
    Properties: {DefinitionString: !Ref X}
"""


def test_a_definition_is_its_file_as_it_stands_or_what_its_container_says(tmp_path: Path) -> None:
    plain, template = tmp_path / "a.json", tmp_path / "template.yaml"
    plain.write_text('{ "StartAt":  1 }', encoding="utf-8")
    template.write_text(TEMPLATE, encoding="utf-8")

    assert read_definition_text(str(plain)) == ('{ "StartAt":  1 }', None)
    assert read_definition_text(f"{template}::Pay") == ('{"StartAt":"${A}"}', "EXPRESS")
    with pytest.raises(AsltoolError, match="before it is deployed"):
        read_definition_text(f"{template}::Ship")
    with pytest.raises(AsltoolError, match='it has "Pay" and "Ship"'):
        read_definition_text(str(template))
    with pytest.raises(AsltoolError, match="is one definition"):
        read_definition_text(f"{plain}::Pay")


def test_a_text_that_only_speaks_of_templates_is_a_definition(tmp_path: Path) -> None:
    text = '{"StartAt": "A", "Comment": "Type: AWS::StepFunctions::StateMachine"}'
    (tmp_path / "a.json").write_text(text, encoding="utf-8")

    assert read_definition_text(str(tmp_path / "a.json")) == (text, None)


def test_values_are_json_where_they_are_no_text() -> None:
    given = ("A=5", "B=x=y", "C=true", "D=", 'E="q"', "F=[1]", "G=1.5")

    assert read_values(given) == {"A": 5, "B": "x=y", "C": True, "D": "", "E": '"q"', "F": "[1]", "G": 1.5}
    for wrong in ("A", "=5"):
        with pytest.raises(AsltoolError, match="must be NAME=VALUE"):
            read_values((wrong,))
