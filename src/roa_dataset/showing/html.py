"""Rows and quotes as HTML for notebooks. Every text is escaped; nothing is loaded from elsewhere."""

from __future__ import annotations

from html import escape

from roa_dataset.showing.text import cell_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEFT = ' style="text-align:left"'


def html_table(rows: Sequence[Mapping[str, object]], caption: str = "") -> str:
    """The rows as a table with a head; the first row says which columns there are."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in (rows[0] if rows else ()))
    body = "".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in rows)
    title = f"<caption{_LEFT}>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def html_quote(before: str, quote: str, after: str) -> str:
    """A stretch of a text with the quote marked in it; line ends as in the text."""
    marked = f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"
    return f'<blockquote style="white-space:pre-wrap">{marked}</blockquote>'


def html_line(text: str, tag: str = "p") -> str:
    """One line of text in its own element."""
    return f"<{tag}>{escape(text)}</{tag}>"


def _cell(cell: object) -> str:
    return f"<td{_LEFT}>{escape(cell_text(cell))}</td>"
