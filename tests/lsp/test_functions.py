from __future__ import annotations

from asltool.lsp.functions import intrinsics, jsonata_functions


def test_intrinsic_functions_have_signatures_and_examples() -> None:
    function = intrinsics()["States.ArrayRange"]

    assert function.signature == "States.ArrayRange(number, number, number) -> array"
    assert function.example.startswith("States.ArrayRange(")


def test_further_arguments_of_an_intrinsic_function_are_marked() -> None:
    assert intrinsics()["States.Format"].signature == "States.Format(string, any ...) -> string"
    assert "[number]" in intrinsics()["States.MathRandom"].signature


def test_functions_of_jsonata_have_signatures() -> None:
    functions = jsonata_functions()

    assert functions["$range"].signature == "$range(first: number, last: number, step: number) -> array"
    assert functions["$range"].about.startswith("Give the numbers from `first` to `last`")
    assert "$eval" not in functions


def test_every_function_says_what_it_does() -> None:
    assert [name for name, each in {**intrinsics(), **jsonata_functions()}.items() if not each.about] == []
