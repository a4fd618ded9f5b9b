"""Tables of members, offices and their holders, and of terms paired across languages."""

from schemas import codes
from schemas.columns import (
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    TEXT_LIST,
    TO_MEMBER,
    TO_OFFICE,
    TO_PARTY,
    Column,
    Table,
    language,
    questions,
    refers,
    required,
)

MEMBERS = Table(
    "members",
    "One row per person who asked a question.",
    (
        required(
            "member_id",
            TEXT,
            "Identifier derived from the name: 'cecile-thibaut'. If two persons share a name, the one who "
            "asked first has it, and the other gets the suffix '-nl' or '-fr' (a number if the names "
            "differ). It changes only if an earlier question of a namesake is added, or a damaged name is "
            "received undamaged.",
        ),
        required("name", TEXT, "Best spelling of the name."),
        required("spellings", TEXT_LIST, "All spellings on the pages, sorted."),
        Column(
            "possibly_same_as",
            TEXT,
            "For a surname without a first name, as in bulletins: the only member with that surname in the "
            "same or a neighbouring legislature. Null if there are none or several; nothing is merged.",
            may_lose=0.1,
            why="A second member of that surname leaves it open who it is.",
        ),
        Column("first_asked_on", DATE, "Date of the first question."),
        Column("last_asked_on", DATE, "Date of the last question."),
        questions("of the member"),
    ),
    key=("member_id",),
    references=(refers("possibly_same_as", "members", "member_id"),),
)

MEMBERSHIPS = Table(
    "memberships",
    "One row per series of a member's questions under one party.",
    (
        required("member_id", TEXT, "The member."),
        required("position", INTEGER, "Place of the series among the member's series, by date, from 0."),
        Column("party_id", TEXT, "The party; null if the printed name is unknown."),
        required("party", TEXT, "The party as printed most often in the series."),
        Column("first_asked_on", DATE, "Date of the first question of the series."),
        Column("last_asked_on", DATE, "Date of the last question of the series."),
        questions("in the series; questions without a printed party are in no series"),
    ),
    key=("member_id", "position"),
    references=(TO_MEMBER, TO_PARTY),
)

OFFICES = Table(
    "offices",
    "One row per office that a question is put to, or that a text names with a known role and known "
    "portfolios. Its printed forms are in `office_names`.",
    (
        required(
            "office_id",
            TEXT,
            "Identifier that the Dutch and the French forms of one office share: 'minister:justice'.",
        ),
        Column("name_nl", TEXT, "The most common form on Dutch pages, else in Dutch texts."),
        Column("name_fr", TEXT, "The most common form on French pages, else in French texts."),
        required("role", TEXT, "Highest role named in its title.", codes=codes.ROLES),
        required("portfolios", TEXT_LIST, "Its portfolios: codes, or the printed words if there is no code."),
        required("charged_with", TEXT_LIST, "The same, for what follows 'belast met' or 'chargé de'."),
        Column("first_asked_on", DATE, "Date of its first question."),
        Column("last_asked_on", DATE, "Date of its last question."),
        questions("put to it"),
    ),
    key=("office_id",),
)

OFFICE_NAMES = Table(
    "office_names",
    "One row per printed form of an addressee and language.",
    (
        required("office_id", TEXT, "The office."),
        language("Language of the page."),
        required("printed", TEXT, "The addressee as printed, without its preposition."),
        required(
            "deputy_of", TEXT_LIST, "The offices that it is attached to, as printed; rarely more than one."
        ),
        Column("first_asked_on", DATE, "Date of its first question."),
        Column("last_asked_on", DATE, "Date of its last question."),
        questions("put to the office under that form"),
    ),
    key=("language", "printed"),
    references=(TO_OFFICE,),
)

OFFICE_HOLDERS = Table(
    "office_holders",
    "One row per person whom a text names directly next to an office.",
    (
        required("holder", TEXT, "Name as printed."),
        required("office", TEXT, "Office as printed."),
        required("office_id", TEXT, "The office, identified by its words."),
        language("Language of the text."),
        required("first_question_id", TEXT, "Lowest-numbered question that names both."),
        questions("that name both"),
    ),
    key=("holder", "office", "language"),
    references=(TO_OFFICE, refers("first_question_id", "questions", "question_id")),
)

THESAURUS = Table(
    "thesaurus",
    "One row per pair of a Dutch and a French keyword, learnt from bilingual pages.",
    (
        required("term_nl", TEXT, "Dutch term."),
        required("term_fr", TEXT, "French term."),
        required("times_seen", INTEGER, "Number of questions whose bilingual pages have the pair."),
        required(
            "agreed_share",
            NUMBER,
            "Of the questions with the Dutch term, the share in which this is the French term, from 0 to 1.",
        ),
        Column("eurovoc_id", TEXT, "Identifier in EuroVoc; null without the setting `eurovoc`."),
    ),
    key=("term_nl", "term_fr"),
)

ACTOR_TABLES = (MEMBERS, MEMBERSHIPS, OFFICES, OFFICE_NAMES, OFFICE_HOLDERS, THESAURUS)
