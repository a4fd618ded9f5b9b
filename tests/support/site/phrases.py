"""Invented phrases in both languages, of which the stand-in's questions are composed: phrases.tsv.

Nothing in them is true. {topic} is a plural noun without article, {place} "in de provincie …", {year} a year,
{many} and {few} are numbers.
"""

from pathlib import Path

from tests.support.render import Both

_LINES = Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()[1:]


def _of(group: str) -> tuple[Both[str], ...]:
    rows = (line.split("\t") for line in _LINES)
    return tuple(Both(dutch, french) for name, dutch, french in rows if name == group)


TOPICS, ASPECTS, PLACES, KEYWORDS = map(_of, ("topics", "aspects", "places", "keywords"))
OPENINGS, REMARKS, LEAD_INS, ASKED = map(_of, ("openings", "remarks", "lead_ins", "asked"))
ANSWER_OPENINGS, ANSWERED, ADDRESSEES = map(_of, ("answer_openings", "answered", "addressees"))
(INVENTED_KEYWORD,) = _of("invented_keyword")
# Senators that do not exist: name, party, language in which they ask.
SENATORS = (
    ("Hélène Vanbeverloo", "CD&V", "nl"),
    ("Joël Ghyselbrechten", "N-VA", "nl"),
    ("Daniëlle Haesevoets-Möllen", "Open Vld", "nl"),
    ("Raphaël Van Oostkerkhove", "Vooruit", "nl"),
    ("Maïté Dewaeghemans", "Groen", "nl"),
    ("Jürgen Cauwenbergs", "Vlaams Belang", "nl"),
    ("Anaïs Lievroey", "N-VA", "nl"),
    ("Noëlla Grandhénin", "Les Engagés", "fr"),
    ("Jérôme Castelnoyé", "PS", "fr"),
    ("Zoë Brûlemont", "Ecolo", "fr"),
    ("François-Régis Préaulx", "MR", "fr"),
    ("Solène Delvigne-Rôman", "PS", "fr"),
    ("Gaëtan Hennuyères", "MR", "fr"),
)
