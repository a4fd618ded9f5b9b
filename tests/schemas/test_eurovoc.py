"""EuroVoc, as it is in the vocabulary, and how keywords find their concepts."""

from schemas.vocabulary import eurovoc
from tasks.common.terms import concept_ids, concept_of, folded_term
from tests.support.each_case import each_case


def test_each_concept_has_its_labels_and_most_a_microthesaurus_and_a_domain():
    found = eurovoc.concepts()
    assert len({one.eurovoc_id for one in found}) == len(found) > 7_000
    assert [one for one in found if not (one.label_nl and one.label_fr and one.label_en)] == []
    known = eurovoc.microthesauri(), eurovoc.domains()
    of_euro_voc = [(one.microthesaurus_id, one.domain_id) for one in found if one.microthesaurus_id]
    assert len(of_euro_voc) > 6_000
    assert [ids for ids in of_euro_voc if ids[0] not in known[0] or ids[1] not in known[1]] == []


def test_no_name_is_that_of_two_concepts():
    printed = {(name.language, folded_term(name.text)): name.eurovoc_id for name in eurovoc.names()}
    known = {one.eurovoc_id for one in eurovoc.concepts()}
    assert [name for name in eurovoc.names() if concept_of(name.text, name.language) != name.eurovoc_id] == []
    assert set(printed.values()) <= known
    assert {ids for terms in concept_ids().values() for ids in terms.values()} <= known


@each_case(
    "keyword, language, concept",
    [
        ("misbruik van vertrouwen", "nl", "2"),
        ("ABUS DE  CONFIANCE", "fr", "2"),
        ("abus de confiance", "nl", "2"),
        ("demandeur d'asile", "fr", "c_ff638149"),
        ("Nationale Maatschappij der Belgische Spoorwegen", "nl", "be:nmbs"),
        ("gehandicapte", "nl", "1231"),
        ("marché", "nl", "1786"),
        ("misbruik van vertrouw", "nl", None),
    ],
)
def test_a_keyword_names_a_concept_exactly(keyword, language, concept):
    assert concept_of(keyword, language) == concept
