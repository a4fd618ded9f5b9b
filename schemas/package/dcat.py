"""The description of a release for open data portals: DCAT-AP 3 as JSON-LD, in three languages.

File names are relative to the address of the description.
"""

from pathlib import PurePath
from typing import Any

from schemas.licences import CONTENT, DATABASE, PRODUCT, SOURCES
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

DCAT_FILE = "dcat.jsonld"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".duckdb": "application/octet-stream",
    ".xml": "application/atom+xml",
}
_OTHER_FILES = {
    "senate.duckdb": "All tables and views as a DuckDB file.",
    "senate.sqlite": "The questions with their texts and a full-text index, as an SQLite file.",
    "feed.xml": "The newest questions and answers as an Atom feed.",
}
_PAGE = "site/index.html"


def catalogue(described: Described) -> dict[str, Any]:
    """The content of dcat.jsonld: a catalogue of one data set, the release."""
    name = f"{IDENTIFIER}:release:{described.version}"
    return {
        "@context": _CONTEXT,
        "@id": f"{name}:catalogue",
        "@type": "dcat:Catalog",
        **_named(described),
        "dct:publisher": _AGENT,
        "dct:language": _LANGUAGES,
        "dct:modified": _at(described.created),
        "dct:license": _LICENCE,
        "dcat:dataset": _dataset(name, described),
    }


def _dataset(name: str, described: Described) -> dict[str, Any]:
    descriptions = _OTHER_FILES | {f"{table.name}.parquet": table.description for table in TABLES}
    present = {file: descriptions[file] for file in descriptions if file in described.files}
    found = {
        "@id": name,
        "@type": "dcat:Dataset",
        **_named(described),
        "dct:identifier": name,
        "dct:publisher": _AGENT,
        "dct:creator": _AGENT,
        "dct:source": [{"@id": one.address} for one in SOURCES],
        "dcat:landingPage": _typed(_PAGE, "foaf:Document"),
        "dct:issued": _at(described.created),
        "dct:modified": _at(described.created),
        "dcat:version": described.version,
        "dct:language": _LANGUAGES,
        "dct:spatial": _typed(f"{_AUTHORITY}/country/BEL", "dct:Location"),
        "dcat:theme": {"@id": f"{_AUTHORITY}/data-theme/GOVE"},
        "dct:accrualPeriodicity": _typed(f"{_AUTHORITY}/frequency/DAILY", "dct:Frequency"),
        "dct:accessRights": _typed(f"{_AUTHORITY}/access-right/PUBLIC", "dct:RightsStatement"),
        "dcat:keyword": [_in(language, word) for language, words in KEYWORDS.items() for word in words],
        "dcat:distribution": [
            _distribution(file, present[file], described.files[file]) for file in sorted(present)
        ],
    }
    if described.asked_from and described.asked_to:
        days = {"dcat:startDate": described.asked_from, "dcat:endDate": described.asked_to}
        period = {name: _at(day, "xsd:date") for name, day in days.items()}
        found["dct:temporal"] = {"@type": "dct:PeriodOfTime", **period}
    return found


def _distribution(file: str, description: str, facts: FileFacts) -> dict[str, Any]:
    return {
        "@id": file,
        "@type": "dcat:Distribution",
        "dct:title": file,
        "dct:description": _in("en", description),
        "dcat:accessURL": {"@id": file},
        "dcat:downloadURL": {"@id": file},
        "dcat:mediaType": _typed(f"{_MEDIA}/{_MEDIA_TYPES[PurePath(file).suffix]}", "dct:MediaType"),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(facts.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _typed("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": facts.sha256},
        },
        "dct:license": _LICENCE,
        "dct:rights": {
            "@type": "dct:RightsStatement",
            "rdfs:label": _in("en", f"{CONTENT.title}. {CONTENT.covers}"),
        },
    }


def _named(described: Described) -> dict[str, Any]:
    texts = descriptions(described.sources)
    return {"dct:title": in_languages(TITLES), "dct:description": in_languages(texts)}


def _in(language: str, text: str) -> dict[str, str]:
    return {"@language": language, "@value": text}


def _at(moment: str, kind: str = "xsd:dateTime") -> dict[str, str]:
    return {"@type": kind, "@value": moment}


def _typed(address: str, kind: str) -> dict[str, str]:
    return {"@id": address, "@type": kind}


_AGENT = {"@id": f"{IDENTIFIER}:publisher", "@type": "foaf:Agent", "foaf:name": PRODUCT}
_LANGUAGES = [_typed(f"{_AUTHORITY}/language/{code}", "dct:LinguisticSystem") for code in ("NLD", "FRA")]
_LICENCE = _typed(DATABASE.address, "dct:LicenseDocument")
