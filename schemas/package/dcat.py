"""The description of a release for open data portals: DCAT-AP 3 as JSON-LD, in three languages.

It conforms to DCAT-AP 3.0 and to the Belgian federal profile; where only one of two forms does, that is the
one written. File names are relative to the address of the description.
"""

import json
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from schemas.licences import CONTENT, DATABASE, PRODUCT, SOURCES
from schemas.marts.small import small_tables
from schemas.package.words import (
    IDENTIFIER,
    KEYWORDS,
    TITLES,
    Described,
    FileFacts,
    descriptions,
    in_languages,
)
from schemas.tables import TABLES
from schemas.vocabulary.rows import vocabulary_rows

DCAT_FILE = "dcat.jsonld"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_THEMES = f"{_AUTHORITY}/data-theme"
_TABLES_OF_TEXT = "http://inspire.ec.europa.eu/metadata-codelist/SpatialRepresentationType/textTable"
_ATTRIBUTION = "http://purl.org/adms/licencetype/Attribution"
_MEDIA = "https://www.iana.org/assignments/media-types"
_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
"""With https, as the controlled vocabularies of DCAT-AP demand."""
_CONTEXT = json.loads(files(__package__).joinpath("dcat_context.txt").read_text("utf-8"))
_FORMS = {
    ".parquet": ("PARQUET", "application/vnd.apache.parquet"),
    ".csv": ("CSV", "text/csv"),
    ".sqlite": ("OCTET", "application/vnd.sqlite3"),
    ".duckdb": ("OCTET", "application/octet-stream"),
    ".xml": ("ATOM", "application/atom+xml"),
}
"""The file type of the EU's authority table and the media type, by suffix."""
_OTHER_FILES = {
    "senate.duckdb": "All tables and views as a DuckDB file.",
    "senate.sqlite": "The questions with their texts and a full-text index, as an SQLite file.",
    "feed.xml": "The newest questions and answers as an Atom feed.",
}
_PAGE = "site/index.html"


def catalogue(described: Described) -> dict[str, Any]:
    """The content of dcat.jsonld: a catalogue of one data set, the release, and the concepts it names."""
    name = f"{IDENTIFIER}:release:{described.version}"
    found = {
        "@id": f"{name}:catalogue",
        "@type": "dcat:Catalog",
        **_shared(f"{name}:catalogue", described),
        "foaf:homepage": _typed(_PAGE, "foaf:Document"),
        "dcat:themeTaxonomy": {"@id": _THEMES},
        "dcat:dataset": _dataset(name, described),
    }
    return {"@context": _CONTEXT, "@graph": [found, *_named_things()]}


def _shared(identifier: str, described: Described) -> dict[str, Any]:
    """What a catalogue and a data set say alike."""
    return {
        "dct:identifier": identifier,
        "dct:title": in_languages(TITLES),
        "dct:description": in_languages(descriptions(described.sources)),
        "dct:publisher": {"@id": _PUBLISHER},
        "dct:language": [_authority("language", code) for code in ("NLD", "FRA")],
        "dct:issued": _at(described.created),
        "dct:modified": _at(described.created),
        "dct:spatial": _authority("country", "BEL"),
        "dct:license": {"@id": DATABASE.address},
    }


def _dataset(name: str, described: Described) -> dict[str, Any]:
    texts = _OTHER_FILES | {f"{table.name}.parquet": table.description for table in TABLES}
    texts |= {small.path: small.table.description for small in small_tables()}
    found = {
        "@id": name,
        "@type": "dcat:Dataset",
        **_shared(name, described),
        "dct:creator": {"@id": _PUBLISHER},
        "prov:wasDerivedFrom": [{"@id": one.address} for one in SOURCES],
        "dcat:landingPage": _typed(_PAGE, "foaf:Document"),
        "dcat:version": described.version,
        "dcat:theme": _authority("data-theme", "GOVE"),
        "dct:accrualPeriodicity": _authority("frequency", "DAILY"),
        "dct:accessRights": _authority("access-right", "PUBLIC"),
        "adms:representationTechnique": {"@id": _TABLES_OF_TEXT},
        "dcat:keyword": [_in(language, word) for language, words in KEYWORDS.items() for word in words],
        "dcat:distribution": [
            _distribution(file, texts[file], described.files[file])
            for file in sorted(texts)
            if file in described.files
        ],
    }
    if described.asked_from and described.asked_to:
        days = {"dcat:startDate": described.asked_from, "dcat:endDate": described.asked_to}
        period = {name: _at(day, "xsd:date") for name, day in days.items()}
        found["dct:temporal"] = _typed(f"{name}:period", "dct:PeriodOfTime") | period
    return found


def _distribution(file: str, description: str, facts: FileFacts) -> dict[str, Any]:
    """A file; its size is a text, since the two profiles demand different types of `dcat:byteSize`."""
    form, media_type = _FORMS[PurePath(file).suffix]
    return {
        "@id": file,
        "@type": "dcat:Distribution",
        "dct:title": _in("en", file),
        "dct:description": _in("en", description),
        "dcat:accessURL": {"@id": file},
        "dcat:downloadURL": {"@id": file},
        "dct:format": _authority("file-type", form),
        "dcat:mediaType": _typed(f"{_MEDIA}/{media_type}", "dct:MediaType"),
        "dct:extent": {"@type": "dct:SizeOrDuration", "rdfs:label": f"{facts.size} bytes"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _typed(_SHA256, "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": _at(facts.sha256, "xsd:hexBinary"),
        },
        "dct:license": {"@id": DATABASE.address},
        "dct:rights": {"@id": _RIGHTS},
    }


def _named_things() -> list[dict[str, Any]]:
    """The publisher, the rights and the concepts that the catalogue names, each once."""
    concepts = [
        _typed(row["address"], *filter(None, [row["kind"]]), "skos:Concept")
        | {"skos:prefLabel": _in("en", row["label"]), "skos:inScheme": {"@id": row["scheme"]}}
        for row in vocabulary_rows("concepts.tsv", __package__)
    ]
    licence = {"dct:title": _in("en", DATABASE.title), "dct:type": {"@id": _ATTRIBUTION}}
    rights = {"rdfs:label": _in("en", f"{CONTENT.title}. {CONTENT.covers}")}
    return [
        _typed(_PUBLISHER, "foaf:Agent", "foaf:Organization") | {"foaf:name": _in("en", PRODUCT)},
        _typed(DATABASE.address, "dct:LicenseDocument") | licence,
        _typed(_RIGHTS, "dct:RightsStatement") | rights,
        _typed(_THEMES, "skos:ConceptScheme") | {"dct:title": _in("en", "Data theme")},
        *concepts,
    ]


def _authority(scheme: str, code: str) -> dict[str, str]:
    return {"@id": f"{_AUTHORITY}/{scheme}/{code}"}


def _in(language: str, text: str) -> dict[str, str]:
    return {"@language": language, "@value": text}


def _at(value: str, kind: str = "xsd:dateTime") -> dict[str, str]:
    return {"@type": kind, "@value": value}


def _typed(address: str, *kinds: str) -> dict[str, Any]:
    return {"@id": address, "@type": kinds[0] if len(kinds) == 1 else list(kinds)}


_PUBLISHER = f"{IDENTIFIER}:publisher"
_RIGHTS = f"{IDENTIFIER}:rights"
