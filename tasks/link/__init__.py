"""What follows only from all questions together: actors, same questions, concepts, gaps."""

from tasks.link.actors.holders import Sighting
from tasks.link.linking import Part, fingerprints_of, part_of, release_tables, with_answers_compared
from tasks.link.redacting import redacted, without_quotes
from tasks.link.same.answers import Likeness
from tasks.link.same.near import Near, NearTexts, compared

__all__ = [
    "Likeness",
    "Near",
    "NearTexts",
    "Part",
    "Sighting",
    "compared",
    "fingerprints_of",
    "part_of",
    "redacted",
    "release_tables",
    "with_answers_compared",
    "without_quotes",
]
