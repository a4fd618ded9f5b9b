"""Records of the Chamber from facts, in XML and JSON: invented questions, members and ministers."""

import json
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path

DISCLAIMER = "De beschikbare gegevens zijn niet noodzakelijk up-to-date en compleet."
Value = str | int | tuple[str, ...] | None
Facts = Mapping[str, Value]
"""By the name of the element; a tuple is a text in paragraphs."""

_NO_ANSWERS: dict[str, Value] = dict.fromkeys(("NUMA1", "NUMA2", "NUMA3", "NUMA4"), 0)
_ALWAYS_EMPTY: dict[str, Value] = dict.fromkeys("THESAD DESCF DESCN DESCD FREEF FREEN FREED".split(), "")


def named(facts: Facts) -> Facts:
    """The facts with the name that follows from them; of a printed answer, the bulletin stands in it."""
    printed = str(facts.get("PUBLICA1") or "").partition(",")[0]
    parts = (facts["LEGISL"], printed, facts["DEPTPRES"], f"{facts['QUESTNUM']:0>4}", facts["DOCNAME"])
    return {"SDOCNAME": "-".join(map(str, parts)), **facts}


OPEN: Facts = {
    "ID": 900001,
    "STATUSQ": "transmited",
    "LEGISL": 56,
    "DOCNAME": "2024202500001",
    "DEPOTDAT": "20250113",
    "AUT": "Verzonnen\n      Voorbeeldlid,\n      CD&V (09901)",
    "LANG": "N",
    "DEPTPRES": 1,
    "DEPTNUM": 9901,
    "SUBDEPTN": "Eerste minister",
    "SUBDEPTF": "Premier Ministre",
    "DEPTN": "Eerste minister",
    "DEPTF": "Premier ministre",
    "QUESTNUM": 138,
    "DELAIDAT": "20250217",
    "TITN": "Verzonnen klokkenluiders.",
    "TITF": "Des lanceurs d'alerte inventés.",
    "TEXTQN": "\n\n      ",
    "TEXTQF": "\n\n      ",
    **_NO_ANSWERS,
    "MAIN_THESAF": "SECURITE PUBLIQUE",
    "MAIN_THESAN": "OPENBARE VEILIGHEID",
    "THESAF": "SECURITE PUBLIQUE | TECHNOLOGIE DE L'INFORMATION",
    "THESAN": "OPENBARE VEILIGHEID | INFORMATIETECHNOLOGIE",
    **_ALWAYS_EMPTY,
}
ANSWERED: Facts = OPEN | {
    "ID": 900002,
    "STATUSQ": "answerReceived",
    "DOCNAME": "2024202500002",
    "AUT": "Bedachte\n      Vragensteller,\n      PS",
    "LANG": "F",
    "QUESTNUM": 168,
    "TITN": "Proefstukken. - Verzonnen huiszoekingen. (MV 14075)",
    "TITF": "Pièces d'essai. - Perquisitions inventées (QO 14075).",
    "TEXTQN": ("Er is heel wat beroering over de proefstukken.", "1. Hoeveel zijn er?", "2. Wie bedacht ze?"),
    "TEXTQF": ("Les pièces d'essai font grand bruit.", "1. Combien sont-elles ?", "2. Qui les a inventées ?"),
    "PUBLICA1": ",\n      ,\n      //,\n      20242025",
    "STATUSA1": "created",
    "NUMA1": 1,
    "CASA1": "1\n      réponse normale -\n      normaal antwoord",
    "TEXTA1F": ("1. Il y en a cinquante.", 'La notion d\'"essai" est factuelle.'),
    "TEXTA1N": ("1. Er zijn er vijftig, voor 50 euro.", 'Het begrip "proef" is feitelijk.'),
    "MAIN_THESAF": "",
    "MAIN_THESAN": "",
}
PRINTED: Facts = ANSWERED | {
    "ID": 900003,
    "DOCNAME": "0000202400003",
    "DEPTPRES": 3,
    "QUESTNUM": 1,
    "PUBLICA1": "B001,\n      ,\n      7/2/2025,\n      00002024",
    "STATUSA1": "publicated",
}


def xml(
    facts: Facts, *, breaks: bool = True, envelope: bool = True, prefix: str = "", root: str = ""
) -> bytes:
    """A record as XML; without `breaks` its paragraphs are glued, as in some real ones."""
    inside = "".join(_element(name, value, prefix, breaks=breaks) for name, value in named(facts).items())
    record = f"<{prefix}QRVADOC{root}>{inside}</{prefix}QRVADOC>"
    if envelope:
        record = f"<result><disclaimer>{DISCLAIMER}</disclaimer><items>{record}</items></result>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{record}'.encode()


def _element(name: str, value: Value, prefix: str, *, breaks: bool) -> str:
    if isinstance(value, tuple):
        between = "\n      <br/>" if breaks else ""
        value = between + between.join(escape(one) for one in value)
    else:
        value = escape("" if value is None else str(value))
    return f"\n   <{prefix}{name}>{value}</{prefix}{name}>"


def json_of(facts: Facts) -> bytes:
    """A record as JSON: it has no name but in its link, and its paragraphs are glued."""
    found = dict(named(facts))
    href = f"http://data.dekamer.be/v0/qrva/{found.pop('SDOCNAME')}"
    values = {name: {"br": ["".join(one)]} if isinstance(one, tuple) else one for name, one in found.items()}
    values |= {name: [values[name]] for name in ("THESAN", "THESAF") if isinstance(values.get(name), str)}
    item = {"link": {"href": href, "rel": "self"}, **values, "STATUS_OL": None, "TEXTA2N": None}
    return json.dumps({"disclaimer": DISCLAIMER, "items": [item]}, ensure_ascii=False, indent=2).encode()


def load_records(folder: Path) -> dict[str, Facts]:
    """The facts of invented questions, by question_id."""
    found = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    return {
        f"{facts['LEGISL']}-{facts['ID']}": {
            name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
        }
        for facts in found
    }
