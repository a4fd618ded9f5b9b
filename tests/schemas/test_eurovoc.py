"""EuroVoc, as it is in the vocabulary."""

from schemas.vocabulary.eurovoc import descriptors
from schemas.vocabulary.rows import vocabulary_rows


def test_each_descriptor_has_its_labels_once_and_a_known_place():
    microthesauri = {row["id"] for row in vocabulary_rows("eurovoc_microthesauri.tsv")}
    domains = {row["id"] for row in vocabulary_rows("eurovoc_domains.tsv")}
    found = descriptors()
    assert len({one.eurovoc_id for one in found}) == len(found) > 7_000
    assert [one for one in found if not (one.label_nl and one.label_fr and one.label_en)] == []
    assert {one.microthesaurus_id for one in found} - {""} <= microthesauri
    assert sum(bool(one.microthesaurus_id) for one in found) > 6_000
    assert {microthesaurus[:2] for microthesaurus in microthesauri} <= domains


def test_known_terms():
    labels = {one.eurovoc_id: (one.label_nl, one.label_fr, one.label_en) for one in descriptors()}
    assert labels["2"] == ("misbruik van vertrouwen", "abus de confiance", "breach of trust")
