"""Strict reading of the TOML files that people write: unknown keys, wrong types and empty values are refused."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TYPE_NAMES: Mapping[type, str] = {
    str: "a string", bool: "true or false", int: "a whole number", float: "a number", list: "a list", dict: "a table",
    dt.datetime: "a date with a time",
}  # fmt: skip


class SchemaError(ValueError):
    """A metadata file says something that cannot be used.

    The message names the file, the key (with the path to it), what was found and what was expected, and the nearest
    right word where there is one; the four are attributes too.
    """

    def __init__(
        self, file: str, key: str, found: str, expected: str, *, near: tuple[str, Iterable[str]] | None = None
    ) -> None:
        self.file, self.key, self.found, self.expected = file, key, found, expected
        self.nearest = _nearest(*near) if near else ""
        hint = f" Did you mean {self.nearest!r}?" if self.nearest else ""
        super().__init__(f"{file}: {key}: found {found}, expected {expected}.{hint}")

    def __reduce__(self) -> tuple[Any, ...]:
        """How one process hands it to another: by its message and its parts, for it is not made of the message alone."""
        return _told, (type(self), str(self), self.__dict__)


def _told(kind: type[SchemaError], message: str, parts: dict[str, str]) -> SchemaError:
    error = kind.__new__(kind, message)
    error.__dict__.update(parts)
    return error


def _nearest(word: str, words: Iterable[str]) -> str:
    import difflib  # only needed for a message

    return next(iter(difflib.get_close_matches(word, sorted(words), n=1, cutoff=0.5)), "")


@dataclass(frozen=True)
class TomlTable:
    """A table of a TOML file, with its file name (relative, for messages) and the path of keys that leads to it."""

    file: str
    data: Mapping[str, Any]
    path: str = ""

    def key(self, name: str) -> str:
        """The full path of the key `name` of this table, as messages show it."""
        return f"{self.path}.{name}" if self.path else name

    def only(self, allowed: Mapping[str, type]) -> None:
        """Refuse every key that is not in `allowed`, and every value that has not the type given there.

        `float` allows whole numbers too; true and false are never numbers.
        """
        for name, value in self.data.items():
            if name not in allowed:
                expected = "one of " + ", ".join(allowed)
                raise SchemaError(self.file, self.key(name), "an unknown key", expected, near=(name, allowed))
            wanted = allowed[name]
            fits = isinstance(value, (int, float) if wanted is float else wanted)
            if not fits or (isinstance(value, bool) and wanted is not bool):
                raise SchemaError(self.file, self.key(name), repr(value), _TYPE_NAMES[wanted])

    def text(
        self,
        name: str,
        *,
        default: str | None = None,
        pattern: re.Pattern[str] | None = None,
        choices: Sequence[str] = (),
    ) -> str:
        """The string at `name`: not empty and not padded; `default` when the key is missing, else SchemaError."""
        if name not in self.data and default is not None:
            return default
        value = self.data.get(name)
        if not isinstance(value, str):
            raise SchemaError(self.file, self.key(name), "nothing" if value is None else repr(value), "a string")
        if value != value.strip() or (not value and default is None):
            raise SchemaError(self.file, self.key(name), repr(value), "a string with text and no space around it")
        if choices and value not in choices:
            expected = "one of " + ", ".join(choices)
            raise SchemaError(self.file, self.key(name), repr(value), expected, near=(value, choices))
        if pattern and not pattern.fullmatch(value):
            raise SchemaError(self.file, self.key(name), repr(value), f"a string of the form {pattern.pattern}")
        return value

    def texts(self, name: str, *, may_be_empty: bool = False) -> tuple[str, ...]:
        """The list of strings at `name`: it must be there and hold only strings with text, each once, at least one."""
        value = self.data.get(name)
        texts = [v for v in value if isinstance(v, str) and v and v == v.strip()] if isinstance(value, list) else []
        if texts != value or not (texts or may_be_empty) or len(set(texts)) != len(texts):
            raise SchemaError(self.file, self.key(name), repr(value), "a list of different strings, at least one")
        return tuple(texts)

    def entry(self, name: str) -> TomlTable:
        """The table at `name`, which must be there."""
        value = self.data.get(name)
        if not isinstance(value, dict):
            raise SchemaError(self.file, self.key(name), repr(value), f"a table [{name}]")
        return TomlTable(self.file, value, self.key(name))

    def entries(self, name: str, *, label: str) -> Iterator[TomlTable]:
        """The tables of the list `name`, at least one; messages name each by the value of its key `label`."""
        value = self.data.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise SchemaError(self.file, self.key(name), repr(value)[:80], f"tables [[{name}]], at least one")
        for number, item in enumerate(value, start=1):
            yield TomlTable(self.file, item, f"{self.key(name)}.{item.get(label, number)}")


def read_toml(path: Path, root: Path) -> TomlTable:
    """Read the file at `path`; messages name it from the folder `root` on. SchemaError when missing or no TOML."""
    file = f"{root.name}/{path.relative_to(root).as_posix()}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SchemaError(file, "the file", "no such file", "a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemaError(file, "the file", f"no TOML in UTF-8 ({error})", "a TOML file") from None
    return TomlTable(file, data)
