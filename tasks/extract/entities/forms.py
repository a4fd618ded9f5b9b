"""The forms that names of bodies have: with too many bodies of a kind to list them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import words_for, words_of_both
from tasks.extract.entities.tokens import Anchored, Words, WordTest, first_words, matches_at, words_of
from tasks.extract.rules import alternatives

_NAME = r"[A-ZÀ-Ý][\w'’&-]+"
_JOIN = r"(?: |-|/| - | en | et | & )(?:de |la |le |du |van |der |den |sur |sous |lez |lès )?"
_NAMES = rf"{_NAME}(?:{_JOIN}{_NAME}){{0,3}}"
_PLACE = rf"{_NAME}(?:[ -](?:sur |sous |lez |lès |de |la )?{_NAME}){{0,2}}"
_SEAT = (
    rf"(?:(?:La|Le|Les|Sint|Saint) )?{_NAME}(?:-(?:sur-|sous-|lez-|lès-|de-|la-|en-)?{_NAME})*"
    r"(?: (?:occidentale|orientale|wallon|flamand)(?!\w))?"
)
_OF = r"(?: van(?: de| het)?| te| in| de la| des?| du| d['’])? ?(?<=[ '’])"
_AND_SONS = r"(?:en|et)(?= (?:Zonen|Zoon|Partners|Fils|Cie|Co|Associés|Gebroeders))"
_ACRONYM = r"[A-Z]{2,}\b"
_NOT_A_BODY = r"(?!Gewest|Gemeenschap|Regering|Staat|Minister|Hoofdstedelijk|Commissaris)"


class _Ending:
    """A pattern of names with certain last words: tried only on a text that has such a word."""

    def __init__(self, pattern: str, ends: Iterable[str]) -> None:
        self._pattern = re.compile(pattern)
        self._ends = frozenset(words_of(end)[0] for end in ends)

    def matches(self, text: str, words: Words) -> Iterator[re.Match[str]]:
        return iter(()) if self._ends.isdisjoint(words.texts) else self._pattern.finditer(text)


def _headed(pattern: str, heads: Iterable[str]) -> Anchored:
    """A pattern that begins with one of some words."""
    return Anchored(re.compile(pattern), first_words(heads))


_OF_COMMITTEE = r"(?: [a-zéè]+(?:ales|ques|eures|ives|elles|aires|gères))"
_COMMITTEES = (
    _headed(
        r"(?<![\w-])(?i:(?:verenigd )?paritair (?:sub)?comité|(?:sous-)?commission paritaire)"
        r" (?:(?:nr\.?|n°|nummer|numéro) ?\d{3}(?:\.\d{2})?(?![\d.,/]*\d)"
        r"|\d{3}(?:\.\d{2})?(?=[.,;:)]|$| (?:en|et|of|ou|van|de|voor|is|zijn|heeft|a|est|sont|zei)\b))",
        ["paritair", "verenigd", "commission", "sous"],
    ),
    _headed(
        r"(?<![\w-])(?:(?:bijzondere|parlementaire|gemengde|tijdelijke) ){0,2}"
        r"(?:[Ss]ub|[Oo]nderzoeks|[Kk]amer|[Ss]enaats)?[Cc]ommissies? (?:voor (?:de |het )?)?[A-Z][\w-]+"
        r"(?:(?:,| en)(?: voor(?= de | het ))?(?: de| het)? (?!Commissie)[A-Z][\w-]+| [A-Z][\w-]+)*",
        [
            f"{kind}{word}"
            for kind in ("", "sub", "onderzoeks", "kamer", "senaats")
            for word in ("commissie", "commissies")
        ]
        + ["bijzondere", "parlementaire", "gemengde", "tijdelijke"],
    ),
    _headed(
        r"(?<![\w-])[Cc]ommission (?:(?:spéciale|fédérale|parlementaire|mixte) )?"
        r"(?:(?:des|de la|du|de l['’]) ?)?[A-ZÀ-Ý][\w-]+"
        rf"{_OF_COMMITTEE}?(?: et (?:des|de la|du|de l['’]) ?[A-ZÀ-Ý][\w-]+{_OF_COMMITTEE}?)*",
        ["commission"],
    ),
    _headed(
        r"(?<![\w-])[Cc]ommissi(?:e|on) [«“\"]\s?[A-ZÀ-Ý][\w -]{2,30}?\s?[»”\"]", ["commissie", "commission"]
    ),
)


@cache
def _parliaments(language: Language) -> Anchored:
    """'Turkse Parlement', 'Parlement turc'."""
    foreign = words_for("foreign", language)
    if language == "nl":
        return _headed(rf"(?<![\w-])(?:{alternatives(foreign)}) Parlement(?!\w)", foreign)
    return _headed(rf"(?<![\w-])Parlement (?:{alternatives(foreign)})(?!\w)", ["parlement"])


@cache
def _by_kind() -> tuple[Anchored | _Ending, ...]:
    kinds = ("legal_form", "court", "courts", "local_body", "institution", "body_tail")
    of_kind = {kind: words_of_both(kind) for kind in kinds}
    forms, courts, several, local_bodies, institutions, tails = (
        alternatives(of_kind[kind]) for kind in kinds
    )
    return (
        _headed(
            rf"(?<!\w)(?i:{courts})(?: (?:franco|néerlando|germano)phone)?{_OF}{_SEAT}", of_kind["court"]
        ),
        _headed(rf"(?<!\w)(?i:{several}){_OF}{_SEAT}(?:(?:,| en| et){_OF}{_SEAT})*", of_kind["courts"]),
        _headed(
            rf"(?<!\w)(?<!zone de )(?<!zones de )(?:{local_bodies})(?! in){_OF}{_NAMES}",
            of_kind["local_body"],
        ),
        _headed(rf"(?<!\w)(?:{institutions}){_OF}{_PLACE}", of_kind["institution"]),
        _Ending(
            rf"(?<![\w-]){_NAME}(?:(?: (?:&|de|for|{_AND_SONS}))? {_NAME}){{0,4}} (?:{forms})(?![\w'’])",
            of_kind["legal_form"],
        ),
        _Ending(rf"(?<![\w-])(?:{_NAME} ){{1,3}}(?:{tails})(?!\w)", of_kind["body_tail"]),
    )


@WordTest
def _is_compound(word: str) -> bool:
    """Whether a Dutch word has a body as its head: 'Rijksdienst', 'Gezondheidsraad'."""
    return word.rstrip("'").endswith(words_for("body_head", "nl"))


@cache
def _behind_nl() -> str:
    """What a Dutch body is for, up to three phrases: ' voor de Regulering van het Vervoer te Brussel'."""
    no_noun = rf"(?! ?(?:{alternatives(words_for('no_body_noun', 'nl'))})\b)"
    no_idiom = rf"(?! (?:{alternatives(words_for('no_body_idiom', 'nl'))})(?![\w-]))"
    others = alternatives(
        {*map(str.capitalize, (*words_for("body_head", "nl"), *words_for("body_unit", "nl")))}
        | {*words_for("body_level", "nl")}
    )
    capital = rf"(?!(?:{others})(?!\w)|{_ACRONYM}){no_noun}[A-ZÀ-Ý][\w-]{{2,}}"
    adjective = rf"(?:{no_noun} (?!te )[a-z]\w*e)?"
    noun = rf"(?: de| het)?{adjective} {no_noun}(?!{_ACRONYM})[\w-]{{4,}}(?: [A-ZÀ-Ý][\w-]{{3,}})*"
    at_work = "(?: op het [Ww]erk)?"
    further = (
        rf"(?:, [A-ZÀ-Ý][\w-]{{3,}})+ en [A-ZÀ-Ý][\w-]{{3,}}"
        rf"| en (?:de |het )?{capital}(?: {capital})*{at_work}| en [\w-]{{6,}}{at_work}"
    )
    of_object = (
        r"(?<=ing|eid|ers) van (?:de |het )?(?:[a-z]\w*e ){0,3}[\w-]{4,}(?: [A-ZÀ-Ý][\w-]{2,})*"
        r"(?: en [A-ZÀ-Ý][\w-]{3,}| met een handicap)?"
    )
    owner = rf"(?:{alternatives(words_for('body_owner', 'nl'))})(?![\w-])"
    levels = alternatives(words_for("body_level", "nl"))
    names = rf"(?:(?:{levels}) )*{capital}(?:(?:,? | en (?:de |het )?){capital})*"
    more = rf"(?: (?:van de|van het) {owner}| (?:voor|van|der|te|inzake) (?:de |het )?{names})"
    abbreviated = r"(?: in (?:België|Vlaanderen|Wallonië|Brussel)(?= \([A-Z]))?"
    phrase = rf"{no_idiom} (?:voor|van|der|tot|inzake){noun}(?:{further}|{of_object})?"
    return rf"(?:(?:{phrase}|{no_idiom} (?:van de|van het) {owner}){abbreviated}{more}{{0,2}})"


@cache
def _compound() -> re.Pattern[str]:
    heads = alternatives(words_for("body_head", "nl"))
    field = (
        r"(?: [A-ZÀ-Ý][a-zà-ÿ]+e(?= [A-ZÀ-Ý]))?(?: [A-ZÀ-Ý][a-zà-ÿ]{4,}(?:(?:,| en) [A-ZÀ-Ý][a-zà-ÿ]{3,})*)"
    )
    return re.compile(
        rf"(?<![\w-])(?<!- en )[A-ZÀ-Ý]\w+"
        rf"(?:(?:{heads}){_behind_nl()}|(?:commissie|raad|dienst|centrum|inspectie){field}|(?:{heads}))(?!\w)"
    )


@cache
def _by_form(language: Language) -> tuple[Anchored, ...]:
    """Names with the form of a body's name."""
    heads = words_for("body_head", language)
    levels = (*words_for("body_level", language), *words_for("foreign", language))
    return _by_form_nl(heads, levels) if language == "nl" else _by_form_fr(heads, levels)


@cache
def _quoted(language: Language) -> Anchored:
    """Names in the other language, which texts quote: the last of its patterns needs what the body is for."""
    return _by_form("fr")[-1] if language == "nl" else _by_form("nl")[2]


def _by_form_nl(heads: tuple[str, ...], levels: tuple[str, ...]) -> tuple[Anchored, ...]:
    capital, level, head = "|".join(map(str.capitalize, heads)), alternatives(levels), alternatives(heads)
    no_body = "|".join(words_for("no_body_head", "nl"))
    field = r"(?<=dministratie) [A-ZÀ-Ý][\w-]{3,}(?:(?:,| en) [A-ZÀ-Ý][\w-]{3,})*"
    return (
        _headed(rf"(?<![\w-])Algemene Administratie(?:{_behind_nl()}|{field})(?!\w)", ["Algemene"]),
        _headed(
            rf"(?<![\w-])(?:(?:{level}) )+(?:[A-ZÀ-Ý]\w*(?:{head})|{capital}){_behind_nl()}?(?!\w)", levels
        ),
        _headed(rf"(?<![\w-])(?:{capital}){_behind_nl()}(?!\w)", heads),
        _headed(
            rf"(?<![\w-])(?:{level}) {_NOT_A_BODY}(?!\w*(?:{no_body})\b)[A-ZÀ-Ý][\w-]{{5,}}(?= \([A-Z])",
            levels,
        ),
    )


def _by_form_fr(heads: tuple[str, ...], levels: tuple[str, ...]) -> tuple[Anchored, ...]:
    no_noun = rf"(?!(?:{alternatives(words_for('no_body_noun', 'fr'))})\b)"
    no_verb = (
        r"(?!(?:ap|im|ex|com)plique|indique|communique|fabrique|revendique|signale|arrive"
        r"|(?:in|per|con|as|ré|ex|sub)siste|existe|publie|toutefois|parfois|autrefois|trois|fois|mois)"
    )
    endings = (
        "ers|gers|ées|aires?|iques?|iale?s?|ales?|iaux|ives?|elles?|els|ières?|iers|ères|ains|aines|ants"
        "|istes?|[oa]phones?|éens?|éennes?|iennes?|ois|oises?|urbaines?|taux"
    )
    others = "publics?|belges|intérieure?s?|extérieure?s?"
    adjective = rf"{no_verb}(?:{alternatives(levels)}|{others}|\w+(?:{endings}))(?![\w-])"
    adjectives = rf"{adjective}(?: et {adjective})?"
    in_re = (
        r"faire|(?:com|re)?prendre|(?:per|ad|trans|sou)?mettre|(?:dé|at|en)?tendre|défendre|rendre|répondre"
        r"|(?:con|intro|pro|ré)duire|(?:re)?construire|suivre|combattre|conclure|être|avoir"
    )
    infinitive = rf"(?!(?:{in_re})\b|\w{{2,}}(?<!i)er\b|\w{{3,}}ir\b)"
    in_er_or_ir = r"(?!cancer|hiver|foyer)[a-zé]{2,}(?<!i)er|(?!avenir|désir|loisir|plaisir)[a-zé]{3,}ir"
    of = rf"(?:de la |de l['’]|des |du |de {infinitive}|d['’]{infinitive}|aux |à la |à l['’])"
    noun = rf"{no_noun}(?!{_ACRONYM})[\w-]{{4,}}(?: de [A-ZÀ-Ý][\w-]{{3,}})?"
    no_idiom = rf"(?!(?:{alternatives(words_for('no_body_idiom', 'fr'))})(?![\w-]))"
    the = "(?:la |le |les |l['’])"
    purposes = (
        rf"(?:pour|sur|contre(?= (?:la|les?|l['’]))|en faveur d[eu]) (?!(?:{in_re}|{in_er_or_ir})\b){the}?"
    )
    lead = rf"{no_idiom}(?:{of}|{purposes})"
    owner = rf"(?:{alternatives(words_for('body_owner', 'fr'))})(?![\w-])"
    several = rf"des {noun} et (?!plusieurs|certaine?s|diverses|toutes|leurs|d'autres)[a-zA-ZÀ-Ýé]{{4,}}s"
    of_owner = rf"(?:des|de l['’]) ?(?<=[ '’]){owner}"
    first = rf"(?:{several}|{of_owner}|{lead}{noun})(?: {adjectives})?(?: [A-ZÀ-Ý][\w-]{{4,}})?"
    about = r"(?:(?<=recherche )|(?<=recherches )|(?<=enquête )|(?<=information ))sur"
    purpose = rf"(?:pour|contre|{about}) {the}{noun}(?: {adjective})?"
    two = rf"pour {the}{noun}(?: {adjective})? et {the}{noun}(?: (?:de|des) {noun}| au travail)?"
    also = rf"et (?:{of}{noun}(?: {adjective})?|[A-ZÀ-Ý][\w-]{{4,}}|[a-zé]{{5,}} des {noun})"
    own = rf"(?!(?:Nations|Assemblée|Cour|Chambre|{alternatives(heads)})(?!\w))(?:données|{noun})"
    of_one = r"(?:des|du|de la|de l['’]|aux(?= [a-z])|au(?= [A-ZÀ-Ý])) ?(?<=[ '’])"
    genitive = rf"(?:{several}|{of_owner}|{of_one}{own})(?: {adjectives})?"
    bare = rf"d(?:e |['’]){infinitive}[a-zà-ÿ]{{3,}}(?: {adjective})?"
    more = rf"(?: {no_idiom}(?:{genitive}|{purpose}|et {genitive}|{bare}))"
    behind = rf"(?: {two}| {first}(?: {also})?{more}{{0,3}})"
    country = r"(?: (?:de|en) (?:Belgique|Flandre|Wallonie))?"
    head = rf"(?<![\w-])(?!Service public fédéral\b)(?:{alternatives(heads)})"
    return (
        _headed(rf"{head}(?: {adjectives})+{behind}?{country}(?!\w)", heads),
        _headed(rf"{head}{behind}{country}(?!\w)", heads),
    )


@cache
def _unit(language: Language) -> Anchored:
    """'directoraat-generaal Duurzame Mobiliteit en Spoorbeleid', 'service Inspection aéronautique'."""
    heads = words_for("body_unit", language)
    adjective = r"[a-zé]+(?:ales?|al|ées|elles?|els|aux|iques?|able|ière|aires?|ien|ienne|ives?|eures?)(?!\w)"
    noun = r"(?:et [a-zé]{4,}(?:tion|sion|ité|ants?|ances?|logie)|de gestion)(?!\w)"
    tail = rf"(?:(?:,| en| et| &) [A-ZÀ-Ý][\w-]{{3,}}| [A-ZÀ-Ý][\w-]{{3,}}| {adjective}| {noun})"
    inflected = r"[A-ZÀ-Ý]\w*(?:ele|ale|sche|lijke|aire|ieve|ige|ende|bare|erne|mane) [a-z][\w-]{3,}"
    field = rf"(?:{inflected}|[A-ZÀ-Ý][\w-]{{3,}})" if language == "nl" else r"[A-ZÀ-Ý][\w-]{3,}"
    begin = rf"(?<![\w-])(?:(?i:{alternatives(heads)})|AA|AD|DG)"
    named = rf"{begin}(?: \([A-Z]{{2,4}}\))? {field}{tail}{{0,4}}"
    of_dg = r"(?:(?<= de )|(?<= la )|(?<= van )|(?<= du )|(?<= met )|(?<= bij )|(?<=\())"
    named += rf"|{of_dg}DG (?!(?:VAN|EN|EST|DE|LE|IS|ET)\b)[A-Z]{{2,5}}(?![\w-]| [A-Z]{{2,}})"
    return _headed(named, (*heads, "AA", "AD", "DG"))


_UNIVERSITY = Anchored(
    re.compile(r"(?<![\w-])University of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*"), frozenset({"university"})
)


@cache
def _english() -> _Ending:
    tails = words_for("body_tail_english", "nl")
    return _Ending(
        rf"(?<![\w-])"
        rf"(?!(?:Chaque|Elke?|Iedere?|De|Het|Een|In|The|La|Le|Les|Van|Bij|Door|Volgens|Voor|Selon) )"
        rf"(?:[A-Z][\w&-]+ (?:(?:and|for|of|the) )*){{1,5}}(?:{alternatives(tails)})"
        rf"(?: (?:for|on|of) (?:the )?[A-Z][\w-]+(?:,? (?:and |& )?[A-Z][\w-]+)*)?(?!\w| Unit| Governors)",
        tails,
    )


def formed(text: str, words: Words, language: Language) -> Iterator[re.Match[str]]:
    """Names with a word for a body and what it is for: 'Nationaal Instituut voor …'."""
    for pattern in (*_by_form(language), _quoted(language)):
        yield from pattern.matches(text, words)
    if language == "nl":
        yield from matches_at(_compound(), text, words.begins(words.such_as(_is_compound)))


def headed(text: str, words: Words, language: Language) -> Iterator[re.Match[str]]:
    """Units with their field, committees, parliaments of other countries, English names."""
    for pattern in (_unit(language), _english(), _parliaments(language), _UNIVERSITY, *_COMMITTEES):
        yield from pattern.matches(text, words)


def of_a_kind(text: str, words: Words) -> Iterator[re.Match[str]]:
    """Courts, police zones, hospitals, companies: a word for the kind, and a name."""
    for pattern in _by_kind():
        yield from pattern.matches(text, words)
