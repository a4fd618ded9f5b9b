"""The inputs of a release."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from schemas.records import Attempt, Capture
from schemas.tables import SCHEMA_VERSION
from tasks.common.redactions import Redactions
from tasks.common.version import fingerprints


@dataclass(frozen=True)
class Inputs:
    """The inputs of a release; the same inputs give the same tables."""

    captures: Sequence[Capture]
    largest_page: int  # bytes; a larger page is quarantined
    attempts: Sequence[Attempt] = ()  # failed requests for questions
    redactions: Redactions = field(default_factory=Redactions)  # what is left out

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the pages and everything else that decides the tables."""
        digest = hashlib.sha256(f"{self.made_by}\n".encode())
        for capture in self.captures:
            fields = (capture.page_id, capture.source, capture.origin, str(capture.fetched_at))
            digest.update(("\t".join(fields) + "\n").encode())
        for attempt in self.attempts:
            digest.update(("\t".join(map(str, attempt)) + "\n").encode())
        digest.update(self.redactions.sha256.encode())
        return digest.hexdigest()

    @property
    def made_by(self) -> str:
        """The code, libraries and settings that decide what a page yields."""
        decides = json.dumps(fingerprints()["tables"], sort_keys=True)
        return f"{decides} {SCHEMA_VERSION} {self.largest_page}"

    @property
    def sources(self) -> list[str]:
        """Names of the sources, in order."""
        return sorted({capture.source for capture in self.captures})
