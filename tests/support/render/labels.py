"""Labels of the Senate's question pages (docs/source.md, 2 to 5), none of them from the product.

No page has shown yet: "Réponse complémentaire", the Dutch "Soortgelijke vraag ook gesteld aan", "Réponse
provisoire (pdf)" and "question orale"; these are the nearest by analogy with their sisters.
"""

from datetime import date, timedelta

LANGUAGES = ("nl", "fr")

MONTHS = {
    "nl": ("januari februari maart april mei juni juli augustus september oktober november december").split(),
    # The site spells the French month "aôut".
    "fr": ("janvier février mars avril mai juin juillet aôut septembre octobre novembre décembre").split(),
}

LABELS = {
    "nl": {
        "bilingual_print": "Tweetalige printerversie",
        "print": "Eentalige printerversie",
        "number": "Schriftelijke vraag nr. ",
        "author": "van ",
        "asked": " d.d. ",
        "chronology": "Chronologie",
        "provisional": "Voorlopig antwoord (pdf)",
        "question": "Vraag nr. ",
        "answer": "Antwoord ontvangen op ",
        "chamber": "BELGISCHE SENAAT",
        "chamber_prefix": "SENAAT ",
        "session": "Zitting ",
        "deadline": "Einde van de antwoordtermijn: ",
    },
    "fr": {
        "bilingual_print": "Version à imprimer bilingue",
        "print": "Version à imprimer unilingue",
        "number": "Question écrite n° ",
        "author": "de ",
        "asked": " du ",
        "chronology": "Chronologie",
        "provisional": "Réponse provisoire (pdf)",
        "question": "Question n° ",
        "answer": "Réponse reçue le ",
        "chamber": "SÉNAT DE BELGIQUE",
        "chamber_prefix": "SÉNAT ",
        "session": "Session ",
        "deadline": "Fin du délai de réponse: ",
    },
}

ASKED_IN = {
    "nl": {"nl": "(Vraag gesteld in het Nederlands)", "fr": "(Vraag gesteld in het Frans)"},
    "fr": {"nl": "(Question posée en néerlandais)", "fr": "(Question posée en français)"},
}

EVENTS = {
    "nl": {
        "sent": "Verzending vraag",
        "reminder": "Rappel",
        "answered": "Antwoord",
        "supplemented": "Aanvullend antwoord",
        "requalified": "Herkwalificatie",
        "closed": "Dossier gesloten",
        "legislature_ended": "Einde zittingsperiode",
    },
    "fr": {
        "sent": "Envoi question",
        "reminder": "Rappel",
        "answered": "Réponse",
        "supplemented": "Réponse complémentaire",
        "requalified": "Requalification",
        "closed": "Dossier clôturé",
        "legislature_ended": "Fin de la législature",
    },
}

RELATIONS = {
    "nl": {
        "also_asked_as": "Ook gesteld aan :",
        "requalified_from": "Herkwalificatie van :",
        "requalified_as": "Geherkwalificeerd als :",
        "reintroduced_as": "Heringediend als :",
        "reintroduction_of": "Herindiening van :",
        "similar_to": "Soortgelijke vraag ook gesteld aan :",
    },
    "fr": {
        "also_asked_as": "Aussi posée à :",
        "requalified_from": "Requalification de :",
        "requalified_as": "Requalifiée en :",
        "reintroduced_as": "Réintroduite comme :",
        "reintroduction_of": "Réintroduction de :",
        "similar_to": "Question similaire aussi posée à :",
    },
}

KINDS = {
    "nl": {
        "written_question": "schriftelijke vraag",
        "explanation_request": "vraag om uitleg",
        "oral_question": "mondelinge vraag",
    },
    "fr": {
        "written_question": "question écrite",
        "explanation_request": "demande d'explications",
        "oral_question": "question orale",
    },
}


def long_date(day: date, language: str) -> str:
    """A date in words, without "1er": 1 février 2010."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A date of the chronology, without padding: 30/4/2013."""
    return f"{day.day}/{day.month}/{day.year}"


def session_years(day: date) -> str:
    """The parliamentary year of a day; sessions open on the second Tuesday of October (Constitution, 44)."""
    first = date(day.year, 10, 1)
    opening = first + timedelta(days=(1 - first.weekday()) % 7 + 7)
    start = day.year if day >= opening else day.year - 1
    return f"{start}-{start + 1}"


def addressee_line(addressee: str, language: str) -> str:
    """The addressee with its preposition: "aan de …", "à la …", "au …"."""
    if language == "nl":
        return f"aan {addressee}"
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if addressee.startswith(article):
            return contracted + addressee.removeprefix(article)
    return f"à {addressee}"
