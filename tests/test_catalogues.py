"""The files for catalogues, each read by a tool that is not ours."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import math
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import mlcroissant
import pytest
import rdflib
import requests
import yaml
from requests.adapters import BaseAdapter
from requests_cache import CachedSession
from rocrate_validator import models, services
from urllib3 import HTTPResponse

import roa_dataset as roa
from packages import arlen, texts, write_package
from publish.catalogues import catalogue_files
from publish.citation import citation_cff
from roa_dataset.describing.works import authors_of
from roa_dataset.schema_files import load_schema

ROOT = Path(__file__).resolve().parent.parent
SDO = rdflib.Namespace("https://schema.org/")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.INFO)
    yield
    logging.disable(logging.NOTSET)


def read(name: str) -> Any:
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def test_what_is_committed_is_what_the_descriptor_gives() -> None:
    made = catalogue_files((ROOT / "datapackage.json").read_bytes(), roa.load("documents", "records"))
    assert {name: (ROOT / name).read_bytes() for name in made} == made, "run `make data`"
    cff = citation_cff(load_schema(ROOT / "metadata").package, roa.load("documents", "records"))
    assert (ROOT / "CITATION.cff").read_bytes() == cff


def test_the_citation_file_is_valid_and_says_what_the_others_say() -> None:
    schema = read("tests/data/schemas/cff-1.2.0.json")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(cited)
    assert cited["type"] == "dataset" and len(cited["references"]) == roa.tables["documents"].rows
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**cited, "type": "book"}, schema)
    zenodo, crate = read(".zenodo.json"), read("ro-crate-metadata.json")
    root = next(one for one in crate["@graph"] if one["@id"] == "./")
    croissant, described = read("croissant.json"), read("schema-org.jsonld")
    for name, title in ((zenodo, "title"), (root, "name"), (croissant, "alternateName"), (described, "name")):
        assert name[title] == cited["title"] and name["version"] == cited["version"] == roa.__version__
    assert zenodo["publication_date"] == root["datePublished"] == cited["date-released"] == described["datePublished"]
    assert zenodo["upload_type"] == "dataset" and zenodo["license"] == "cc-by-sa-4.0" and zenodo["language"] == "eng"
    assert [one["name"] for one in zenodo["creators"]] == [one["name"] for one in cited["authors"]]
    for text in roa.load("documents", "records"):
        assert any(text["sha256"] in reference for reference in zenodo["references"])
        assert f"{text['path']} and every quote" in zenodo["notes"] and str(text["license"]) in zenodo["notes"]


def test_the_json_ld_is_read_by_an_rdf_parser_without_a_network() -> None:
    graph = rdflib.Graph().parse(ROOT / "schema-org.jsonld", format="json-ld")
    (dataset,) = graph.subjects(rdflib.RDF.type, SDO.Dataset)
    assert str(graph.value(dataset, SDO.version)) == roa.__version__
    assert len(set(graph.objects(dataset, SDO.distribution))) == 2 * len(roa.tables)
    assert len(set(graph.objects(dataset, SDO.isBasedOn))) == roa.tables["documents"].rows
    hashes = {str(value) for value in graph.objects(None, SDO.sha256)}
    content = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["hash"].removeprefix("sha256:") for r in content["resources"] if r["path"].startswith("data/")} == hashes


def plain(cell: object) -> object:
    """A cell of mlcroissant as the engine "records" gives it."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8")
    if cell is None or cell != cell or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return cell.date() if isinstance(cell, dt.datetime) else cell


def test_croissant_loads_every_cell_of_every_table_as_the_csv_has_it() -> None:
    dataset = mlcroissant.Dataset(jsonld=str(ROOT / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    for table in roa.tables:
        records = [
            {name.split("/", 1)[1]: plain(cell) for name, cell in row.items()} for row in dataset.records(table.name)
        ]
        assert records == roa.load(table.name, "records"), table.name


class Served(BaseAdapter):
    """Answers every request with the same bytes: the context that the package rocrate ships."""

    def send(self, request: Any, *args: Any, **options: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response.url, response.request = 200, request.url, request
        response.headers["Content-Type"] = kind = "application/ld+json"
        body = io.BytesIO((files("rocrate") / "data/ro-crate.jsonld").read_bytes())
        response.raw = HTTPResponse(body, headers={"Content-Type": kind}, status=200, preload_content=False)
        return response

    def close(self) -> None:
        pass


def problems(crate: Path, cache: Path) -> list[str]:
    """What the validator finds in a crate, required and recommended, without a network."""
    with CachedSession(cache_name=str(cache), backend="sqlite", expire_after=-1) as session:
        session.mount("https://", Served())
        session.get("https://w3id.org/ro/crate/1.1/context")
    settings = services.ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier="ro-crate-1.1",
        requirement_severity=models.Severity.RECOMMENDED,
        offline=True,
        cache_path=str(cache),
    )
    return [f"{issue.severity.name}: {issue.message}" for issue in services.validate(settings).get_issues()]


def test_the_crate_is_valid_and_a_missing_file_is_found(tmp_path: Path) -> None:
    # whoever made the texts and the dataset has no address in the texts or the metadata, and none is made up
    assert set(problems(ROOT, tmp_path / "cache")) <= {"RECOMMENDED: The organization SHOULD have a URL."}
    crate = read("ro-crate-metadata.json")
    named = {one["@id"] for one in crate["@graph"] if one["@type"] == "File"}
    content = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert named == {resource["path"] for resource in content["resources"]} | {"datapackage.json"}
    (tmp_path / "crate").mkdir()
    (tmp_path / "crate/ro-crate-metadata.json").write_bytes((ROOT / "ro-crate-metadata.json").read_bytes())
    assert any("REQUIRED" in line for line in problems(tmp_path / "crate", tmp_path / "cache"))


def test_another_package_is_described_by_its_own_descriptor(tmp_path: Path) -> None:
    folder = write_package(tmp_path, arlen(), texts(), parquet=False)
    package = roa.open(folder)
    content = {
        **package.descriptor.content,
        "created": "2031-05-01T00:00:00Z",
        "contributors": [{"title": "Some & Co"}],
    }
    for resource in content["resources"]:
        resource |= {"title": resource["name"], "mediatype": "text/csv" if "schema" in resource else "text/plain"}
    made = catalogue_files(json.dumps(content).encode(), package.rows("documents"))
    croissant = json.loads(made["croissant.json"])
    assert {one["encodingFormat"] for one in croissant["distribution"]} == {"text/csv", "text/plain"}
    assert len(croissant["recordSet"]) == len(package.tables)
    assert "Brisk & Co" in json.loads(made[".zenodo.json"])["references"][0]
    assert "(Brisk &amp; Co, “Arlen Guard”" in json.loads(made[".zenodo.json"])["notes"]
    assert rb"Some \& Co" in made["CITATION.bib"] and made["CITATION.ris"].count(b"TY  - ") == 3


def test_authors_are_taken_from_an_attribution() -> None:
    assert authors_of("Brisk & Co, 'The Arlen Guard'") == "Brisk & Co"
    assert authors_of("whoever wrote it") == "whoever wrote it"


def test_describing_needs_no_library_beyond_the_standard_one() -> None:
    names = "croissant ro_crate schema_org works zenodo".split()
    code = "import sys; " + "; ".join(f"import roa_dataset.describing.{name}" for name in names)
    code += "; print([m for m in ('pandas', 'pyarrow', 'rdflib', 'lxml') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
