"""How many acts and papers that real texts name are identified, and by what.

    python -m benchmarks.identified CORPUS.parquet…

The texts of a corpus are those of `benchmarks.real`, with their paragraphs apart.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.real import paragraphs, read
from schemas.codes import Language
from schemas.vocabulary.acts import eli_kinds
from schemas.vocabulary.papers import entity_url
from tasks.extract import Mention, mentions

_ELI = f"eli/(?:{'|'.join(sorted(set(eli_kinds().values())))})/\\d{{4}}/\\d\\d/\\d\\d"
_FORMS = {
    "": "none",
    rf"{_ELI}/\w{{10}}": "ELI with its number",
    _ELI: "ELI of its day, unsure",
    r"3\d{4}[A-Z]\d{4}": "CELEX",
    "code:.*": "a code",
}
Counts = Counter[tuple[str, Language]]


def form(mention: Mention) -> str:
    """What a mention is identified by."""
    known = mention.entity_id or ""
    if mention.kind == "document" and known:
        return "with an address" if entity_url(known, "nl") else "without an address"
    for pattern, name in _FORMS.items():
        if re.fullmatch(pattern, known):
            return name
    return "kind and day, unsure" if mention.is_unsure else "kind and number"


def counted(corpora: list[Path]) -> tuple[int, dict[str, Counts]]:
    """How many texts there are, and the mentions of each kind by what identifies them and language."""
    found: dict[str, Counts] = {"legal_act": Counter(), "document": Counter()}
    count = 0
    for texts in (texts for corpus in corpora for texts in read(corpus).values()):
        for (language, _), text in texts.items():
            count += 1
            for mention in mentions(paragraphs(text), language):
                if mention.kind in found:
                    found[mention.kind][form(mention), language] += 1
    return count, found


def main(*corpora: str) -> None:
    """Count and print."""
    count, found = counted([Path(corpus) for corpus in corpora])
    sys.stdout.write(f"{count:,} texts; mentions by what identifies them\n")
    for kind, counts in found.items():
        sys.stdout.write(f"{kind:24}    nl    fr   share\n")
        by_form = Counter({name: 0 for name, _ in counts})
        for (name, _), number in counts.items():
            by_form[name] += number
        for name, number in by_form.most_common():
            nl, fr = counts[name, "nl"], counts[name, "fr"]
            sys.stdout.write(f"  {name:22} {nl:5} {fr:5}  {number / counts.total():6.1%}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
