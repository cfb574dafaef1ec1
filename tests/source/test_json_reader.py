from __future__ import annotations

import inspect
import json
import math
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asltool.json_value import JsonValue
from asltool.source.json_reader import read_json
from asltool.source.limits import MAX_DEPTH
from asltool.source.problem import ProblemKind

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
SAMPLE = (
    '{"StartAt": "A", "States": {"A": '
    '{"Type": "Pass", "Result": [1, -2.5e3, true, null, "\\u00e9\\""], "End": true}}}'
)


def no_constant(name: str) -> None:
    raise ValueError(name)


def spans(text: str) -> list[tuple[ProblemKind, str]]:
    _, problems = read_json(text, "x.json")
    return [(problem.kind, text[problem.span.start : problem.span.end]) for problem in problems]


@given(VALUES)
def test_what_the_standard_library_reads_is_read_alike(value: JsonValue) -> None:
    text = json.dumps(value)

    document, problems = read_json(text, "x.json")

    assert document is not None
    assert document.value == value
    assert {problem.kind for problem in problems} <= {ProblemKind.UNUSABLE_VALUE}


@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 4),
    st.text(st.sampled_from("{}[]\",:\\truefalsn0123-+.eE/#'\x01\t\r\n aNI$é😀"), max_size=3),
)
@example(0, 0, "\ufeff")
@example(len(SAMPLE), 0, "\xa0")
def test_a_mutilated_text_is_refused_where_the_standard_library_refuses_it(
    at: int, cut: int, put: str
) -> None:
    text = SAMPLE[:at] + put + SAMPLE[at + cut :]
    try:
        expected = json.loads(text.removeprefix("\ufeff"), parse_constant=no_constant)
    except ValueError:
        expected = ...

    document, problems = read_json(text, "x.json")

    if expected is ...:
        assert document is None
        assert len(problems) == 1
    else:
        assert document is not None
        assert document.value == expected
    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in problems)
    assert all(problem.message for problem in problems)


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    document, problems = read_json(text, "x.json")

    assert document is not None or problems


@given(st.binary())
def test_no_latin_text_makes_it_raise(content: bytes) -> None:
    document, problems = read_json(content.decode("latin-1"), "x.json")

    assert document is not None or problems


def test_a_byte_order_mark_is_passed_over() -> None:
    document, problems = read_json('\ufeff{"a": 1}', "x.json")

    assert document is not None
    assert document.value == {"a": 1}
    assert problems == []
    assert document.text.startswith("\ufeff")


def test_duplicate_keys_keep_the_last_value_and_are_told_with_both_places() -> None:
    text = '{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}'

    document, problems = read_json(text, "x.json")

    assert document is not None
    assert document.value == {"a": 3, "b": {"c": 2}}
    assert [problem.message for problem in problems] == [
        'the key "c" stands twice in the same object',
        'the key "a" stands twice in the same object',
    ]
    assert [problem.span.start for problem in problems] == [23, 32]
    assert [(span.start, message) for problem in problems for span, message in problem.related] == [
        (15, "it stands here first"),
        (1, "it stands here first"),
    ]


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_not_finite_are_no_json(constant: str) -> None:
    assert spans(f'{{"a": {constant}}}') == [(ProblemKind.NOT_JSON, constant)]


@pytest.mark.parametrize("number", ["1e999", "-1E400", "9" * 4301])
def test_numbers_beyond_the_range_are_refused(number: str) -> None:
    assert spans(f"[{number}]") == [(ProblemKind.UNUSABLE_VALUE, number)]


def test_large_numbers_within_the_range_are_read() -> None:
    document, _ = read_json(f"[1.7e308, {'9' * 4300}]", "x.json")

    assert document is not None
    assert document.value == [1.7e308, int("9" * 4300)]
    assert not math.isinf(document.value[0])


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        (r'["\ud83d\ude00"]', []),
        (r'["\ud83d"]', [r"\ud83d"]),
        (r'["\ude00 \uD83D\u0041"]', [r"\ude00", r"\uD83D"]),
        (r'["\\ud83d"]', []),
        (r'["\\\ud83d"]', [r"\ud83d"]),
        ('["\ud83d"]', ["\ud83d"]),
    ],
)
def test_half_a_surrogate_pair_is_told(text: str, halves: list[str]) -> None:
    document, _ = read_json(text, "x.json")

    assert document is not None
    assert spans(text) == [(ProblemKind.UNUSABLE_VALUE, half) for half in halves]


@pytest.mark.parametrize("text", ["", "  \r\n\t", "\ufeff"])
def test_an_empty_text_is_told_as_such(text: str) -> None:
    assert [kind for kind, _ in spans(text)] == [ProblemKind.EMPTY]


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1_000, 100_000])
@pytest.mark.parametrize("piece", ["[", '{"a":'])
def test_deep_nesting_is_told_and_never_overflows(depth: int, piece: str) -> None:
    closer = "]" if piece == "[" else "}"

    kinds = [kind for kind, _ in spans(piece * depth + "1" + closer * depth)]

    assert kinds == [ProblemKind.TOO_DEEP]


def test_the_deepest_nesting_allowed_is_read() -> None:
    document, problems = read_json("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.json")

    assert document is not None
    assert problems == []


def test_a_caller_without_stack_to_spare_gets_no_wrong_answer() -> None:
    def read_at(depth: int) -> JsonValue:
        if depth:
            return read_at(depth - 1)
        document, _ = read_json("[" * 100 + "]" * 100, "x.json")
        return document is not None

    free = sys.getrecursionlimit() - len(inspect.stack(0))
    answers = []
    for left in range(20, 160, 10):
        try:
            answers.append(read_at(free - left))
        except RecursionError:
            answers.append("refused")

    assert set(answers) <= {True, "refused"}
    assert answers[-1] is True


def test_jackson_is_quoted_for_a_text_that_it_refuses() -> None:
    _, [problem] = read_json("\ufeff{{", "x.json")

    assert problem.jackson is not None
    assert problem.jackson.reason == (
        "Unexpected character ('{' (code 123)): was expecting double-quote to start field name"
    )
    assert problem.jackson.location == '[Source: (String)"{{"; line: 1, column: 3]'
