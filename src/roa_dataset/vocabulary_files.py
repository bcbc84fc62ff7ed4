"""The vocabulary: closed lists of codes with their meaning, one scheme per file of `metadata/vocabulary/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from roa_dataset.toml_files import SchemaError, TomlTable, read_toml

#: the scheme whose codes carry domain, range, functional, functional_within and view besides
PREDICATE_SCHEME = "predicate"
_SCHEME_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Code:
    """One code of a scheme, with its English label and its meaning.

    For predicates `label` is the verb phrase of "subject label object", `inverse_label` that of "object … subject" and
    `negated_label` that of the negated claim; `domain` and `range` name the kinds of entity that may stand as subject
    and object (`any`, or letters explained in the file), `functional` says whether of two such claims about one
    subject at one time only one can hold, `functional_within` within what, and `view` the table that shows it.
    """

    code: str
    label: str
    definition: str
    inverse_label: str = ""
    negated_label: str = ""
    example_quote: str = ""
    source: str = ""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    functional: bool = False
    functional_within: str = ""
    view: str = ""


@dataclass(frozen=True)
class Scheme:
    """A closed list of codes."""

    name: str
    description: str
    codes: tuple[Code, ...]

    @property
    def code_names(self) -> tuple[str, ...]:
        """The codes themselves, in the order of the file."""
        return tuple(code.code for code in self.codes)

    def code(self, name: str) -> Code:
        """The entry of the code `name`; KeyError when the scheme has none."""
        for code in self.codes:
            if code.code == name:
                return code
        raise KeyError(f"scheme {self.name} has no code {name!r}; it has {', '.join(self.code_names)}")


_CODE_KEYS: Mapping[str, type] = dict.fromkeys(
    ("code", "label", "inverse_label", "negated_label", "definition", "example_quote", "source"), str
)
_PREDICATE_KEYS: Mapping[str, type] = {
    **_CODE_KEYS, "domain": list, "range": list, "functional": bool, "functional_within": str, "view": str,
}  # fmt: skip


def load_vocabulary(metadata_dir: Path) -> dict[str, Scheme]:
    """Read `vocabulary/*.toml` under `metadata_dir`: the schemes by name, sorted.

    Each file has `scheme`, `description` and tables [[code]]. SchemaError for unknown keys, for a code or a scheme
    that is there twice, and when there is no file at all.
    """
    schemes: dict[str, Scheme] = {}
    files = sorted((metadata_dir / "vocabulary").glob("*.toml"))
    if not files:
        raise SchemaError(f"{metadata_dir.name}/vocabulary", "*.toml", "no file", "one file per scheme")
    for path in files:
        top = read_toml(path, metadata_dir)
        scheme = _read_scheme(top)
        if scheme.name in schemes:
            raise SchemaError(top.file, "scheme", f"{scheme.name!r} again", "each scheme in one file")
        schemes[scheme.name] = scheme
    return dict(sorted(schemes.items()))


def vocabulary_rows(vocabulary: Mapping[str, Scheme]) -> list[dict[str, object]]:
    """The rows of the table `vocabulary`: scheme, code, label, inverse_label, negated_label, definition, example_quote,
    source; empty cells are None."""
    return [
        {
            "scheme": scheme.name,
            "code": code.code,
            "label": code.label,
            "inverse_label": code.inverse_label or None,
            "negated_label": code.negated_label or None,
            "definition": code.definition,
            "example_quote": code.example_quote or None,
            "source": code.source or None,
        }
        for scheme in vocabulary.values()
        for code in scheme.codes
    ]


def _read_scheme(top: TomlTable) -> Scheme:
    top.only({"scheme": str, "description": str, "code": list})
    name = top.text("scheme", pattern=_SCHEME_NAME)
    codes: dict[str, Code] = {}
    for entry in top.entries("code", label="code"):
        code = _read_predicate(entry) if name == PREDICATE_SCHEME else _read_code(entry, _CODE_KEYS)
        if code.code in codes:
            raise SchemaError(top.file, entry.key("code"), f"{code.code!r} again", "each code once")
        codes[code.code] = code
    return Scheme(name, top.text("description"), tuple(codes.values()))


def _read_code(entry: TomlTable, allowed: Mapping[str, type]) -> Code:
    entry.only(allowed)
    return Code(
        code=entry.text("code"),
        label=entry.text("label"),
        definition=entry.text("definition"),
        inverse_label=entry.text("inverse_label", default=""),
        negated_label=entry.text("negated_label", default=""),
        example_quote=entry.text("example_quote", default=""),
        source=entry.text("source", default=""),
    )


def _read_predicate(entry: TomlTable) -> Code:
    code = _read_code(entry, _PREDICATE_KEYS)
    if "functional" not in entry.data:
        raise SchemaError(entry.file, entry.key("functional"), "nothing", "true or false")
    return replace(
        code,
        domain=entry.texts("domain"),
        range=entry.texts("range", may_be_empty=True),  # a predicate such as "active" leads nowhere
        functional=entry.data["functional"],
        functional_within=entry.text("functional_within", default=""),
        view=entry.text("view", default=""),
    )
