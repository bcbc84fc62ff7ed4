"""The citation in the styles that reference managers read. All of it comes from the package itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from roa_dataset.describing.works import Text, creators, released, text_of, texts_of
from roa_dataset.errors import UnknownFormatError

if TYPE_CHECKING:
    from roa_dataset.claims.claim import Claim
    from roa_dataset.package import Package

Style = Literal["text", "bibtex", "ris", "csl-json"]

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True)
class Work:
    """What is cited: the dataset, or one of its texts."""

    key: str
    authors: tuple[str, ...]
    title: str
    version: str
    released: str
    license: str
    url: str
    note: str
    is_dataset: bool

    @property
    def year(self) -> str:
        """The year of release, empty where it is not known."""
        return self.released[:4]


def cite(package: Package, style: str = "text", claim: str | None = None) -> str:
    """See Package.cite: the dataset first, then the texts (with a claim, the text that it stands in)."""
    if style not in _WRITERS:
        raise UnknownFormatError("citation style", str(style), _WRITERS, f"Styles are {', '.join(_WRITERS)}.")
    cited = package.claim(claim) if claim is not None else None
    texts = [text_of(row) for row in package.rows("documents")]
    return _WRITERS[style](_works(package.descriptor.content, texts, cited), cited)


def cite_package(content: Mapping[str, Any], documents: Iterable[Mapping[str, Any]], style: Style) -> str:
    """How to cite a package of which only the descriptor and the rows of `documents` are at hand."""
    return _WRITERS[style](_works(content, texts_of(documents), None), None)


def _works(content: Mapping[str, Any], texts: Iterable[Text], claim: Claim | None) -> list[Work]:
    name, version = str(content["name"]), str(content["version"])
    locator = f"Claim {claim.claim_id}: {claim.statement}" if claim else ""
    licenses = ", ".join(str(licence["name"]) for licence in content.get("licenses", ()))
    day, url = released(content), str(content.get("homepage", ""))
    dataset = Work(
        f"{name}-{version}", creators(content), str(content["title"]), version, day, licenses, url, locator, True
    )
    return [dataset, *(_text(text, claim) for text in texts if claim is None or text.document_id == claim.document_id)]


def _text(text: Text, claim: Claim | None) -> Work:
    note = text.note
    if claim:
        note += f", characters {claim.char_start}–{claim.char_end}: “{' '.join(claim.quote.split())}”"
    return Work(text.document_id, (text.authors,), text.title, "", "", text.license, text.url, note, False)


def _plain(works: list[Work], claim: Claim | None) -> str:
    lines = []
    for work in works:
        version = f", version {work.version}" if work.version else ""
        year = f" ({work.year})" if work.year else ""
        parts = [f"{', '.join(work.authors)}{year}. {work.title}{version}", work.note, work.license, work.url]
        lines.append(". ".join(part.rstrip(".") for part in parts if part) + ".")
    return "\n".join(lines)


def _bibtex(works: list[Work], claim: Claim | None) -> str:
    entries = []
    for work in works:
        fields = {
            # double braces: an organisation's name is not to be cut into first and last names
            "author": " and ".join(f"{{{_tex(author)}}}" for author in work.authors),
            "title": f"{{{_tex(work.title)}}}",
            "year": work.year,
            "version": _tex(work.version),
            "url": work.url,
            "note": _tex("; ".join(part for part in (work.note, work.license) if part)),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        entries.append("\n".join([f"@{'dataset' if work.is_dataset else 'misc'}{{{work.key},", *lines, "}"]))
    return "\n\n".join(entries)


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def _ris(works: list[Work], claim: Claim | None) -> str:
    """RIS: two letters, two spaces, a hyphen, a space, the value; a record ends with ER."""
    lines: list[str] = []
    for work in works:
        fields = [("TY", "DATA" if work.is_dataset else "GEN"), *(("AU", author) for author in work.authors)]
        fields += [("TI", work.title), ("PY", work.year), ("DA", work.released.replace("-", "/")), ("ET", work.version)]
        fields += [("UR", work.url), ("N1", work.note), ("N1", work.license)]
        lines += [f"{tag}  - {value}" for tag, value in fields if value] + ["ER  - ", ""]
    return "\n".join(lines).rstrip("\n")


def _csl(works: list[Work], claim: Claim | None) -> str:
    """CSL-JSON, as citation processors take it (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""
    items = []
    for work in works:
        parts = [int(part) for part in work.released.split("-")] if work.released else []
        item = {
            "id": work.key,
            "type": "dataset" if work.is_dataset else "entry-encyclopedia",
            "title": work.title,
            "author": [{"literal": author} for author in work.authors],
            "issued": {"date-parts": [parts]} if parts else None,
            "version": work.version,
            "license": work.license,
            "URL": work.url,
            "note": work.note,
        }
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2)


_WRITERS: dict[str, Callable[[list[Work], Claim | None], str]] = {
    "text": _plain,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl,
}
