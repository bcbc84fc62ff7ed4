"""Readings: the dates and numbers of claims, read again from the very words that the claim points at.

A claim's number is read from its number span with the hedge beside it, its date from its date spans (or, where it is inherited,
from its date_context span). What the readers make of these words must be what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.finding import Finding
from roa_dataset.reading.conventions import by_convention
from roa_dataset.reading.dates import DateNotRead, DateReading, find_dates, read_date, read_period
from roa_dataset.reading.numbers import NumberNotRead, NumberReading, find_numbers, read_number
from roa_dataset.states import OPEN_BEGINNING, OPEN_END

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
Spans = Mapping[tuple[object, object], list[Row]]

LINE_END = re.compile(r"[\r\n]")
#: a numeral's hedge stands within so many letters of it
NEAR = 60


def check_readings(tables: Tables, texts: Mapping[str, str]) -> list[Finding]:
    """Every claim whose date or number is not what its own words give; `texts` maps document_id to the raw text."""
    spans: dict[tuple[object, object], list[Row]] = {}
    for span in tables.get("claim_spans", ()):
        spans.setdefault((span["claim_id"], span["role"]), []).append(span)
    found: list[Finding] = []
    for claim in tables.get("claims", ()):
        text = texts.get(str(claim["document_id"]), "")
        found += _check_date(claim, spans)
        found += _check_number(claim, spans, text)
    return found


def _finding(claim: Row, column: str, found: object, expected: str) -> Finding:
    name, words = str(claim["claim_id"]), str(claim["quote"])
    return Finding("data/claims.csv", name, column, repr(found), expected, "Rebuild.", words)


def _place(span: Row) -> tuple[int, int]:
    return int(str(span["char_start"])), int(str(span["char_end"]))


def _check_date(claim: Row, spans: Spans) -> Iterator[Finding]:
    edtf = str(claim["date_edtf"] or "")
    if claim["date_basis"] in (None, "relative"):
        if edtf or claim["date_earliest"] or claim["date_latest"]:
            yield _finding(claim, "date_edtf", edtf, "no computed date: the words give none")
        relative = bool(spans.get((claim["claim_id"], "date")))
        if (claim["date_basis"] == "relative") is not relative or bool(claim["date_role"]) is not relative:
            told = (
                "a role and the basis relative" if relative else "neither role nor basis: there are no words of a date"
            )
            yield _finding(claim, "date_basis", claim["date_basis"], told)
        return
    if not claim["date_role"]:
        yield _finding(claim, "date_role", claim["date_role"], "a role: the claim has a date")
    role = "date_context" if claim["date_basis"] == "inherited" else "date"
    words = [" ".join(str(s["text"]).split()) for s in sorted(spans.get((claim["claim_id"], role), ()), key=_place)]
    year = re.search(r"\d{4}", edtf)
    try:
        read = _read(words, int(year[0]) if year else None)
    except DateNotRead as error:
        yield _finding(claim, "date_edtf", edtf, f"a date in {words!r} ({error})")
        return
    of_year = claim["date_basis"] == "inherited" and edtf == read.edtf.strip("[")[:4]
    if read.edtf != edtf and not of_year:
        yield _finding(claim, "date_edtf", edtf, f"{read.edtf!r}, read from {words!r}")
        return
    bounds = (f"{edtf}-01-01", f"{edtf}-12-31") if of_year else (read.earliest, read.latest)
    expected = {
        "date_earliest": "" if claim["date_role"] in OPEN_BEGINNING else bounds[0],
        "date_latest": "" if claim["date_role"] in OPEN_END else bounds[1],
    }
    for column, value in expected.items():
        if str(claim[column] or "") != value:
            yield _finding(claim, column, claim[column], f"{value!r}, read from {words!r}")
    basis = _basis(words, edtf) if role == "date" else "inherited"
    if claim["date_basis"] != basis:
        yield _finding(claim, "date_basis", claim["date_basis"], f"{basis!r}, read from {words!r}")


def _basis(words: Sequence[str], edtf: str) -> str:
    """Whether the words alone give the date (a code of `date_basis`), or only with a year from the context."""
    try:
        read = _read(words, None)
    except DateNotRead:
        return "context"
    if read.edtf != edtf:
        return "context"
    return "convention" if by_convention(read) else "stated"


def _read(words: Sequence[str], year: int | None) -> DateReading:
    """One date; or a period whose beginning and end stand apart."""
    if len(words) == 1:
        try:
            return read_date(words[0], context_year=year)
        except DateNotRead:
            dates = find_dates(words[0], context_year=year)
            if len(dates) == 1:
                return dates[0]
            if year is None:
                raise
            return read_date(f"{words[0]} {year}")  # "June of that year": a month alone
    if len(words) == 2:
        return read_period(read_date(words[0], context_year=year), read_date(words[1], context_year=year))
    raise DateNotRead(f"found {len(words)} stretches, expected one date or the beginning and the end of a period")


def _check_number(claim: Row, spans: Spans, text: str) -> Iterator[Finding]:
    numerals = spans.get((claim["claim_id"], "number"), [])
    if not claim["number_exactness"]:
        if numerals:
            yield _finding(claim, "number_exactness", None, f"a number, {numerals[0]['text']!r}")
        return
    if not numerals:
        yield _finding(claim, "number_exactness", claim["number_exactness"], "a span of role number")
        return
    try:
        read = _numeral(text, *_place(numerals[0]), [_place(s) for s in spans.get((claim["claim_id"], "hedge"), ())])
    except NumberNotRead as error:
        yield _finding(claim, "number_min", claim["number_min"], f"a number in {numerals[0]['text']!r} ({error})")
        return
    for column, value in (
        ("number_min", read.minimum), ("number_max", read.maximum), ("number_exactness", read.exactness)
    ):  # fmt: skip
        if not _same(claim[column], value):
            yield _finding(claim, column, claim[column], f"{value!r}, read from {numerals[0]['text']!r}")


def _numeral(text: str, start: int, end: int, hedges: Sequence[tuple[int, int]]) -> NumberReading:
    """The number at this place, with the hedge beside it where the claim has one."""
    near = [h for h in hedges if start - NEAR <= h[1] <= start or end <= h[0] <= end + NEAR]
    first, last = min([start, *(h[0] for h in near)]), max([end, *(h[1] for h in near)])
    words = LINE_END.sub(" ", text[first:last])  # a line may end anywhere in a sentence
    for reading in find_numbers(words):
        if (reading.start + first, reading.end + first) == (start, end):
            return reading
    return read_number(words[start - first : end - first])


def _same(cell: object, value: object) -> bool:
    if cell in (None, "") or value is None:
        return cell in (None, "") and value is None
    return str(cell) == str(value) or (not isinstance(value, str) and float(str(cell)) == float(str(value)))
