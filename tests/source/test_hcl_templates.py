from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.source.embedding import EmbeddedText
from asltool.source.hcl_templates import (
    HclError,
    Template,
    file_template,
    placeholder,
    read_heredoc,
    read_quoted,
)
from asltool.source.span import Span
from asltool.source.text import SourceText


def read(text: str) -> Template:
    return read_quoted(text, 0) if text.startswith('"') else read_heredoc(text, 0)


def said(text: str) -> str | None:
    """Give what a template says."""
    segments = read(text).segments(SourceText(text, "main.tf"))
    return None if segments is None else EmbeddedText(segments, "main.tf").text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('""', ""),
        ('"a"', "a"),
        (r'"a\"b\\c\n\t\r\u00e9\U0001F600"', 'a"b\\c\n\t\ré😀'),
        ('"$${a} $5 %%{b} 5%"', "${a} $5 %{b} 5%"),
        ('"$$${a} %${b}"', "$${a} %${b}"),
        ('"a-${var.x}-b"', "a-${var.x}-b"),
        ('"${lookup(var.x, "a}b")}"', "${lookupvar.xab}"),
        ('"${"${a}"}"', "${a}"),
        ('"${{}}"', "${value}"),
        ('"%{ if a }b%{ endif }"', None),
        ("<<E\na ${b\nE\n", None),
        ("<<E\na ${b\nE\n}", None),
        ('<<E\na ${"b\nE\n', None),
        ("<<E\n a\\n\n  $${b}\nE\n", " a\\n\n  ${b}\n"),
        ("<<-E\n    a\n\n      b ${c}\n   E", "a\n\n  b ${c}\n"),
        ("<<-E\nE", ""),
        ("<<E\r\na\r\nE\r\n", "a\r\n"),
    ],
)
def test_a_template_says_its_text(text: str, expected: str | None) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"%{ if a }b%{ endif }"', "b"),
        ('"%{if a}b%{else}c%{endif}d"', "bd"),
        ('"%{~ if a ~}b%{~ else ~}${c}%{~ endif ~}"', "b"),
        ('"%{ if a }b%{ if c }d%{ else }e%{ endif }f%{ else }%{ if g }h%{ endif }%{ endif }"', "bdf"),
        ('"%{ if a }b%{ endif }%{ if a }c%{ endif }"', "bc"),
        ('"%{ if a }b%{ endif }%{ if !a }c%{ endif }"', None),
        ('"%{ if v.a == 1 }b%{ endif }%{ if v.a == 2 }c%{ endif }"', None),
        ('"%{ if a }b"', None),
        ('"b%{ endif }"', None),
        ('"%{ if a }%{ else }%{ else }%{ endif }"', None),
        ('"%{ for a in b }c%{ endfor }"', None),
        ('"%{}"', None),
    ],
)
def test_of_conditions_that_can_all_hold_their_text_counts(text: str, expected: str | None) -> None:
    segments = read(text).segments(SourceText(text, "main.tf"), follows_conditions=True)

    assert (None if segments is None else EmbeddedText(segments, "main.tf").text) == expected


@pytest.mark.parametrize("text", ['"a', '"${a"', '"a\\"', "<<E\na\n", "<<E", '"${"a}"'])
def test_what_is_not_closed_is_no_template(text: str) -> None:
    with pytest.raises(HclError):
        read(text)


def test_a_file_is_a_template_as_it_is() -> None:
    text = '\ufeff{"a": "${b("c")}", "d": "\\n"}'
    segments = file_template(text).segments(SourceText(text, "a.tftpl"))

    assert segments is not None
    assert EmbeddedText(segments, "a.tftpl").text == '{"a": "${bc}", "d": "\\n"}'


def test_a_placeholder_is_short_and_has_no_quotes() -> None:
    text = "${" + "a" * 100 + '["b"]}'

    assert placeholder(text, Span(0, len(text))) == "${" + "a" * 60 + "}"


CHARACTERS = st.sampled_from([*'ab "\\{$%é', "${", "\n"])


@given(
    st.lists(CHARACTERS, max_size=8).map("".join),
    st.integers(0, 20),
    st.lists(CHARACTERS, max_size=5).map("".join),
)
def test_a_quoted_template_takes_any_edit(text: str, at: int, new: str) -> None:
    quoted = f'"{_written(text)}"'
    segments = read(quoted).segments(SourceText(quoted, "main.tf"))
    assert segments is not None
    embedded = EmbeddedText(segments, "main.tf")
    assert embedded.text == text
    at = min(at, len(text))

    edit = embedded.outward_edit(at, at, new)

    assert edit is not None
    after = quoted[: edit[0]] + edit[2] + quoted[edit[1] :]
    if not (
        text[:at].endswith(("$", "%")) or new.endswith(("$", "%"))
    ):  # which may open something with what follows
        assert said(after) == text[:at] + new + text[at:]


def _written(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return escaped.replace("${", "$${").replace("%{", "%%{")


def test_lines_put_between_indented_ones_are_indented_as_they_are() -> None:
    text = "<<-E\n    {\n      a\n    }\n    E"
    segments = read(text).segments(SourceText(text, "main.tf"))
    assert segments is not None
    embedded = EmbeddedText(segments, "main.tf")

    edit = embedded.outward_edit(5, 5, ",\n  b")

    assert edit is not None
    assert said(text[: edit[0]] + edit[2] + text[edit[1] :]) == "{\n  a,\n  b\n}\n"
