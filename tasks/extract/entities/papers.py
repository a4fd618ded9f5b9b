"""Parliamentary papers and questions, by their number."""

import re
from collections.abc import Iterator

from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import SPACE
from tasks.extract.entities.tokens import Anchored, Words

_NR = rf"(?:nrs?\.?|n°s?|nº|nos?|numéros?|nummers?){SPACE}{{0,2}}"
_SENATE_ID = r"\d{1,2}-\d{1,5}(?:/\d{1,3}(?:[ -]?\(\d{4}[-/]\d{4}\))?)?"
_CHAMBER_ID = rf"\d{{2}}(?:[-K]|{SPACE})\d{{3,5}}(?:/\d{{1,3}})?"
_SITTING = r"\d{1,2}-\d{1,3}COM"
_ID = rf"(?:{_SITTING}|{_SENATE_ID}|{_CHAMBER_ID})(?![\w-])(?!/\d)"
_SHORT_ID = r"\d{2}/\d{3,4}(?:/\d{3})?|\d{4}/\d{3}"
"""Of papers of the Chamber: 54/3298, or without the legislature 1174/002."""
_LONG_NUMBER = r"(?:\d{3,5}|\d{8}C)(?![\w/-])(?!,\d)"
"""Numbers of written questions of the Chamber, and of its oral ones, which end in C."""
_DATED_NUMBER = (
    rf"\d{{1,2}}(?={SPACE}(?:van|du){SPACE}\d|{SPACE}\((?:Vragen{SPACE}en|Questions{SPACE}et|QRVA){SPACE})"
)
"""The number of a question that has its day or bulletin behind it, since a bare small one is that of a
sub-question."""
_REPORT = rf"CR[IA](?:V|BV){SPACE}?\d{{2}}{SPACE}(?:COM|PLEN){SPACE}\d{{1,4}}"
_WHAT = (
    rf"(?:(?:schriftelijke|mondelinge|parlementaire|actuele){SPACE})?(?:vraag"
    rf"|vragen)(?:{SPACE}om{SPACE}uitleg)?"
    rf"|(?:questions?)(?:{SPACE}(?:écrites?|orales?|parlementaires?))?"
    rf"|demandes?{SPACE}d['’]explications?|interpellaties?|interpellations?"
    rf"|wetsvoorstel(?:len)?|wetsontwerp(?:en)?|propositions?{SPACE}de{SPACE}(?:loi|résolution)"
    rf"|projets?{SPACE}de{SPACE}loi"
    rf"|voorstel(?:len)?{SPACE}van{SPACE}(?:resolutie|wet|bijzondere{SPACE}wet)"
    rf"|(?:parlementair(?:e)?{SPACE})?(?:stuk(?:ken)?|documents?(?:{SPACE}parlementaires?)?"
    rf"|doc\.(?:{SPACE}parl\.)?|doc|Parl\.{SPACE}Doc\.|Parl\.{SPACE}St\.|Gedr\.{SPACE}St\.)"
    rf"|(?:Commissie)?handelingen|Annales|bulletins?"
)
_HOUSE = (
    rf"(?:{SPACE}|{SPACE}?,{SPACE}?)(?:la{SPACE}|de{SPACE}(?=Kamer)|van{SPACE}de{SPACE}"
    rf"|de{SPACE}la{SPACE}|du{SPACE}|parl\.,?{SPACE}?)?"
    rf"(?:Senaat|Kamer|Sénat|Chambre)(?:{SPACE}van{SPACE}volksvertegenwoordigers"
    rf"|{SPACE}des{SPACE}représentants)?"
    rf"(?:,?{SPACE}\d{{4}}(?:[-/ ]\d{{4}})?)?"
)
_NUMBERED = Anchored(
    re.compile(
        rf"(?<!\w)(?:{_WHAT})(?:{_HOUSE})?,?{SPACE}{{1,2}}"
        rf"(?:(?P<nr>{_NR})(?P<number>{_ID}|{_LONG_NUMBER}|{_DATED_NUMBER})|(?P<bare>{_ID}"
        rf"|\d{{8}}C(?!\w)|\d{{2}}/\d{{4}}(?:/\d{{3}})?(?![\w/-])))",
        re.IGNORECASE,
    ),
    frozenset(
        "schriftelijke mondelinge parlementair parlementaire actuele vraag vragen question questions"
        " demande demandes interpellatie interpellaties interpellation interpellations"
        " wetsvoorstel wetsvoorstellen wetsontwerp wetsontwerpen voorstel voorstellen proposition"
        " propositions projet projets stuk stukken document documents doc parl gedr handelingen annales"
        " commissiehandelingen bulletin bulletins".split()
    ),
)
_CODED = Anchored(
    re.compile(
        rf"(?<!\w)(?:DOC{SPACE}(?P<number>{_CHAMBER_ID}|{_SHORT_ID})|QRVA{SPACE}\d{{2}}{SPACE}\d{{1,3}}"
        rf"|{_REPORT})(?![\w/-])"
    ),
    frozenset("doc qrva".split())
    | {f"{report}{term}" for report in ("criv", "crav", "cribv", "crabv") for term in ("", *range(50, 60))},
)
_BULLETIN = Anchored(
    re.compile(
        rf"(?<!\w)(?:(?:schriftelijke{SPACE})?vragen{SPACE}en{SPACE}antwoorden"
        rf"|questions{SPACE}et{SPACE}réponses(?:{SPACE}écrites)?"
        rf"|integraal{SPACE}verslag|compte{SPACE}rendu{SPACE}intégral){_HOUSE},?{SPACE}"
        rf"(?P<number>{_NR}\d{{1,3}}(?![\w/-])|{_REPORT}(?![\w/-]))",
        re.IGNORECASE,
    ),
    frozenset("schriftelijke vragen questions integraal compte".split()),
)
"""Issues of the bulletin and reports of sittings."""
_OF_A_KIND = Anchored(
    re.compile(
        rf"(?<!\w)(?:(?:schriftelijke|mondelinge){SPACE}vra(?:ag|gen)|questions?{SPACE}(?:écrites?"
        rf"|orales?))(?:{_HOUSE})?"
        rf",?{SPACE}{{1,2}}(?P<number>{_NR}\d{{1,5}}C?|(?!(?:19|20)\d\d\b)\d{{3,5}}C?)(?![\w/-])(?!,\d)",
        re.IGNORECASE,
    ),
    frozenset("schriftelijke mondelinge question questions".split()),
)
"""Questions of which the kind is said: any number is theirs."""
_IN_BRACKETS = Anchored(
    re.compile(
        rf"(?<=\(){_NR}(?P<number>{_SENATE_ID}|\d{{8}}C)(?![\w-])(?!/\d)"
        rf"|(?<!\w){_NR}(?P<dated>\d{{1,5}})(?={SPACE}(?:van|du){SPACE}\d{{1,2}}"
        rf"(?:er)?{SPACE}[a-zéû]{{3,10}}{SPACE}\d{{4}}"
        rf"(?:,{SPACE}|{SPACE}\()(?:Schriftelijke{SPACE})?(?:Vragen|Questions){SPACE})"
    ),
    frozenset("nr nrs n nº no nos numéro numéros nummer nummers".split()),
)
"""The number of a paper or question that the text named before, '(nr. 7-90825)', or with its bulletin behind
it, 'nr. 281 van 16 maart 2020 (Vragen en Antwoorden …)'."""
_MORE = re.compile(
    rf"(?:,{SPACE}?|{SPACE}(?:en|et|tot|à|of|ou|alsook|ainsi{SPACE}que){SPACE})(?:{_NR})?(?P<id>{_ID}"
    rf"|{_LONG_NUMBER})"
)
_WITHOUT_SIGN = re.compile(rf"^{_NR}", re.IGNORECASE)
_SENATE_QUESTION = re.compile(r"\d-\d{1,5}")
_QUESTION_WORD = re.compile(r"vra(?:ag|gen)|question", re.IGNORECASE)


def documents(text: str, words: Words) -> Iterator[Mention]:
    """Papers and questions with their number; several after one word continue as bare numbers.

    Value: the number; entity_id: the written question, when it is the Senate's.
    """
    for match in _NUMBERED.matches(text, words):
        number = match["number"] or match["bare"]
        yield from _series(text, match, number, is_question=bool(_QUESTION_WORD.search(match[0])))
    for match in _OF_A_KIND.matches(text, words):
        yield from _series(text, match, _WITHOUT_SIGN.sub("", match["number"]), is_question=True)
    for match in (*_CODED.matches(text, words), *_BULLETIN.matches(text, words)):
        number = _WITHOUT_SIGN.sub("", match["number"] or match[0])
        yield _document(text, match.start(), match.end(), number, is_question=False)
    for match in _IN_BRACKETS.matches(text, words):
        yield from _series(text, match, match["number"] or match["dated"], is_question=False)


def _series(text: str, first: re.Match[str], number: str, *, is_question: bool) -> Iterator[Mention]:
    """A paper, and the bare numbers of those behind it."""
    yield _document(text, first.start(), first.end(), number, is_question=is_question)
    at = first.end()
    while more := _MORE.match(text, at):
        yield _document(text, more.start("id"), more.end("id"), more["id"], is_question=is_question)
        at = more.end()


def _document(text: str, start: int, end: int, number: str, *, is_question: bool) -> Mention:
    words = text[start:end].lower()
    is_written = is_question and "uitleg" not in words and "mondeling" not in words and "oral" not in words
    known = is_written and _SENATE_QUESTION.fullmatch(number)
    return Mention(start, end, "document", text[start:end], number, entity_id=number if known else None)
