"""Tables that do not depend on pages: parties, governments, ministers, bodies, places."""

from schemas import codes
from schemas.columns import (
    SOURCE,
    TEXT,
    TEXT_LIST,
    TO_GOVERNMENT,
    TO_PARTY,
    Column,
    Table,
    refers,
    required,
    since,
    until,
    years,
)

PARTIES = Table(
    "parties",
    "One row for each party, under each of its names.",
    (
        required("party_id", TEXT, "Identifier: 'open-vld'."),
        Column("name_nl", TEXT, "Dutch name."),
        Column("name_fr", TEXT, "French name."),
        required("spellings", TEXT_LIST, "Ways in which pages print it."),
        Column(
            "language_group",
            TEXT,
            "Language group of its members; null when neither.",
            codes=("nl", "fr", "both"),
        ),
        since("First day of that name; null when only its year is known, or nothing."),
        until("Day from which it no longer had that name; null likewise, and while it has it."),
        *years("Year in which it took that name", "Last year in which it had that name"),
        Column("predecessor", TEXT, "The party that it came of; of several, the largest."),
        Column("successor", TEXT, "The party that it became; of several, the one that went on with it."),
        SOURCE,
    ),
    key=("party_id",),
    references=(refers("predecessor", "parties", "party_id"), refers("successor", "parties", "party_id")),
    vocabulary=True,
)

GOVERNMENTS = Table(
    "governments",
    "One row for each federal government since 1995.",
    (
        required("government_id", TEXT, "Identifier: 'leterme-ii'."),
        required("name", TEXT, "Its name."),
        since("Day of its oath.", required=True),
        until("Day of the next one's oath; null for the one in office."),
        SOURCE,
    ),
    key=("government_id",),
    vocabulary=True,
)

COALITIONS = Table(
    "coalitions",
    "One row for each party, cartel or joint group that is in a government or supports it.",
    (
        required("government_id", TEXT, "The government."),
        required("party_id", TEXT, "The party."),
        required(
            "part",
            TEXT,
            "Whether it is in the government, or supports it without ministers.",
            codes=codes.COALITION_PARTS,
        ),
        since("First day.", required=True),
        until("Day from which it no longer was; null while it is."),
        SOURCE,
    ),
    key=("government_id", "party_id", "since"),
    references=(TO_GOVERNMENT, TO_PARTY),
    vocabulary=True,
)

MINISTERS = Table(
    "ministers",
    "One row for each person who was a federal minister or secretary of state since 1999; when, and what of, "
    "is in `minister_terms`. A release of the sample has invented ones too, to whom its questions are "
    "put; `source` of their terms says so.",
    (
        required(
            "minister_id",
            TEXT,
            "Identifier made of the name: 'koen-geens'; for a former senator mostly the one in `members`.",
        ),
        required("name", TEXT, "Name, as of the last term."),
        required("party_id", TEXT, "The party of the last term."),
        since("First day of the first term.", required=True),
        until("Day from which the person was in no office known; null for one who is in office."),
    ),
    key=("minister_id",),
    references=(TO_PARTY,),
    vocabulary=True,
)

MINISTER_TERMS = Table(
    "minister_terms",
    "One row for each run of days on which a minister or secretary of state had the same role, party and "
    "portfolios.",
    (
        required("minister_id", TEXT, "The person."),
        required("party_id", TEXT, "The party, under its name of the day."),
        required("government_id", TEXT, "The government."),
        required("role", TEXT, "Highest role.", codes=codes.ROLES),
        required(
            "portfolios",
            TEXT_LIST,
            "Codes of what the person was in charge of, as far as known; as in `offices`.",
        ),
        since("First day.", required=True),
        until(
            "Day from which it was otherwise; null while it is so. Where the day is not known, one on which "
            "the person was in office for certain."
        ),
        SOURCE,
    ),
    key=("minister_id", "since"),
    references=(refers("minister_id", "ministers"), TO_GOVERNMENT, TO_PARTY),
    vocabulary=True,
)

ORGANISATIONS = Table(
    "organisations",
    "One row for each body, company or association that mentions are looked up in.",
    (
        required("organisation_id", TEXT, "Identifier: 'fod-financien'."),
        required("kind", TEXT, "What it is: 'federal_public_service', 'court', 'company' …", coded=True),
        Column("name_nl", TEXT, "Dutch name."),
        Column("name_fr", TEXT, "French name."),
        required("spellings", TEXT_LIST, "All names and abbreviations."),
        since("Day of its founding, or of its present form; null when only the year is known, or nothing."),
        until("Day from which it no longer existed; null likewise, and while it exists."),
        *years(
            "Year of its founding, or of its present form, as the source has it",
            "Last year in which it existed",
        ),
        SOURCE,
    ),
    key=("organisation_id",),
    vocabulary=True,
)

PLACES = Table(
    "places",
    "One row for each Belgian municipality, province, region or community, those before a merger too.",
    (
        required("place_id", TEXT, "Identifier: 'nis:11002' (REFNIS)."),
        required("kind", TEXT, "'municipality', 'province', 'region' or 'community'.", coded=True),
        required("name_nl", TEXT, "Dutch name."),
        required("name_fr", TEXT, "French name."),
        Column(
            "within",
            TEXT,
            "The province that it lies in; of provinces, and of municipalities of Brussels, the region.",
        ),
        since(
            "Day from which REFNIS has it, when it came of a merger or partition; the law may name one some "
            "weeks earlier (Bastogne and Bertogne: 2 December 2024)."
        ),
        until("Day from which REFNIS no longer has it."),
        Column("merged_into", TEXT, "The municipality that it became part of."),
        SOURCE,
    ),
    key=("place_id",),
    references=(refers("within", "places", "place_id"), refers("merged_into", "places", "place_id")),
    vocabulary=True,
)

VOCABULARY_TABLES = (
    PARTIES,
    GOVERNMENTS,
    COALITIONS,
    MINISTERS,
    MINISTER_TERMS,
    ORGANISATIONS,
    PLACES,
)
