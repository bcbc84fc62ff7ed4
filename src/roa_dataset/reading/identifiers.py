"""Identifiers of publications: ISBN with its check digit, DOI."""

from __future__ import annotations

import re

_ISBN_SEPARATORS = re.compile(r"[ \u00a0\u2009\u202f\u2010\u2011\u2012\u2013-]")
#: the shape that Crossref and the DOI handbook give: prefix 10. with four to nine digits, a slash, printable characters
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\x00-\x1f\x7f]+")


class IsbnNotValid(ValueError):  # noqa: N818 - the name says what is wrong
    """A text that should be an ISBN has another length, other characters or a wrong check digit."""


def _compact(text: str) -> str:
    return _ISBN_SEPARATORS.sub("", text.strip()).upper()


def _check_isbn10(compact: str) -> bool:
    """ISO 2108, ten digits: the sum weighted 10 to 1 is divisible by 11; X stands for ten and only at the end."""
    values = [10 if c == "X" else int(c) for c in compact]
    return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0


def _check_isbn13(compact: str) -> bool:
    """ISO 2108, thirteen digits: the sum weighted 1, 3, 1, 3 … is divisible by 10."""
    return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(compact)) % 10 == 0


def isbn_is_valid(text: str) -> bool:
    """Whether the text is an ISBN-10 or ISBN-13, with or without hyphens or spaces, and its check digit is right."""
    compact = _compact(text)
    if re.fullmatch(r"[0-9]{9}[0-9X]", compact):
        return _check_isbn10(compact)
    if re.fullmatch(r"97[89][0-9]{10}", compact):
        return _check_isbn13(compact)
    return False


def normalise_isbn(text: str) -> str:
    """The ISBN without hyphens and spaces and with a capital X; ten digits stay ten.

    Raises IsbnNotValid when it is none or when its check digit is wrong.
    """
    if not isbn_is_valid(text):
        raise IsbnNotValid(
            f"isbn: found {text[:40]!r}, expected ten digits (the last may be X) or thirteen from 978 or 979,"
            " with a right check digit; compare it with the text and keep it as it is there"
        )
    return _compact(text)


def doi_is_valid(text: str) -> bool:
    """Whether the text, without the space around it, is a DOI in its bare form, `10.1162/isec_a_00411`."""
    return _DOI.fullmatch(text.strip()) is not None
