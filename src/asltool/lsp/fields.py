"""Fields of the language in words."""

from __future__ import annotations

from asltool.model.fields import JSONATA, QUERY_LANGUAGES, Field


def described_field(field: Field, language: str) -> str:
    """Say what a field does, what it takes and whether it must be there."""
    sentences = [field.about, f"Takes {_taken(field)}."]
    if field.required:
        sentences.append("Required.")
    if field.is_dynamic and language == JSONATA:
        sentences.append("An expression `{% ... %}` may give it.")
    if field.languages != QUERY_LANGUAGES:
        sentences.append(f"In {field.languages[0]} only.")
    return " ".join(sentences)


def _taken(field: Field) -> str:
    if field.allowed:
        return ", ".join(f'`"{value}"`' for value in field.allowed)
    words = field.kind.value
    if field.minimum is not None and field.maximum is not None:
        words += f" from {shown_number(field.minimum)} to {shown_number(field.maximum)}"
    elif field.minimum is not None:
        words += f", at least {shown_number(field.minimum)}"
    if field.max_characters is not None:
        words += f" of at most {field.max_characters} characters"
    return f"{words}, or null" if field.nullable else words


def shown_number(number: float) -> str:
    """Give a number as people read it: `99,999,999`."""
    return f"{int(number):,}" if number == int(number) else f"{number:g}"
