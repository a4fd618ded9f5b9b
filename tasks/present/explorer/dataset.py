"""The release as a Dataset of schema.org, for search engines."""

from collections.abc import Mapping
from typing import Any

from schemas.licences import CONTENT, DATABASE, SENATE
from schemas.package.words import KEYWORDS, TITLES, descriptions
from schemas.tables import TABLES
from schemas.vocabulary.site_labels import LabelLanguage
from tasks.present.explorer.facts import Files

_FORMATS = {"parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}


def dataset(manifest: Mapping[str, Any], summary: Mapping[str, Any], files: Files) -> dict[str, Any]:
    """The release as https://schema.org/Dataset, by its manifest and the summary of the first page."""
    figures = summary["figures"]
    span = f"{figures['asked_from']}/{figures['asked_to']}" if figures["asked_from"] else None
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": _in_each_language(TITLES),
        "description": _in_each_language(descriptions(manifest["sources"])),
        "keywords": [word for words in KEYWORDS.values() for word in words],
        "version": manifest["version"],
        "dateModified": manifest["created"],
        "license": [DATABASE.address, CONTENT.address],
        "inLanguage": ["nl", "fr"],
        "isAccessibleForFree": True,
        "isBasedOn": SENATE,
        "temporalCoverage": span,
        "spatialCoverage": {"@type": "Country", "name": "Belgium"},
        "variableMeasured": [table.description for table in TABLES if not table.vocabulary],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"../{name}",
                "encodingFormat": _FORMATS[name.rpartition(".")[2]],
                "contentSize": f"{size} B",
                "sha256": sha256,
            }
            for name, (size, sha256) in files.items()
            if name.rpartition(".")[2] in _FORMATS
        ],
    }


def _in_each_language(texts: Mapping[LabelLanguage, str]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": text} for language, text in texts.items()]
