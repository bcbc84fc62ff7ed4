"""Damage to datapackage.json. Properties that only speak to people (a title, a homepage) have nothing to be held against."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from damage.cells import other_letter
from damage.copy import DESCRIPTOR, Copy, NoSuchPlaceError
from damage.kinds import kind

PROPERTIES = ("type", "title", "description", "constraints")


def tables(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in content["resources"] if r.get("format") == "csv"]


def draw_field(content: dict[str, Any], chance: Random, having: str = "name") -> tuple[dict[str, Any], dict[str, Any]]:
    """A resource and one of its fields that has this property or constraint, drawn uniformly over all fields."""
    fields = [
        (r, f)
        for r in tables(content)
        for f in r["schema"]["fields"]
        if having in f or having in f.get("constraints", {})
    ]
    if not fields:
        raise NoSuchPlaceError(f"no field with {having}")
    return chance.choice(fields)


def without(copy: Copy, chance: Random, constraint: str) -> str:
    content = copy.descriptor()
    resource, field = draw_field(content, chance, constraint)
    del field["constraints"][constraint]
    if not field["constraints"]:
        del field["constraints"]
    copy.write_descriptor(content)
    return f"{resource['name']}.{field['name']}: constraint {constraint} dropped"


@kind("descriptor")
def property_misspelt(copy: Copy, chance: Random) -> str:
    """A property has a misspelt name."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance)
    holder = chance.choice([content, resource, resource["schema"], field])
    name = chance.choice([key for key in holder if key != "name"])
    at = chance.randrange(1, len(name))
    new = name[:at] + other_letter(name[at], chance) + name[at + 1 :] if name[at].isalpha() else name + "s"
    items = [(new if key == name else key, value) for key, value in holder.items()]
    holder.clear()
    holder.update(items)
    copy.write_descriptor(content)
    return f"{holder.get('name', 'schema')}: {name} is spelt {new}"


@kind("descriptor")
def constraint_misspelt(copy: Copy, chance: Random) -> str:
    """A constraint has a misspelt name."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance, "constraints")
    name = chance.choice(sorted(field["constraints"]))
    field["constraints"][name + "s"] = field["constraints"].pop(name)
    copy.write_descriptor(content)
    return f"{resource['name']}.{field['name']}: {name} is spelt {name}s"


@kind("descriptor")
def type_of_a_column_changed(copy: Copy, chance: Random) -> str:
    """A column has another type."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance)
    types = ["string", "integer", "number", "boolean", "date", "any", "year"]
    old, field["type"] = field["type"], chance.choice([t for t in types if t != field["type"]])
    copy.write_descriptor(content)
    return f"{resource['name']}.{field['name']}: {old} became {field['type']}"


@kind("descriptor")
def description_of_a_column_changed(copy: Copy, chance: Random) -> str:
    """The description of a column lacks a word."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance)
    words = field["description"].split()
    if len(words) < 2:
        raise NoSuchPlaceError("one word")
    gone = words.pop(chance.randrange(len(words)))
    field["description"] = " ".join(words)
    copy.write_descriptor(content)
    return f"{resource['name']}.{field['name']}: {gone!r} dropped from its description"


@kind("descriptor")
def required_dropped(copy: Copy, chance: Random) -> str:
    """A column need no longer be filled."""
    return without(copy, chance, "required")


@kind("descriptor")
def pattern_dropped(copy: Copy, chance: Random) -> str:
    """A column has no pattern any more."""
    return without(copy, chance, "pattern")


@kind("descriptor")
def codes_dropped(copy: Copy, chance: Random) -> str:
    """A column may hold any code."""
    return without(copy, chance, "enum")


@kind("descriptor")
def one_code_dropped(copy: Copy, chance: Random) -> str:
    """A code is no longer among those of its column."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance, "enum")
    codes = field["constraints"]["enum"]
    gone = codes.pop(chance.randrange(len(codes)))
    copy.write_descriptor(content)
    return f"{resource['name']}.{field['name']}: code {gone} dropped"


@kind("descriptor")
def one_code_added(copy: Copy, chance: Random) -> str:
    """A code that the vocabulary does not define is allowed."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance, "enum")
    field["constraints"]["enum"].append("other")
    copy.write_descriptor(content)
    return f"{resource['name']}.{field['name']}: code other added"


@kind("descriptor")
def fields_reordered(copy: Copy, chance: Random) -> str:
    """Two columns stand in each other's place in the schema."""
    content = copy.descriptor()
    resource = chance.choice(tables(content))
    fields = resource["schema"]["fields"]
    first, second = chance.sample(range(len(fields)), 2)
    fields[first], fields[second] = fields[second], fields[first]
    copy.write_descriptor(content)
    return f"{resource['name']}: {fields[first]['name']} and {fields[second]['name']} swapped in the schema"


@kind("descriptor")
def field_dropped(copy: Copy, chance: Random) -> str:
    """The schema lacks a column that the file has."""
    content = copy.descriptor()
    resource, field = draw_field(content, chance)
    resource["schema"]["fields"].remove(field)
    copy.write_descriptor(content)
    return f"{resource['name']}: field {field['name']} dropped"


@kind("descriptor")
def primary_key_dropped(copy: Copy, chance: Random) -> str:
    """A table has no primary key."""
    content = copy.descriptor()
    resource = chance.choice(tables(content))
    del resource["schema"]["primaryKey"]
    copy.write_descriptor(content)
    return f"{resource['name']}: no primary key"


@kind("descriptor")
def foreign_key_dropped(copy: Copy, chance: Random) -> str:
    """A column no longer refers to another table."""
    content = copy.descriptor()
    keys = [(r, key) for r in tables(content) for key in r["schema"].get("foreignKeys", ())]
    resource, key = chance.choice(keys)
    resource["schema"]["foreignKeys"].remove(key)
    if not resource["schema"]["foreignKeys"]:
        del resource["schema"]["foreignKeys"]
    copy.write_descriptor(content)
    return f"{resource['name']}: {key['fields'][0]} refers to nothing"


@kind("descriptor")
def foreign_key_to_another_table(copy: Copy, chance: Random) -> str:
    """A column refers to a wrong table."""
    content = copy.descriptor()
    keys = [(r, key) for r in tables(content) for key in r["schema"].get("foreignKeys", ())]
    resource, key = chance.choice(keys)
    others = [r for r in tables(content) if r["name"] not in (key["reference"].get("resource"), resource["name"])]
    target = chance.choice(others)
    key["reference"] = {"resource": target["name"], "fields": [target["schema"]["fields"][0]["name"]]}
    copy.write_descriptor(content)
    return f"{resource['name']}: {key['fields'][0]} refers to {target['name']}"


@kind("descriptor")
def resource_dropped(copy: Copy, chance: Random) -> str:
    """The descriptor does not name a file that is there."""
    content = copy.descriptor()
    gone = content["resources"].pop(chance.randrange(len(content["resources"])))
    copy.write_descriptor(content)
    return f"resource {gone['name']} dropped"


@kind("descriptor")
def resource_twice(copy: Copy, chance: Random) -> str:
    """Two resources have one name."""
    content = copy.descriptor()
    content["resources"].append(chance.choice(content["resources"]))
    copy.write_descriptor(content)
    return f"resource {content['resources'][-1]['name']} twice"


@kind("descriptor")
def path_of_another_file(copy: Copy, chance: Random) -> str:
    """A resource has the path of another."""
    content = copy.descriptor()
    first, second = chance.sample(content["resources"], 2)
    first["path"] = second["path"]
    copy.write_descriptor(content)
    return f"resource {first['name']}: path {second['path']}"


@kind("descriptor")
def hash_dropped(copy: Copy, chance: Random) -> str:
    """A resource has no hash, no size, or a weak hash."""
    content = copy.descriptor()
    resource = chance.choice(content["resources"])
    name = chance.choice(["hash", "bytes"])
    del resource[name]
    copy.write_descriptor(content)
    return f"resource {resource['name']}: no {name}"


@kind("descriptor")
def licences_dropped(copy: Copy, chance: Random) -> str:
    """The package, or a text, has no licence."""
    content = copy.descriptor()
    holder = chance.choice([content, *(r for r in content["resources"] if "licenses" in r)])
    holder["licenses"] = []
    copy.write_descriptor(content)
    return f"{holder['name']}: no licence"


@kind("descriptor")
def version_changed(copy: Copy, chance: Random) -> str:
    """The package has another version than its Parquet files say."""
    content = copy.descriptor()
    content["version"] = chance.choice(["9.9.9", "0.0.1", "1"])
    copy.write_descriptor(content)
    return f"version {content['version']}"


@kind("descriptor")
def missing_value_added(copy: Copy, chance: Random) -> str:
    """A table counts a word as a missing value."""
    content = copy.descriptor()
    resource = chance.choice(tables(content))
    resource["schema"]["missingValues"].append(chance.choice(["NA", "-", "false", "0"]))
    copy.write_descriptor(content)
    return f"{resource['name']}: missing values {resource['schema']['missingValues']}"


@kind("descriptor")
def delimiter_changed(copy: Copy, chance: Random) -> str:
    """A table is said to have semicolons between its cells."""
    content = copy.descriptor()
    resource = chance.choice(tables(content))
    resource["dialect"]["delimiter"] = chance.choice([";", "\t", "|"])
    copy.write_descriptor(content)
    return f"{resource['name']}: delimiter {resource['dialect']['delimiter']!r}"


@kind("descriptor")
def encoding_changed(copy: Copy, chance: Random) -> str:
    """A file is said to be in another encoding."""
    content = copy.descriptor()
    resource = chance.choice([r for r in content["resources"] if "encoding" in r])
    resource["encoding"] = chance.choice(["latin-1", "utf-16", "cp1251"])
    copy.write_descriptor(content)
    return f"{resource['name']}: encoding {resource['encoding']}"


@kind("descriptor")
def no_json(copy: Copy, chance: Random) -> str:
    """datapackage.json is cut, or lacks a comma."""
    text = copy.read(DESCRIPTOR).decode()
    at = chance.randrange(2, len(text) - 2)
    new = text[:at] if chance.random() < 0.5 else text[:at].rstrip(",") + text[at:].replace(",", "", 1)
    try:
        json.loads(new)
    except ValueError:
        copy.write(DESCRIPTOR, new.encode())
        return f"no JSON from letter {at} on"
    raise NoSuchPlaceError("still JSON")
