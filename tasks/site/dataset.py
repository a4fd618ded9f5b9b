"""What search engines are told of a release: a Dataset of schema.org."""

from collections.abc import Mapping
from typing import Any

from schemas.tables import TABLES
from schemas.vocabulary.site_labels import LabelLanguage, Labels
from tasks.site.facts import Files

_FORMATS = {"parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}


def dataset(
    labels: Mapping[LabelLanguage, Labels], said: Mapping[str, Any], summary: Mapping[str, Any], files: Files
) -> dict[str, Any]:
    """The release as https://schema.org/Dataset says it.

    Args:
        labels: By language.
        said: The manifest of the release without its files.
        summary: What the first page shows.
        files: The files of the release.
    """
    figures = summary["figures"]
    span = f"{figures['asked_from']}/{figures['asked_to']}" if figures["asked_from"] else None
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": [_in(language, words["dataset.name"]) for language, words in labels.items()],
        "description": [_in(language, words["dataset.description"]) for language, words in labels.items()],
        "version": said["version"],
        "dateModified": said["created"],
        "inLanguage": ["nl", "fr"],
        "isAccessibleForFree": True,
        "isBasedOn": "https://www.senate.be/",
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


def _in(language: str, text: str) -> dict[str, str]:
    return {"@language": language, "@value": text}
