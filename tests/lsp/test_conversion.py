from __future__ import annotations

from lsprotocol import types

from asltool.lint.linter import Options
from asltool.lsp.conversion import Converter
from asltool.lsp.diagnostics import diagnose
from asltool.lsp.hover import Hover
from asltool.lsp.lines import Lines, Units
from asltool.lsp.outline import outline
from asltool.lsp.proposals import Proposal, ProposalKind
from asltool.lsp.quick_fixes import QuickFix
from asltool.lsp.snapshot import take_snapshot
from asltool.source.edits import Edit
from asltool.source.span import Span
from lsp_marking import TASK

TEXT = '{"StartAt": "😀A", "States": {"😀A": {"Type": "Succeed"}, "B": {"Type": "Pass", "End": true}}}'
SNAPSHOT = take_snapshot(TEXT, "a.asl.json")
CONVERTER = Converter("file:///a.asl.json", SNAPSHOT.source, Lines(TEXT, Units.UTF_16))


def range_of(start: int, end: int) -> types.Range:
    return types.Range(types.Position(0, start), types.Position(0, end))


def test_places_count_units_of_utf_16_there_and_back() -> None:
    span = Span(TEXT.index('"States"'), TEXT.index('"States"') + 8)

    assert CONVERTER.range(span) == range_of(19, 27)
    assert CONVERTER.span(range_of(19, 27)) == span
    assert CONVERTER.location(span).uri == "file:///a.asl.json"


def test_a_finding_has_its_rule_and_whether_it_could_be_left_out() -> None:
    (finding,) = diagnose(SNAPSHOT, Options())
    shown = CONVERTER.diagnostic(finding)

    assert (shown.code, shown.source) == ("ASL103", "asltool")
    assert shown.severity == types.DiagnosticSeverity.Error
    assert shown.tags == [types.DiagnosticTag.Unnecessary]
    assert shown.message.endswith("(unreachable-state)")


def test_related_places_are_told() -> None:
    text = '{"StartAt": "A", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
    snapshot = take_snapshot(text, "a.asl.json")
    (finding,) = diagnose(snapshot, Options())

    shown = Converter("u", snapshot.source, Lines(text, Units.UTF_16)).diagnostic(finding)

    assert shown.related_information is not None
    assert shown.related_information[0].location.range == range_of(1, 10)


def test_proposals_keep_their_order() -> None:
    edit = Edit(13, 14, '"x"')
    proposals = [
        Proposal("b", ProposalKind.STATE, edit, '"b"'),
        Proposal("a", ProposalKind.FIELD, edit, "a", "detail", "about"),
    ]

    items = CONVERTER.completion(proposals).items

    assert [item.label for item in sorted(items, key=lambda item: item.sort_text or "")] == ["b", "a"]
    assert items[0].text_edit == types.TextEdit(range_of(13, 15), '"x"')
    assert items[0].filter_text == '"b"'
    assert items[1].documentation == types.MarkupContent(types.MarkupKind.Markdown, "about")


def test_a_snippet_is_for_editors_that_take_some() -> None:
    proposal = Proposal("Next", ProposalKind.FIELD, Edit(0, 0, '"Next": '), "", snippet='"Next": "$1"')
    able = Converter("u", SNAPSHOT.source, Lines(TEXT, Units.UTF_16), takes_snippets=True)

    (plain,) = CONVERTER.completion([proposal]).items
    (snippet,) = able.completion([proposal]).items

    assert (plain.text_edit.new_text, plain.insert_text_format) == ('"Next": ', None)  # type: ignore[union-attr]
    assert snippet.text_edit.new_text == '"Next": "$1"'  # type: ignore[union-attr]
    assert snippet.insert_text_format == types.InsertTextFormat.Snippet


def test_a_hover_is_markdown() -> None:
    shown = CONVERTER.hover(Hover("**x**", Span(0, 1)))

    assert shown.contents == types.MarkupContent(types.MarkupKind.Markdown, "**x**")
    assert shown.range == range_of(0, 1)


def test_a_quick_fix_belongs_to_its_finding() -> None:
    (finding,) = diagnose(SNAPSHOT, Options())

    one = CONVERTER.code_action(QuickFix("Mend", (Edit(0, 1, "["),), finding, is_preferred=True))
    everything = CONVERTER.code_action(QuickFix("All", (), None))

    assert (one.kind, one.is_preferred) == (types.CodeActionKind.QuickFix, True)
    assert one.edit is not None
    assert one.edit.changes == {"file:///a.asl.json": [types.TextEdit(range_of(0, 1), "[")]}
    assert everything.kind == types.CodeActionKind.SourceFixAll
    assert everything.diagnostics is None


def test_the_outline_is_a_tree_whose_names_are_inside() -> None:
    text = TASK % '"Next": "Rest"'
    snapshot = take_snapshot(text, "a.asl.json")
    converter = Converter("u", snapshot.source, Lines(text, Units.UTF_16))

    (whole,) = [converter.symbol(symbol) for symbol in outline(snapshot)]

    assert [child.name for child in whole.children or ()] == ["Send", "Rest"]
    for symbol in (whole, *(whole.children or ())):
        assert symbol.range.start <= symbol.selection_range.start
        assert symbol.selection_range.end <= symbol.range.end
