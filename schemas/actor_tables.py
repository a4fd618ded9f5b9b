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
    "One row for each person who asked a question.",
    (
        required(
            "member_id",
            TEXT,
            "Identifier made of the name: 'cecile-thibaut'. Of two persons of one name the one who asked "
            "first has it, the other '-nl' or '-fr' behind it (a number when the names differ). It changes "
            "only when an earlier question of a namesake comes in, or whole letters of a damaged name.",
        ),
        required("name", TEXT, "Best spelling of the name."),
        required("spellings", TEXT_LIST, "All spellings on the pages, sorted."),
        Column(
            "possibly_same_as",
            TEXT,
            "For a surname alone, as bulletins print it: the one member of that surname in the same or a "
            "neighbouring legislature. Null when there are none or several; nothing is merged.",
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
    "One row for each run of a member's questions under one party.",
    (
        required("member_id", TEXT, "The member."),
        required("position", INTEGER, "Place of the run among the member's, in order of date, from 0."),
        Column("party_id", TEXT, "The party; null when the printed name is not known."),
        required("party", TEXT, "The party as printed most often in the run."),
        Column("first_asked_on", DATE, "Date of the first question of the run."),
        Column("last_asked_on", DATE, "Date of the last question of the run."),
        questions("of the run; those that print no party are in none"),
    ),
    key=("member_id", "position"),
    references=(TO_MEMBER, TO_PARTY),
)

OFFICES = Table(
    "offices",
    "One row for each office that a question is put to, or that a text names with a role and portfolios that "
    "are known. How pages print it is in `office_names`.",
    (
        required(
            "office_id",
            TEXT,
            "Identifier that the Dutch and the French forms of one office share: 'minister:justice'.",
        ),
        Column("name_nl", TEXT, "The form that Dutch pages print most often, else Dutch texts."),
        Column("name_fr", TEXT, "The form that French pages print most often, else French texts."),
        required("role", TEXT, "Highest role that its words name.", codes=codes.ROLES),
        required("portfolios", TEXT_LIST, "What it is for: codes, or the words where no code is known."),
        required("charged_with", TEXT_LIST, "Likewise, behind 'belast met' or 'chargé de'."),
        Column("first_asked_on", DATE, "Date of its first question."),
        Column("last_asked_on", DATE, "Date of its last question."),
        questions("put to it"),
    ),
    key=("office_id",),
)

OFFICE_NAMES = Table(
    "office_names",
    "One row for each printed form of an addressee in one language.",
    (
        required("office_id", TEXT, "The office."),
        language("Language of the page."),
        required("printed", TEXT, "The addressee as printed, without its preposition."),
        required(
            "deputy_of",
            TEXT_LIST,
            "The offices that it is attached to, as printed; hardly ever more than one.",
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
    "One row for each person whom a text names right beside an office.",
    (
        required("holder", TEXT, "Name as printed."),
        required("office", TEXT, "Office as printed."),
        required("office_id", TEXT, "The office, as understood from its words."),
        language("Language of the text."),
        required("first_question_id", TEXT, "Lowest question that names them."),
        questions("that do"),
    ),
    key=("holder", "office", "language"),
    references=(TO_OFFICE, refers("first_question_id", "questions", "question_id")),
)

THESAURUS = Table(
    "thesaurus",
    "One row for each pair of a Dutch and a French keyword, learnt from bilingual pages.",
    (
        required("term_nl", TEXT, "Dutch term."),
        required("term_fr", TEXT, "French term."),
        required("times_seen", INTEGER, "Questions on whose bilingual pages the pair stands."),
        required(
            "agreed_share",
            NUMBER,
            "Share of the questions with the Dutch term on whose pages this is its French one, from 0 to 1.",
        ),
        Column("eurovoc_id", TEXT, "Identifier in EuroVoc; null without the setting `eurovoc`."),
    ),
    key=("term_nl", "term_fr"),
)

ACTOR_TABLES = (MEMBERS, MEMBERSHIPS, OFFICES, OFFICE_NAMES, OFFICE_HOLDERS, THESAURUS)
