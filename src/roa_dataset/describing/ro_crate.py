"""ro-crate-metadata.json: the package as an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roa_dataset.describing.works import Text, creators, hash_of, released, texts_of

FILE_NAME = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_PROFILE = "https://w3id.org/ro/crate/1.1"


def ro_crate(content: Mapping[str, Any], documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The crate whose files are the resources of the descriptor `content`, and the descriptor itself.

    `documents` are the rows of that table. A text's file says under which words it is licensed; the crate's own licence is
    that of the derived tables.
    """
    texts = {text.path: text for text in texts_of(documents)}
    makers = [_maker(name) for name in creators(content)]
    licenses = [_license(licence) for licence in content.get("licenses", ())]
    files = [_file(r, texts.get(str(r["path"]))) for r in content["resources"]]
    files.append(_descriptor_file(content))
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": content["title"],
        "description": content.get("description"),
        "identifier": f"{content['name']} {content['version']}",
        "version": content["version"],
        "datePublished": released(content),
        "url": content.get("homepage"),
        "keywords": content.get("keywords"),
        "author": _single(_links(makers)),
        "publisher": _links(makers)[0],
        "license": _single(_links(licenses)),
        "hasPart": _links(files),
    }
    metadata = {
        "@id": FILE_NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _PROFILE},
        "about": {"@id": "./"},
    }
    authors = {text.authors: _maker(text.authors) for text in texts.values()}
    graph = [metadata, root, *makers, *authors.values(), *licenses, *files]
    return {"@context": _CONTEXT, "@graph": [{k: v for k, v in one.items() if v} for one in graph]}


def _links(entities: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": entity["@id"]} for entity in entities]


def _single(links: list[dict[str, str]]) -> object:
    """One link as itself: the specification wants no lists of one."""
    return links[0] if len(links) == 1 else links


def _maker(name: str) -> dict[str, Any]:
    return {"@id": _local(name), "@type": "Organization", "name": name}


def _local(name: str) -> str:
    """An id inside the crate for what has no address of its own."""
    return "#" + "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def _license(licence: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@id": licence["path"],
        "@type": "CreativeWork",
        "name": licence["title"],
        "description": f"SPDX: {licence['name']}",
        "identifier": licence["name"],
    }


def _file(resource: Mapping[str, Any], text: Text | None) -> dict[str, Any]:
    file = {
        "@id": resource["path"],
        "@type": "File",
        "name": resource["title"],
        "description": resource.get("description"),
        "encodingFormat": resource["mediatype"],
        "contentSize": str(resource["bytes"]),
        "sha256": hash_of(resource),
    }
    if text:
        file |= {"author": {"@id": _local(text.authors)}, "version": text.version_label, "inLanguage": text.language}
        file |= {"usageInfo": text.license}
    return file


def _descriptor_file(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@id": "datapackage.json",
        "@type": "File",
        "name": "Data Package descriptor",
        "description": f"Every table and column of {content['name']} with its type and meaning, and the hash of each file.",
        "encodingFormat": "application/json",
        "conformsTo": {"@id": content["$schema"]} if content.get("$schema") else None,
    }
