"""Who asks, who is asked, and what the texts name: members, parties, offices, bodies, places, terms."""

from schemas import codes
from schemas.columns import Column, Reference, Table
from schemas.common_columns import DATE, INTEGER, NUMBER, TEXT, TEXT_LIST, language

_SOURCE = Column("source", TEXT, "Where the row is known from.", required=True)
_TO_MEMBER = Reference(("member_id",), "members", ("member_id",))
_TO_PARTY = Reference(("party_id",), "parties", ("party_id",))
_TO_GOVERNMENT = Reference(("government_id",), "governments", ("government_id",))


def _questions(of_what: str) -> Column:
    return Column("questions", INTEGER, f"Number of questions {of_what}.", required=True, unit="questions")


MEMBERS = Table(
    "members",
    "One row for each person who asked a question.",
    (
        Column(
            "member_id",
            TEXT,
            "Identifier made of the name: 'cecile-thibaut'. Of two persons of one name the one who asked "
            "first has it, the other '-nl' or '-fr' behind it (a number when the names differ). It changes "
            "only when an earlier question of a namesake comes in, or whole letters of a damaged name.",
            required=True,
        ),
        Column("name", TEXT, "Best spelling of the name.", required=True),
        Column("spellings", TEXT_LIST, "All spellings on the pages, sorted.", required=True),
        Column(
            "possibly_same_as",
            TEXT,
            "For a surname alone, as bulletins print it: the one member of that surname in the same or a "
            "neighbouring legislature. Null when there are none or several; nothing is merged.",
        ),
        Column("first_asked_on", DATE, "Date of the first question."),
        Column("last_asked_on", DATE, "Date of the last question."),
        _questions("of the member"),
    ),
    key=("member_id",),
    references=(Reference(("possibly_same_as",), "members", ("member_id",)),),
)

MEMBERSHIPS = Table(
    "memberships",
    "One row for each run of a member's questions under one party.",
    (
        Column("member_id", TEXT, "The member.", required=True),
        Column(
            "position",
            INTEGER,
            "Place of the run among the member's, in order of date, from 0.",
            required=True,
        ),
        Column("party_id", TEXT, "The party; null when the printed name is not known."),
        Column("party", TEXT, "The party as printed most often in the run.", required=True),
        Column("since", DATE, "Date of the first question of the run."),
        Column("until", DATE, "Date of the last question of the run."),
        _questions("of the run; those that print no party are in none"),
    ),
    key=("member_id", "position"),
    references=(_TO_MEMBER, _TO_PARTY),
)

PARTIES = Table(
    "parties",
    "One row for each party, under each of its names.",
    (
        Column("party_id", TEXT, "Identifier: 'open-vld'.", required=True),
        Column("name_nl", TEXT, "Dutch name."),
        Column("name_fr", TEXT, "French name."),
        Column("spellings", TEXT_LIST, "Ways in which pages print it.", required=True),
        Column(
            "language_group",
            TEXT,
            "Language group of its members; null when neither.",
            codes=("nl", "fr", "both"),
        ),
        Column("since", TEXT, "Year or date from which it has that name."),
        Column("until", TEXT, "Year or date until which it had it."),
        Column("predecessor", TEXT, "The party that it came of; of several, the largest."),
        Column("successor", TEXT, "The party that it became; of several, the one that went on with it."),
        _SOURCE,
    ),
    key=("party_id",),
    vocabulary=True,
)

GOVERNMENTS = Table(
    "governments",
    "One row for each federal government since 1995.",
    (
        Column("government_id", TEXT, "Identifier: 'leterme-ii'.", required=True),
        Column("name", TEXT, "Its name.", required=True),
        Column("since", DATE, "Day of its oath.", required=True),
        Column("until", DATE, "Day of the next one's oath, exclusive; null for the one in office."),
        _SOURCE,
    ),
    key=("government_id",),
    vocabulary=True,
)

COALITIONS = Table(
    "coalitions",
    "One row for each party, cartel or joint group that is in a government or supports it.",
    (
        Column("government_id", TEXT, "The government.", required=True),
        Column("party_id", TEXT, "The party.", required=True),
        Column(
            "part",
            TEXT,
            "Whether it is in the government, or supports it without ministers.",
            required=True,
            codes=codes.COALITION_PARTS,
        ),
        Column("since", DATE, "First day.", required=True),
        Column("until", DATE, "Day from which it no longer was; null while it is."),
        _SOURCE,
    ),
    key=("government_id", "party_id", "since"),
    references=(_TO_GOVERNMENT, _TO_PARTY),
    vocabulary=True,
)

MINISTERS = Table(
    "ministers",
    "One row for each run of days on which a federal minister or secretary of state had the same role, party "
    "and portfolios, since 1999.",
    (
        Column(
            "minister_id",
            TEXT,
            "Identifier made of the name: 'koen-geens'; for a former senator mostly the one in `members`.",
            required=True,
        ),
        Column("name", TEXT, "Name.", required=True),
        Column("party_id", TEXT, "The party, under its name of the day.", required=True),
        Column("government_id", TEXT, "The government.", required=True),
        Column("role", TEXT, "Highest role.", required=True, codes=codes.ROLES),
        Column(
            "portfolios",
            TEXT_LIST,
            "Codes of what the person was in charge of, as far as known; as in `offices`.",
            required=True,
        ),
        Column("since", DATE, "First day.", required=True),
        Column(
            "until",
            DATE,
            "Day from which it was otherwise; null while it is so. Where the day is not known, one on which "
            "the person was in office for certain.",
        ),
        _SOURCE,
    ),
    key=("minister_id", "since"),
    references=(_TO_GOVERNMENT, _TO_PARTY),
    vocabulary=True,
)

OFFICES = Table(
    "offices",
    "One row for each printed form of an addressee in one language.",
    (
        Column(
            "office_id",
            TEXT,
            "Identifier that the Dutch and the French forms of one office share: 'minister:justice'.",
            required=True,
        ),
        language("Language of the page."),
        Column("printed", TEXT, "The addressee as printed, without its preposition.", required=True),
        Column("role", TEXT, "Highest role that it names.", required=True, codes=codes.ROLES),
        Column(
            "portfolios",
            TEXT_LIST,
            "What it is for: codes, or the words where no code is known.",
            required=True,
        ),
        Column("charged_with", TEXT_LIST, "Likewise, behind 'belast met' or 'chargé de'.", required=True),
        Column("deputy_of", TEXT, "The office that it is attached to, as printed."),
        Column("first_asked_on", DATE, "Date of its first question."),
        Column("last_asked_on", DATE, "Date of its last question."),
        _questions("put to it"),
    ),
    key=("language", "printed"),
)

OFFICE_HOLDERS = Table(
    "office_holders",
    "One row for each person whom a text names right beside an office.",
    (
        Column("holder", TEXT, "Name as printed.", required=True),
        Column("office", TEXT, "Office as printed.", required=True),
        Column("office_id", TEXT, "The office, as understood from its words.", required=True),
        language("Language of the text."),
        Column("first_seen", TEXT, "Lowest question that names them.", required=True),
        _questions("that do"),
    ),
    key=("holder", "office", "language"),
)

ORGANISATIONS = Table(
    "organisations",
    "One row for each body, company or association that mentions are looked up in.",
    (
        Column("organisation_id", TEXT, "Identifier: 'fod-financien'.", required=True),
        Column("kind", TEXT, "What it is: 'federal_public_service', 'court', 'company' …", required=True),
        Column("name_nl", TEXT, "Dutch name."),
        Column("name_fr", TEXT, "French name."),
        Column("spellings", TEXT_LIST, "All names and abbreviations.", required=True),
        Column("since", TEXT, "Year or date of its founding, or of its present form, as the source has it."),
        Column("until", TEXT, "Year or date until which it existed."),
        _SOURCE,
    ),
    key=("organisation_id",),
    vocabulary=True,
)

PLACES = Table(
    "places",
    "One row for each Belgian municipality, province, region or community, those before a merger too.",
    (
        Column("place_id", TEXT, "Identifier: 'nis:11002' (REFNIS).", required=True),
        Column("kind", TEXT, "'municipality', 'province', 'region' or 'community'.", required=True),
        Column("name_nl", TEXT, "Dutch name.", required=True),
        Column("name_fr", TEXT, "French name.", required=True),
        Column("within", TEXT, "The province or region that it lies in."),
        Column(
            "since",
            TEXT,
            "Date from which REFNIS has it, when it came of a merger or partition; the law may name one some "
            "weeks earlier (Bastogne and Bertogne: 2 December 2024).",
        ),
        Column("until", TEXT, "Date from which REFNIS no longer has it."),
        Column("merged_into", TEXT, "The municipality that it became part of."),
        _SOURCE,
    ),
    key=("place_id",),
    vocabulary=True,
)

THESAURUS = Table(
    "thesaurus",
    "One row for each pair of a Dutch and a French keyword, learnt from bilingual pages.",
    (
        Column("term_nl", TEXT, "Dutch term.", required=True),
        Column("term_fr", TEXT, "French term.", required=True),
        Column("times_seen", INTEGER, "Questions on whose bilingual pages the pair stands.", required=True),
        Column(
            "agreed_share",
            NUMBER,
            "Share of the questions with the Dutch term on whose pages this is its French one, from 0 to 1.",
            required=True,
        ),
        Column("eurovoc_id", TEXT, "Identifier in EuroVoc; null without the setting `eurovoc`."),
    ),
    key=("term_nl", "term_fr"),
)

ACTOR_TABLES = (
    MEMBERS,
    MEMBERSHIPS,
    PARTIES,
    GOVERNMENTS,
    COALITIONS,
    MINISTERS,
    OFFICES,
    OFFICE_HOLDERS,
    ORGANISATIONS,
    PLACES,
    THESAURUS,
)
