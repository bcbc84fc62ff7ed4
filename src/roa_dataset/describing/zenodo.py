"""`.zenodo.json`: what Zenodo takes for a deposit's metadata (https://developers.zenodo.org/#representation).

Zenodo does not read CITATION.cff where this file exists, so both are made from one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from roa_dataset.describing.works import Text, creators, released, texts_of

#: ISO 639-1 → ISO 639-2/B, of which Zenodo wants the latter
_LANGUAGES = {"cs": "cze", "de": "ger", "en": "eng", "fr": "fre", "pl": "pol", "ru": "rus", "uk": "ukr"}


def zenodo(content: Mapping[str, Any], documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The deposit's metadata. `content` is the descriptor, `documents` are the rows of that table.

    `language` is left out where the texts have several, for Zenodo takes one; `license` where the data have several.
    """
    texts = texts_of(documents)
    licenses = [str(licence["name"]).lower() for licence in content.get("licenses", ())]
    languages = {_LANGUAGES[text.language] for text in texts if text.language in _LANGUAGES}
    described = {
        "upload_type": "dataset",
        "title": content["title"],
        "version": content["version"],
        "publication_date": released(content),
        "description": f"<p>{escape(str(content.get('description', '')), quote=False)}</p>",
        "creators": [{"name": name} for name in creators(content)],
        "access_right": "open",
        "license": licenses[0] if len(licenses) == 1 else "",
        "language": languages.pop() if len(languages) == 1 else "",
        "keywords": content.get("keywords"),
        "notes": "".join(f"<p>{escape(_licence(text), quote=False)}</p>" for text in texts),
        "references": [f"{text.authors}. {text.title}. {text.note}. {text.license}." for text in texts],
    }
    return {key: value for key, value in described.items() if value}


def _licence(text: Text) -> str:
    label = f", {text.version_label} text" if text.version_label else ""
    return f"The text {text.path} and every quote from it ({text.authors}, “{text.title}”{label}): {text.license}."
