"""Sub-questions and answer parts of whole pages: what a careful human reads in them."""

from tasks.extract import answer_parts, mentions, subquestions
from tests.extract.support import seed_reading
from tests.support.each_case import each_case
from tests.support.reading import INVENTED

BOTH = [(question_id, language) for question_id in INVENTED for language in ("nl", "fr")]
ANSWERED = [(question_id, language) for question_id, language in BOTH if INVENTED[question_id].answer]


@each_case(("question_id", "language"), BOTH)
def test_subquestions_are_those_that_a_human_reads(question_id, language):
    facts = INVENTED[question_id]
    found = [item.label for item in subquestions(facts.question[language]) if item.label]
    assert tuple(found) == facts.subquestions


@each_case(("question_id", "language"), ANSWERED)
def test_answer_parts_are_those_that_a_human_reads(question_id, language):
    facts = INVENTED[question_id]
    found = answer_parts(facts.answer[language], facts.subquestions)
    assert tuple(part.answers for part in found if part.label) == facts.answer_parts


@each_case(("question_id", "language"), ANSWERED)
def test_the_parts_of_an_answer_hold_its_text_from_the_first_part_on(question_id, language):
    facts = INVENTED[question_id]
    found = answer_parts(facts.answer[language], facts.subquestions)
    whole = "\n\n".join(facts.answer[language])
    assert all(part.text in whole for part in found)
    assert whole.endswith(found[-1].text)


@each_case(("question_id", "language"), BOTH)
def test_subquestions_are_pieces_of_the_text_without_their_number(question_id, language):
    paragraphs = INVENTED[question_id].question[language]
    for item in subquestions(paragraphs):
        assert item.text in "\n\n".join(paragraphs[item.first : item.last])
        assert not item.label or not item.text.startswith(f"{item.label})")


@each_case(("question_id", "language"), BOTH)
def test_mentions_stand_where_they_say(question_id, language):
    facts = INVENTED[question_id]
    for both in filter(None, (facts.question, facts.answer)):
        text = "\n\n".join(both[language])
        for mention in mentions(text, language):
            assert text[mention.start : mention.end] == mention.text


def test_the_page_that_reached_us_has_four_subquestions():
    items = subquestions(seed_reading().texts["nl", "question"])
    assert [item.label for item in items] == ["1", "2", "3", "4"]
    assert items[0].text.startswith("Maken de FOD's die onder uw bevoegdheid vallen gebruik")
    assert items[3].text.endswith("hiervoor permanente aandacht ?")


def test_the_page_that_reached_us_has_two_answer_parts():
    first, second = answer_parts(seed_reading().texts["nl", "answer"], ["1", "2", "3", "4"])
    assert (first.label, first.answers) == ("1, 2 en 3.", ("1", "2", "3"))
    assert first.text.startswith("De Federale Overheidsdienst (FOD) Kanselarij")
    assert first.text.endswith("meer dan 165\u00a0000 abonnees.")
    assert (second.label, second.answers) == ("4.", ("4",))
    assert second.text == "Ik heb geen weet van enig misbruik."


def named(part, kind):
    text = "\n\n".join(seed_reading().texts["nl", part])
    return [mention for mention in mentions(text, "nl") if mention.kind == kind]


def test_the_page_that_reached_us_names_addresses_and_accounts():
    assert [one.text for one in named("question", "handle")] == ["@FOD_Financien", "@belgiumbe"]
    addresses = [one.text for one in named("answer", "url")]
    assert [one for one in addresses if one.startswith(("http", "www."))] == [
        (
            "http://www.linkedin.com/company/"
            "chancellerie-du-premier-ministre-fod-kanselarij-van-de-eerste-minister"
        ),
        "www.facebook.com/Belgium.be",
        "http://twitter.com/belgiumbe",
        "http://www.youtube.com/user/WebmasterBelgium",
        "http://www.facebook.com/presscenter.org",
        "http://twitter.com/presscenterorg",
    ]


def test_the_page_that_reached_us_names_its_body_and_the_networks():
    bodies = {one.text: one.entity_id for one in named("answer", "organisation")}
    assert bodies["Federale Overheidsdienst (FOD) Kanselarij van de eerste minister"] == "fod-kanselarij"
    assert bodies["Kanselarij"] == "fod-kanselarij"
    assert bodies["Internationaal Perscentrum"] == bodies["IPC"] == "ipc-brussel"
    networks = {"LinkedIn", "Facebook", "Twitter", "YouTube", "Google+", "Instagram", "Flickr", "Youtube"}
    assert networks - set(bodies) == {"YouTube"}  # 'YouTube-account' is a compound


def test_the_page_that_reached_us_counts():
    counted = [(one.value, one.unit) for one in named("answer", "quantity")]
    assert counted == [
        ("414", "abonnees"),
        ("1214", "abonnees"),
        ("7800", "abonnees"),
        ("42", "video’s"),
        ("126", "abonnees"),
        ("347820", "keer bekeken"),
        ("1200000", "individuele bezoekers per maand"),
        ("1053", "abonnees"),
        ("350", "vragen per week"),
        ("165000", "abonnees"),
    ]
