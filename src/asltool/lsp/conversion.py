"""Our answers in the types of the protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from asltool.diagnostics import Finding, RelatedPlace, Severity
from asltool.lint.page import pages
from asltool.lsp.diagnostics import is_without_effect
from asltool.lsp.hover import Hover
from asltool.lsp.lines import Lines
from asltool.lsp.outline import Symbol, SymbolKind
from asltool.lsp.proposals import Proposal, ProposalKind
from asltool.lsp.quick_fixes import QuickFix
from asltool.source.edits import Edit
from asltool.source.span import Position, Span
from asltool.source.text import SourceText

SOURCE = "asltool"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_PROPOSALS = {
    ProposalKind.FIELD: types.CompletionItemKind.Property,
    ProposalKind.VALUE: types.CompletionItemKind.EnumMember,
    ProposalKind.STATE: types.CompletionItemKind.Reference,
    ProposalKind.ERROR: types.CompletionItemKind.Event,
    ProposalKind.SERVICE: types.CompletionItemKind.Module,
    ProposalKind.FUNCTION: types.CompletionItemKind.Function,
    ProposalKind.VARIABLE: types.CompletionItemKind.Variable,
}
_SYMBOLS = {
    SymbolKind.MACHINE: types.SymbolKind.Module,
    SymbolKind.STATE: types.SymbolKind.Function,
    SymbolKind.CHOICE: types.SymbolKind.Operator,
    SymbolKind.END: types.SymbolKind.Event,
}


class Converter:
    """Writes answers about one text.

    Args:
        uri: The text's URI.
        source: The text.
        lines: Its lines.
        takes_snippets: Whether the editor puts the cursor where a snippet says.
    """

    def __init__(self, uri: str, source: SourceText, lines: Lines, *, takes_snippets: bool = False) -> None:
        self._takes_snippets = takes_snippets
        self.uri = uri
        self.source = source
        self.lines = lines

    def offset(self, position: types.Position) -> int:
        """Give the offset of a position."""
        return self.lines.offset(position.line, position.character)

    def span(self, range_: types.Range) -> Span:
        """Give the span of a range."""
        return Span(self.offset(range_.start), self.offset(range_.end))

    def range(self, span: Span) -> types.Range:
        """Give the range of a span."""
        start, end = self.lines.position(span.start), self.lines.position(span.end)
        return types.Range(types.Position(*start), types.Position(*end))

    def location(self, span: Span) -> types.Location:
        """Give the place of a span."""
        return types.Location(self.uri, self.range(span))

    def diagnostic(self, finding: Finding) -> types.Diagnostic:
        """Give a finding."""
        page = pages()[finding.rule]
        related = [
            types.DiagnosticRelatedInformation(self.location(self._span(place)), place.message)
            for place in finding.related
        ]
        return types.Diagnostic(
            range=self.range(finding.span),
            message=f"{finding.message} ({page.name})",
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            source=SOURCE,
            tags=[types.DiagnosticTag.Unnecessary] if is_without_effect(finding) else None,
            related_information=related or None,
        )

    def _span(self, place: RelatedPlace) -> Span:
        start = self.source.offset(Position(place.line, place.column))
        return Span(start, self.source.offset(Position(place.end_line, place.end_column)))

    def hover(self, hover: Hover) -> types.Hover:
        """Give what to show at a place."""
        content = types.MarkupContent(types.MarkupKind.Markdown, hover.text)
        return types.Hover(content, self.range(hover.span))

    def completion(self, proposals: Iterable[Proposal]) -> types.CompletionList:
        """Give the proposals, which editors sort by our order."""
        items = [self._item(f"{index:05}", proposal) for index, proposal in enumerate(proposals)]
        return types.CompletionList(is_incomplete=False, items=items)

    def _item(self, order: str, proposal: Proposal) -> types.CompletionItem:
        about, edit = proposal.about, self.text_edit(proposal.edit)
        snippet = proposal.snippet if self._takes_snippets else None
        if snippet is not None:
            edit.new_text = snippet
        return types.CompletionItem(
            label=proposal.label,
            kind=_PROPOSALS[proposal.kind],
            detail=proposal.detail or None,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, about) if about else None,
            sort_text=order,
            filter_text=proposal.typed,
            text_edit=edit,
            insert_text_format=None if snippet is None else types.InsertTextFormat.Snippet,
        )

    def text_edit(self, edit: Edit) -> types.TextEdit:
        """Give an edit."""
        return types.TextEdit(self.range(Span(edit.start, edit.end)), edit.text)

    def workspace_edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Give edits of the text."""
        return types.WorkspaceEdit(changes={self.uri: [self.text_edit(edit) for edit in edits]})

    def code_action(self, fix: QuickFix) -> types.CodeAction:
        """Give a quick fix."""
        finding = fix.finding
        kind = types.CodeActionKind.QuickFix if finding is not None else types.CodeActionKind.SourceFixAll
        return types.CodeAction(
            title=fix.title,
            kind=kind,
            diagnostics=None if finding is None else [self.diagnostic(finding)],
            is_preferred=fix.is_preferred or None,
            edit=self.workspace_edit(fix.edits),
        )

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """Give an entry of the outline, with all below it."""
        return types.DocumentSymbol(
            name=symbol.name,
            detail=symbol.detail or None,
            kind=_SYMBOLS[symbol.kind],
            range=self.range(symbol.span),
            selection_range=self.range(symbol.name_span),
            children=[self.symbol(child) for child in symbol.children] or None,
        )
