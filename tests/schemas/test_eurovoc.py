"""EuroVoc, as it is in the vocabulary."""

from schemas.vocabulary.eurovoc import descriptors


def test_each_descriptor_has_its_labels_and_most_a_microthesaurus():
    found = descriptors()
    assert len({one.eurovoc_id for one in found}) == len(found) > 7_000
    assert [one for one in found if not (one.label_nl and one.label_fr and one.label_en)] == []
    assert sum(len(one.microthesaurus_id) == 4 for one in found) > 6_000


def test_known_terms():
    labels = {one.eurovoc_id: (one.label_nl, one.label_fr, one.label_en) for one in descriptors()}
    assert labels["2"] == ("misbruik van vertrouwen", "abus de confiance", "breach of trust")
