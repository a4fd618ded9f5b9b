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
    "One row per name of a party.",
    (
        required("party_id", TEXT, "Identifier: 'open-vld'."),
        Column("name_nl", TEXT, "Dutch name."),
        Column("name_fr", TEXT, "French name."),
        required("spellings", TEXT_LIST, "Its spellings on pages."),
        Column(
            "language_group",
            TEXT,
            "Language group of its members; null if neither.",
            codes=("nl", "fr", "both"),
        ),
        since("First day of this name; null if only the year is known, or nothing."),
        until("First day without this name; null in the same cases, and while it has the name."),
        *years("Year in which it took this name", "Last year in which it had this name"),
        Column("predecessor", TEXT, "The party that it came from; the largest, if there were several."),
        Column(
            "successor", TEXT, "The party that it became; the one that continued it, if there were several."
        ),
        SOURCE,
    ),
    key=("party_id",),
    references=(refers("predecessor", "parties", "party_id"), refers("successor", "parties", "party_id")),
    vocabulary=True,
)

GOVERNMENTS = Table(
    "governments",
    "One row per federal government since 1995.",
    (
        required("government_id", TEXT, "Identifier: 'leterme-ii'."),
        required("name", TEXT, "Its name."),
        since("Day of its oath.", required=True),
        until("Day of the next government's oath; null for the one in office."),
        SOURCE,
    ),
    key=("government_id",),
    vocabulary=True,
)

COALITIONS = Table(
    "coalitions",
    "One row per party, cartel or joint group that is in a government or supports it.",
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
        until("First day on which this was no longer so; null while it is."),
        SOURCE,
    ),
    key=("government_id", "party_id", "since"),
    references=(TO_GOVERNMENT, TO_PARTY),
    vocabulary=True,
)

MINISTERS = Table(
    "ministers",
    "One row per person who has been a federal minister or secretary of state since 1999; their dates and "
    "portfolios are in `minister_terms`. A release of the sample also has invented ministers, to whom its "
    "questions are put; the `source` of their terms says so.",
    (
        required(
            "minister_id",
            TEXT,
            "Identifier derived from the name: 'koen-geens'; for a former senator, usually the same as in "
            "`members`.",
        ),
        required("name", TEXT, "Name, as of the last term."),
        required("party_id", TEXT, "The party of the last term."),
        since("First day of the first term.", required=True),
        until("First day without a known office; null if the person is in office."),
    ),
    key=("minister_id",),
    references=(TO_PARTY,),
    vocabulary=True,
)

MINISTER_TERMS = Table(
    "minister_terms",
    "One row per period in which a minister or secretary of state had the same role, party and portfolios.",
    (
        required("minister_id", TEXT, "The person."),
        required("party_id", TEXT, "The party, under its name at the time."),
        required("government_id", TEXT, "The government."),
        required("role", TEXT, "Highest role.", codes=codes.ROLES),
        required(
            "portfolios",
            TEXT_LIST,
            "Codes of the person's portfolios, as far as known; as in `offices`.",
        ),
        since("First day.", required=True),
        until(
            "First day on which this was no longer so; null while it is. If the day is unknown, a day on "
            "which the person was certainly in office."
        ),
        SOURCE,
    ),
    key=("minister_id", "since"),
    references=(refers("minister_id", "ministers"), TO_GOVERNMENT, TO_PARTY),
    vocabulary=True,
)

ORGANISATIONS = Table(
    "organisations",
    "One row per body, company or association that is recognised in texts.",
    (
        required("organisation_id", TEXT, "Identifier: 'fod-financien'."),
        required("kind", TEXT, "What it is: 'federal_public_service', 'court', 'company' …", coded=True),
        Column("name_nl", TEXT, "Dutch name."),
        Column("name_fr", TEXT, "French name."),
        required("spellings", TEXT_LIST, "All names and abbreviations."),
        since("Day of its founding, or of its present form; null if only the year is known, or nothing."),
        until("First day on which it no longer existed; null in the same cases, and while it exists."),
        *years(
            "Year of its founding, or of its present form, according to the source",
            "Last year in which it existed",
        ),
        SOURCE,
    ),
    key=("organisation_id",),
    vocabulary=True,
)

PLACES = Table(
    "places",
    "One row per Belgian municipality, province, region or community, including those that have merged.",
    (
        required("place_id", TEXT, "Identifier: 'nis:11002' (REFNIS)."),
        required("kind", TEXT, "'municipality', 'province', 'region' or 'community'.", coded=True),
        required("name_nl", TEXT, "Dutch name."),
        required("name_fr", TEXT, "French name."),
        Column(
            "within",
            TEXT,
            "The province that it is in; for provinces and for municipalities of Brussels, the region.",
        ),
        since(
            "First day on which REFNIS has it, if it came from a merger or a split; the law may give a day "
            "some weeks earlier (Bastogne and Bertogne: 2 December 2024)."
        ),
        until("First day on which REFNIS no longer has it."),
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
