"""What is described and cited: the dataset itself and the texts that it is made from. No catalogue adds anything to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: an attribution that names authors and then the title in quotation marks
_ATTRIBUTION = re.compile(r"(?P<authors>[^'\"]+), ['\"](?P<title>.+)['\"]")


@dataclass(frozen=True)
class Text:
    """One of the texts, from its row of the table `documents`."""

    document_id: str
    title: str
    authors: str
    version_label: str
    language: str
    path: str
    sha256: str
    license: str
    url: str

    @property
    def note(self) -> str:
        """Which version it is, in which file, pinned by its hash."""
        return f"{f'{self.version_label} text, ' if self.version_label else ''}{self.path}, SHA-256 {self.sha256}"


def text_of(row: Mapping[str, Any]) -> Text:
    """The text of a row of `documents`."""
    cells = {name: str(row.get(name) or "") for name in Text.__dataclass_fields__ if name != "authors"}
    return Text(**cells, authors=authors_of(str(row["attribution"])))


def texts_of(documents: Iterable[Mapping[str, Any]]) -> tuple[Text, ...]:
    """The texts in the order of their ids."""
    return tuple(sorted(map(text_of, documents), key=lambda text: text.document_id))


def authors_of(attribution: str) -> str:
    """Whom an attribution names; all of it where it does not have the form AUTHORS, 'TITLE'."""
    match = _ATTRIBUTION.fullmatch(attribution)
    return match["authors"] if match else attribution


def released(content: Mapping[str, Any]) -> str:
    """The day of the version, YYYY-MM-DD; empty where the descriptor does not say."""
    return str(content.get("created", ""))[:10]


def of_the_dataset(content: Mapping[str, Any]) -> dict[str, Any]:
    """What schema.org and Croissant, which is made from it, say of a dataset in the same words; empty where it has none."""
    licenses = [str(licence["path"]) for licence in content.get("licenses", ())]
    return {
        "description": content.get("description"),
        "url": content.get("homepage"),
        "version": content["version"],
        "datePublished": released(content),
        "license": licenses[0] if len(licenses) == 1 else licenses,
        "creator": [{"@type": "Organization", "name": name} for name in creators(content)],
        "keywords": content.get("keywords"),
    }


def creators(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Who made the package."""
    return tuple(str(person["title"]) for person in content.get("contributors", ())) or (str(content["name"]),)


def hash_of(resource: Mapping[str, Any]) -> str:
    """The SHA-256 of a resource's file, in hexadecimal digits."""
    return str(resource["hash"]).removeprefix("sha256:")


def json_bytes(value: object) -> bytes:
    """JSON as the files of the package have it: UTF-8, two spaces a level, one line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
