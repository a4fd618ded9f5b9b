"""Vocabularies: issue kinds are those of the source, labels are well-formed and name known codes; EuroVoc."""

import re
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest

import schemas.vocabulary
from schemas import codes
from schemas.tables import table
from schemas.vocabulary import (
    eurovoc,
    issue_kinds,
    label_groups,
    labels,
    labels_of,
    legislatures,
    placeholders,
)
from schemas.vocabulary import rows as reading
from schemas.vocabulary.entities import organisations, parties, places
from schemas.vocabulary.phrases import phrases
from tasks.common.accents import fold
from tasks.common.terms import concept_ids, concept_of, folded_term
from tests.schemas.source import reported_kinds
from tests.support.each_case import each_case

FOLDER = Path(schemas.vocabulary.__file__).parent
CODES_OF_GROUP = {
    "event": codes.EVENTS,
    "relation": codes.RELATIONS,
    "target_kind": tuple(kind for kind in codes.TARGET_KINDS if kind != "other"),
    "month": tuple(str(number) for number in range(1, 13)),
    "ordinal": tuple(str(number) for number in range(1, 11)),
}


def rows_of(name: str) -> list[list[str]]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize("name", ["labels.tsv", "issue_kinds.tsv"])
def test_a_vocabulary_file_has_full_rows_without_stray_spaces_or_doubles(name):
    head, *rows = rows_of(name)
    assert all(len(row) == len(head) for row in rows)
    assert all(cell and cell == cell.strip() for row in rows for cell in row)
    assert len({tuple(row) for row in rows}) == len(rows)


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read the rows of a file with this content."""

    def rows(content: str) -> list[dict[str, str]]:
        (tmp_path / "some.tsv").write_bytes(content.encode())
        monkeypatch.setattr(reading, "files", lambda _: tmp_path)
        return list(reading.vocabulary_rows("some.tsv"))

    return rows


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder from which files are read in place of the real ones."""
    monkeypatch.setattr(reading, "files", lambda _: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("made", "file", "change", "says"),
    [
        (organisations, "organisations", {"since": "2001-13-01"}, "`since`: '2001-13-01' cannot be read."),
        (places, "places", {"until": "201"}, "`until`: '201' cannot be read. Write days as 2008-03-20, or"),
        (parties, "parties", {"until": "soon"}, "days as 2008-03-20, or years as 2008."),
        (legislatures, "legislatures", {"legislature": "five"}, "`legislature`: 'five' cannot be read. Wri"),
        (legislatures, "legislatures", {"seen_number": "1.5"}, "`seen_number`: '1.5' cannot be read. Writ"),
        (labels, "labels", {"note": "x"}, "column `note`: nothing reads it. Remove it, or mend its name."),
        (phrases, "answer_phrases", {"kind": ""}, "column `kind`: nothing reads it."),
        (labels, "labels", {"seen": None}, "column `seen`: the file has none. Add it."),
    ],
)
def test_an_error_of_a_cell_or_column_names_it_and_says_what_to_write(folder, made, file, change, says):
    head, first, *_ = rows_of(f"{file}.tsv")
    changed = dict(zip(head, first, strict=True)) | change
    cells = {name: cell for name, cell in changed.items() if cell is not None}
    lines = "\n".join(map("\t".join, (cells, cells.values())))
    (folder / f"{file}.tsv").write_text(lines, encoding="utf-8")
    with pytest.raises(reading.VocabularyError, match=rf"^schemas/vocabulary/{file}\.tsv, row '") as error:
        made.__wrapped__()
    assert says in str(error.value)


@pytest.mark.parametrize("content", ["a\tb\n1\t\n\n", "a\tb\r\n1\t\r\n", "a\tb\n1\t"])
def test_rows_have_a_cell_for_each_column_and_empty_lines_are_none(read, content):
    assert read(content) == [{"a": "1", "b": ""}]


@pytest.mark.parametrize(("line", "cells"), [("1", 1), ("1\t2\t3", 3), ("1 2", 1)])
def test_a_row_with_other_cells_than_the_header_names_is_an_error_with_its_line(read, line, cells):
    with pytest.raises(reading.VocabularyError, match=r"^Line 3 of schemas/vocabulary/some\.tsv ") as error:
        read(f"a\tb\n1\t2\n{line}\n")
    assert f"has {cells} cells, its header 2" in str(error.value)
    assert str(error.value).endswith(": a, b.")


FORMS = {
    "enterprise_number": r"[01]\d{3}\.\d{3}\.\d{3}",
    "ecli_code": r"[A-Z]{4,7}",
    "ovo_code": r"OVO\d{6}",
    "wikidata_id": r"Q\d+",
}


def test_identifiers_of_organisations_are_well_formed_and_of_one_body_each():
    looked_up = {body.code for body in organisations() if not body.is_only_a_name}
    rows = list(reading.vocabulary_rows("organisation_identifiers.tsv"))
    assert tuple(FORMS) == codes.IDENTIFIER_SCHEMES
    assert {row["organisation"] for row in rows} <= looked_up
    assert all(re.fullmatch(FORMS[row["scheme"]], row["value"]) and row["source"] for row in rows)
    for key in ("organisation", "value"):
        assert len({(row["scheme"], row[key]) for row in rows}) == len(rows)


def test_enterprise_numbers_have_their_check_digits():
    rows = reading.vocabulary_rows("organisation_identifiers.tsv")
    numbers = [row["value"].replace(".", "") for row in rows if row["scheme"] == "enterprise_number"]
    assert [number for number in numbers if 97 - int(number[:-2]) % 97 != int(number[-2:])] == []


def test_the_kinds_that_are_explained_are_those_that_the_source_reports():
    assert set(issue_kinds()) == reported_kinds()


def test_issue_kinds_are_in_order_and_explained_in_a_sentence():
    kinds = [row[0] for row in rows_of("issue_kinds.tsv")[1:]]
    assert kinds == sorted(set(kinds))
    assert all(re.fullmatch(r"[a-z_]+", kind) for kind in kinds)
    assert all(meaning[0].isupper() and meaning.endswith(".") for meaning in issue_kinds().values())


def test_the_issues_table_accepts_exactly_the_kinds_explained():
    column = next(column for column in table("issues").columns if column.name == "kind")
    assert set(column.codes) == set(issue_kinds())


def test_labels_are_read_as_they_stand_in_the_file():
    head, *rows = rows_of("labels.tsv")
    assert head == ["group", "code", "language", "text", "seen"]
    assert [[label.group, label.code, label.language, label.text, label.seen] for label in labels()] == rows


def test_labels_are_dutch_or_french():
    assert {label.language for label in labels()} == set(codes.LANGUAGES)


@each_case("group", CODES_OF_GROUP)
def test_every_code_of_a_group_has_labels_in_both_languages_and_no_other_code_has(group):
    elsewhere = {"other", "same_text_as"}  # any label that is unknown; a sentence of bulletins
    wanted = {(code, language) for code in CODES_OF_GROUP[group] for language in codes.LANGUAGES}
    found = {(label.code, label.language) for label in labels_of(group)}
    assert {one for one in found ^ wanted if one[0] not in elsewhere} == set()


def test_a_question_can_be_asked_in_every_language_of_the_tables():
    found = {label.code for label in labels_of("asked_in")}
    assert set(codes.LANGUAGES) <= found
    assert all(re.fullmatch("[a-z]{2}", code) for code in found)


@each_case("group", sorted({label.group for label in labels()} - {"line"}))
def test_no_text_means_two_codes_of_a_group(group):
    texts = defaultdict(set)
    for label in labels_of(group):
        texts[label.language, label.text.lower()].add(label.code)
    assert {text: found for text, found in texts.items() if len(found) > 1} == {}


def test_lines_hold_known_placeholders_only():
    for label in labels():
        names = {name for _, name, _, _ in Formatter().parse(label.text) if name is not None}
        assert names <= (set(placeholders()) if label.group == "line" else set()), label


def test_every_line_of_a_page_is_known_in_both_languages():
    known = {(label.code, label.language) for label in labels_of("line")}
    assert known == {(code, language) for code, _ in known for language in codes.LANGUAGES}


def test_the_labels_of_the_site_are_there_letter_by_letter():
    some = {
        "Verzending vraag",
        "Dossier clôturé",
        "Fin de la législature",
        "Requalifiée en",
        "aôut",
        "Chronologie",
    }
    assert some <= {label.text for label in labels()}


def test_labels_that_nobody_has_seen_are_marked():
    unseen = {label.text for label in labels() if label.seen == "unseen"}
    assert "Réponse provisoire (pdf)" in unseen
    assert "Voorlopig antwoord (pdf)" not in unseen


def test_every_group_and_every_placeholder_is_explained():
    assert list(label_groups()) == list(dict.fromkeys(label.group for label in labels()))
    used = {name for label in labels_of("line") for _, name, _, _ in Formatter().parse(label.text) if name}
    assert set(placeholders()) == used


def test_no_two_bodies_share_a_name():
    """But for case, accents, hyphens and dots; abbreviations may be shared (`ambiguous`)."""
    names = defaultdict(set)
    for body in organisations():
        for name in body.names:
            names[fold(name).replace("-", " ").replace(".", "")].add(body.code)
    assert {name: codes for name, codes in names.items() if len(codes) > 1} == {}


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
