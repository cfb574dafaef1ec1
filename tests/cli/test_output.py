from __future__ import annotations

import io
import os
import sys

import pytest

from asltool import __version__
from asltool.cli.output import (
    complain,
    emit,
    emit_bytes,
    is_coloured,
    remark,
    setting,
    survive_any_text,
)


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def test_results_go_to_stdout_and_remarks_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    emit("result")
    emit("")
    remark("by the way")
    complain("it is broken")

    captured = capsys.readouterr()
    assert captured.out == "result\n"
    assert captured.err == "by the way\nasltool: error: it is broken\n"


def test_bytes_are_written_as_they_are(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    emit_bytes(b"\xff\r\n")

    assert capsysbinary.readouterr().out == b"\xff\r\n"


def test_complaints_are_coloured_where_colours_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    complain("it is broken")

    assert capsys.readouterr().err == "asltool: \x1b[31m\x1b[1merror:\x1b[0m it is broken\n"


@pytest.mark.parametrize(
    ("environment", "stream", "expected"),
    [
        ({}, io.StringIO(), False),
        ({}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, Terminal(), False),
        ({"FORCE_COLOR": "1"}, io.StringIO(), True),
    ],
)
def test_colours_are_for_terminals_unless_the_environment_says_otherwise(
    environment: dict[str, str], stream: io.StringIO, *, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)

    assert is_coloured() is expected
    assert is_coloured(err=True) is expected


def test_a_report_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _descriptor: os.terminal_size((90, 24)))
    monkeypatch.setattr(Terminal, "fileno", lambda _stream: 1)
    monkeypatch.setattr(sys, "stdout", Terminal())

    assert (setting().version, setting().width, setting().is_coloured) == (__version__, 90, True)


@pytest.mark.parametrize("columns", [0, 20])
def test_a_report_is_never_too_narrow_to_read(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _descriptor: os.terminal_size((columns, 24)))
    monkeypatch.setattr(Terminal, "fileno", lambda _stream: 1)
    monkeypatch.setattr(sys, "stdout", Terminal())

    assert setting().width == 60


def test_a_report_that_no_terminal_shows_has_a_width_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    assert setting().width == 120


def test_text_that_the_encoding_lacks_is_written_as_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())

    survive_any_text()
    sys.stdout.write("Gebühr")
    sys.stdout.flush()

    assert written.getvalue() == b"Geb\\xfchr"
