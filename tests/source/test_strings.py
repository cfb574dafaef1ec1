from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.source.document import Document
from asltool.source.embedding import EmbeddedText, Written
from asltool.source.pointer import ROOT
from asltool.source.reader import read
from asltool.source.span import Span
from asltool.source.strings import written_string

CHARACTERS = st.sampled_from(list("ab{}\"'\\: \n\t,é😀#"))
TEXTS = st.text(CHARACTERS, max_size=20)
PLAIN = st.sampled_from(["a", '"b"', "{", "}", ",", "c: d", "é", "😀", "'", "\\"])
LINES = st.lists(
    st.tuples(st.integers(0, 3), st.lists(PLAIN, min_size=1, max_size=4)), min_size=1, max_size=4
)


def document_of(text: str, name: str) -> Document:
    document, problems = read(text, name)
    assert document is not None
    assert not problems
    return document


def written_in(document: Document) -> Written:
    """Give the piece that writes the member "text"."""
    place = document.place(ROOT / "text")
    assert place is not None
    assert isinstance(document.value, dict)
    return written_string(document.source, place, str(document.value["text"]))


def block(lines: list[tuple[int, list[str]]], header: str) -> str:
    """Give a YAML document whose member "text" is a block scalar of these lines."""
    body = "".join(
        f"    {' ' * (depth if number else 0)}{' '.join(words)}\n"
        for number, (depth, words) in enumerate(lines)
    )
    return f"before: 1\ntext: {header}\n{body}after: 2\n"


FORMS = {
    "json": lambda text: (json.dumps({"before": 1, "text": text, "after": 2}), "a.json"),
    "double": lambda text: (f"before: 1\ntext: {json.dumps(text, ensure_ascii=False)}\nafter: 2\n", "a.yaml"),
    "single": lambda text: (f"text: '{text.replace(chr(39), chr(39) * 2)}'\nafter: 2\n", "a.yaml"),
}


@pytest.mark.parametrize("form", ["json", "double"])
@given(TEXTS)
def test_each_character_is_found_where_it_is_written(form: str, text: str) -> None:
    written = written_in(document_of(*FORMS[form](text)))
    embedded = EmbeddedText([written.segment()], "a")

    for index, character in enumerate(text):
        span = embedded.outward(Span(index, index + 1))
        assert json.loads(f'"{embedded.origin.text[span.start : span.end]}"', strict=False) == character


def check_edit(source: str, name: str, at: tuple[int, int], new: str) -> bool:
    """Show that an edit of the string is one of the file, which says the same but for it; False if it is none."""
    document = document_of(source, name)
    written = written_in(document)
    embedded = EmbeddedText([written.segment()], name)
    start, end = sorted(min(offset, len(written.text)) for offset in at)
    edit = embedded.outward_edit(start, end, new)
    if edit is None:
        return False
    changed = document_of(source[: edit[0]] + edit[2] + source[edit[1] :], name)
    expected = {**document.value, "text": written.text[:start] + new + written.text[end:]}  # type: ignore[dict-item]
    assert changed.value == expected
    return True


@pytest.mark.parametrize("form", ["json", "double"])
@given(TEXTS, st.tuples(st.integers(0, 20), st.integers(0, 20)), TEXTS)
def test_a_string_with_escapes_takes_any_edit(form: str, text: str, at: tuple[int, int], new: str) -> None:
    assert check_edit(*FORMS[form](text), at, new)


@given(
    st.text(st.sampled_from(list("ab{}\"'\\: ,")), max_size=12),
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
    TEXTS,
)
def test_a_string_in_single_quotes_takes_edits_without_control_characters(
    text: str, at: tuple[int, int], new: str
) -> None:
    assert check_edit(*FORMS["single"](text), at, new) == (not set("\n\t") & set(new))


def between_words(text: str, at: tuple[int, int]) -> tuple[int, int]:
    """Move both ends of an edit to where words begin or end, as those of fixes do."""
    places = [i for i in range(len(text) + 1) if text[i : i + 1].strip() or text[max(0, i - 1) : i].strip()]
    start, end = sorted(places[each % len(places)] for each in at)
    return start, end


@given(
    LINES,
    st.tuples(st.integers(0, 80), st.integers(0, 80)),
    st.sampled_from(["x", '"new": 1', "a\n  b", "{\n}"]),
)
def test_lines_put_into_a_literal_block_are_indented_as_it_is(
    lines: list[tuple[int, list[str]]], at: tuple[int, int], new: str
) -> None:
    source = block(lines, "|")
    text = written_in(document_of(source, "a.yaml")).text

    assert check_edit(source, "a.yaml", between_words(text, at), new)


def test_what_a_style_cannot_hold_is_no_edit() -> None:
    assert not check_edit("text: >\n  a b\n  c\n", "a.yaml", (0, 1), "x\ny")
    assert check_edit("text: >\n  a b\n  c\n", "a.yaml", (2, 3), "x")
    assert not check_edit("text: |\n  a\n", "a.yaml", (0, 1), "\t")
    assert not check_edit("text: |2\n    a\n", "a.yaml", (2, 3), "x\ny")
    assert not check_edit("text: a b\n", "a.yaml", (0, 1), "x")
