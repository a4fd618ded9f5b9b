"""Parliamentary papers and questions, by their number."""

from collections.abc import Iterator

from schemas.vocabulary.papers import paper_id
from tasks.extract.entities.mention import Mention
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words

_RULES = Rules("papers")
_FORMS = ("paper", "of_a_kind", "code", "bulletin", "in_brackets", "in_bulletin")


def documents(text: str, words: Words) -> Iterator[Mention]:
    """Papers and questions with their number; several after one word continue as bare numbers.

    Value: the number; entity_id: as papers.tsv has it, for written questions of the Senate their question_id,
    none for papers of other assemblies.
    """
    for match in (match for form in _FORMS for match in _RULES.find(form, text, words)):
        called = text[match.start() : match.start("number")]
        (start, end), number = match.span(), _RULES("number_sign").sub("", match["number"])
        while number:
            is_of_other = _RULES("of_other_house").match(text, end)
            known = None if is_of_other else paper_id(f"{called}{number}")
            yield Mention(start, end, "document", text[start:end], number, entity_id=known)
            more = _RULES("more_papers").match(text, end)
            (start, end), number = (more.span("id"), more["id"]) if more else ((end, end), "")
