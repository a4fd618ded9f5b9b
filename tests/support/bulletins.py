"""What the tests of bulletins share: their facts, the reading that these lead to, readable differences."""

from typing import Any

from tests.support import TESTS
from tests.support.letters import not_right_nor_left
from tests.support.reading import SHORT_BODY, differences, known_rows, read
from tests.support.render import (
    LANGUAGES,
    BulletinFacts,
    BulletinForm,
    bulletin_of_row,
    load_bulletins,
    render_bulletin,
)

BULLETINS = load_bulletins(TESTS / "facts/invented_bulletins")
REAL = {
    facts.question_id: facts
    for facts in (bulletin_of_row(row, SHORT_BODY) for row in known_rows("viewPubDoc"))
}
"""Questions of real bulletins, with invented texts; their facts are known in Dutch alone."""
DASH = " \N{EM DASH} "
HEADINGS = ("masthead", "chamber", "session", "section", "legend", "published")


def expected_fields(facts: BulletinFacts, language: str, form: BulletinForm | None = None) -> dict[str, Any]:
    """Every field of the reading that a bulletin page with these facts leads to."""
    parts = {"question": facts.question, "answer": facts.answer}
    return {
        "question_id": facts.question_id,
        "legislature": facts.legislature,
        "number": facts.number,
        "suffix": facts.suffix,
        "variant": "bulletin",
        "languages": (language,),
        "author": facts.author,
        "party": None,
        "asked_on": facts.asked_on,
        "original_language": facts.original_language,
        "addressee": {language: facts.addressee[language]},
        "title": {language: DASH.join(facts.title[language])},
        "keywords": {},
        "events": (),
        "links": (),
        "texts": {(language, part): both[language] for part, both in parts.items() if both},
        "answered_on": None,
        "provisional_answer": False,
        "session": None if form and "session" in form.lost else facts.session,
    }


def read_bulletin_page(facts: BulletinFacts, language: str, form: BulletinForm, address: str | None = None):
    """Render a bulletin page and read it, with its own address unless another is given."""
    content = render_bulletin(facts, language, form)
    return read(content, facts.address(language) if address is None else address or None)


def issues_of_form(form: BulletinForm) -> set[str]:
    """What a page has to report for its bytes and for what its markup sets around the question."""
    found = {"charset_label_wrong"} if form.encoding == "windows_1252_labelled_utf_8" else set()
    found |= {"charset_mixed", "charset_label_wrong"} if form.encoding == "mixed" else set()
    found |= {"page_not_closed"} if form.markup == "unclosed" else set()
    return found | ({"letters_unread"} if form.markup == "wrapped" or form.boilerplate else set())


def different(facts: BulletinFacts, form: BulletinForm, address: str | None = None) -> dict[str, Any]:
    """What both pages have otherwise than the facts, and every issue but those of the form."""
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        record = read_bulletin_page(facts, language, form, address)
        wrong = differences(record, expected_fields(facts, language, form))
        found |= {f"{language} {name}": pair for name, pair in wrong.items()}
        odd = [issue for issue in record.issues if issue.kind not in issues_of_form(form)]
        found |= {f"{language} {issue.kind}": issue.detail for issue in odd}
    return found


def wrong_letters(facts: BulletinFacts, language: str, form: BulletinForm) -> dict[str, Any]:
    """Fields with a letter that is neither right nor as the page has it."""
    record = read_bulletin_page(facts, language, form)
    return not_right_nor_left(record, expected_fields(facts, language, form), form.damage)
