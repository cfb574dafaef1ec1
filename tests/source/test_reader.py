from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.errors import UnreadableFileError
from asltool.source.document import Format
from asltool.source.limits import MAX_FILE_BYTES
from asltool.source.problem import ProblemKind
from asltool.source.reader import read, read_bytes, read_file


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ('{"a": 1}', "<string>", Format.JSON),
        (' \n["a"]', "<string>", Format.JSON),
        ('"a"', "<string>", Format.JSON),
        ("1", "<string>", Format.JSON),
        ("a: 1", "<string>", Format.YAML),
        ("- a", "<string>", Format.YAML),
        ("# note\na: 1", "<string>", Format.YAML),
        ('{"a": 1}', "x.YAML", Format.YAML),
        ("{a: 1}", "x.yml", Format.YAML),
        ("word", "x.yml", Format.YAML),
        ('{"a": 1}', "x.asl.json", Format.JSON),
    ],
)
def test_name_and_text_tell_the_language(text: str, name: str, expected: Format) -> None:
    document, problems = read(text, name)

    assert problems == []
    assert document is not None
    assert document.format is expected
    assert document.name == name


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("{a: 1}", "<string>", ProblemKind.NOT_JSON),
        ("// note\n{}", "<string>", ProblemKind.NOT_JSON),
        ("a: 1", "x.json", ProblemKind.NOT_JSON),
        ("just a sentence", "<string>", ProblemKind.NOT_JSON),
        ("a: [1", "<string>", ProblemKind.NOT_YAML),
        ("{a: 1", "x.yaml", ProblemKind.NOT_YAML),
        ("", "<string>", ProblemKind.EMPTY),
        ("\ufeff \n", "x.json", ProblemKind.EMPTY),
        ("# note", "x.yaml", ProblemKind.EMPTY),
    ],
)
def test_mistakes_are_those_of_the_language_that_is_meant(text: str, name: str, kind: ProblemKind) -> None:
    document, [problem] = read(text, name)

    assert document is None
    assert problem.kind is kind
    assert problem.source.name == name


def test_a_file_is_read_with_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": "\xc3\xa9"}\r\n')

    document, problems = read_file(path)

    assert problems == []
    assert document is not None
    assert document.value == {"a": "é"}
    assert document.text == '\ufeff{"a": "é"}\r\n'
    assert document.name == str(path)


def test_a_file_can_be_shown_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}", encoding="utf-8")

    document, _ = read_file(str(path), name="a.json")

    assert document is not None
    assert document.name == "a.json"


def test_bad_utf_8_is_told_with_its_place() -> None:
    document, [problem] = read_bytes(b'{\n"\xc3\xa9": "\xe9t\xe9"}', "x.json")

    assert document is None
    assert (problem.kind, problem.message) == (ProblemKind.BAD_ENCODING, "the byte 0xE9 is not UTF-8")
    position = problem.source.position(problem.span.start)
    assert (position.line, position.column) == (2, 7)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_told_as_such(encoding: str) -> None:
    mark = b"" if encoding == "utf-16" else b"\xfe\xff"

    document, [problem] = read_bytes(mark + "{}".encode(encoding), "x.json")

    assert document is None
    assert (problem.kind, problem.message) == (
        ProblemKind.BAD_ENCODING,
        "the file is UTF-16: save it as UTF-8",
    )


def test_bytes_and_texts_that_are_too_large_are_not_read_either() -> None:
    for read_any, content, unit in ((read_bytes, b" ", "bytes"), (read, " ", "characters")):
        document, [problem] = read_any(content * (MAX_FILE_BYTES + 1), "a.json")  # type: ignore[operator]

        assert document is None
        assert problem.kind is ProblemKind.TOO_LARGE
        assert problem.message.startswith(f"33,554,433 {unit} are more than any definition has")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)

    document, [problem] = read_file(path)

    assert document is None
    assert problem.kind is ProblemKind.TOO_LARGE
    assert problem.message == (
        "33,554,433 bytes are more than any definition has: AWS takes up to 1 MiB (1,048,576 characters)"
    )


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    path = tmp_path / "none.json"

    with pytest.raises(UnreadableFileError) as caught:
        read_file(path)

    assert str(caught.value) == f"cannot read {path}: no such file or directory"


def test_a_folder_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot read"):
        read_file(tmp_path)


def test_a_name_that_no_file_can_have_is_misuse() -> None:
    with pytest.raises(UnreadableFileError, match="cannot read"):
        read_file("a\0b")


@given(st.binary())
def test_no_bytes_make_it_raise(content: bytes) -> None:
    document, problems = read_bytes(content, "x")

    assert document is not None or problems


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    document, problems = read(text, "x")

    assert document is not None or problems
