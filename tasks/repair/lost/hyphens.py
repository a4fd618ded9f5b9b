"""French hyphens lost between a verb and its subject ("autorise t il"), where no other reading is possible.

A pronoun after a verb may begin its own clause ("Si cela suffit il conviendra"), be an object ("peut nous
dire") or be stressed ("sont elles aussi"). So a hyphen is put back after a lone t, which French has nowhere
else, and before a word that cannot follow a subject: neither a verb form nor an object. A word that lacks one
of two hyphens ("a t-il") is the author's, and so is an ambiguous one ("peut être", "nord est").
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.repair.edits import Repair
from tasks.repair.statistics.language import detect_language

RULE = "hyphen"
BEHIND_T, ELSEWHERE = 0.99, 0.97
"""Certainty; of the hyphens removed from 3,326 texts, none came back in a wrong place."""

# One character class first, so that everyday text is searched without trying the alternatives.
TRACE = re.compile(
    r" (?=[iotjcà])(?:(?<=[td] )(?:il|on)(?=[ ?])|(?<=nt )ils(?=[ ?])|(?<=[sx] )je |(?<=[Ee]st )ce "
    r"|(?<=[aeàA] )t (?:il|elle|on)|(?<=['’]est )à dire(?! vrai| et\b| ou\b))"
)
"""Found in any text from which a hyphen is surely gone."""
_PRONOUN = re.compile(
    r" (?=[ieovnjctà])(?:(?<=[aeàA] )(?P<t>t (?:il|elle|on))(?![\w'’-])"
    r"|(?<=['’]est )(?P<say>à dire)(?! vrai| et\b| ou\b)\b"
    r"|(?:(?<=[td] )(?P<one>il|elle|on)|(?<=nt )(?P<many>ils|elles)|(?<=ez )(?P<you>vous)"
    r"|(?<=ns )(?P<we>nous)|(?<=[sx] )(?P<me>je)|(?<=[Ee]st )(?P<it>ce))(?=[ ?]))"
)
_VERB = re.compile(r"(?<![^\W\d_])(?<![-–])[^\W\d_]+\Z")
_NEAR, _SENTENCE = 40, 400
"""Characters searched for a verb, and for the ends of its sentence."""
_ENDS = re.compile(r"[.?!:;\n]")
_OPENS = re.compile(r"[\s\-–«“\"]*(?:\w{1,3}[)°])?[\s\-–«“\"]*")
"""What may precede a sentence, including a question's number."""
_BEHIND = re.compile(r" *(?:(?P<first>[^\W\d_]+['’]?) ?(?P<second>[^\W\d_]*)|\?)")
_INFINITIVE = re.compile(
    r"[^\W\d_]+(?:er|ir|oir)|être|faire|dire|mettre|permettre|soumettre|prendre|comprendre|entreprendre"
    r"|rendre"
    r"|suivre|répondre|attendre|connaître|poursuivre|croire|craindre|introduire|réduire|conclure|résoudre"
)
_PARTICIPLE = re.compile(r"(?!(?:re|pro)?crée|agrée|supplée)[^\W\d_]{2,}ée")
_BEFORE_VERBS = frozenset(
    "ne n' n’ le la les l' l’ se s' s’ y en lui leur me m' m’ te t' t’ nous vous".split()
)
_FORMS = {"one": ("t", "d", "a", "e", "c"), "many": ("nt",)}
"""Endings of verb forms after "il" and after "ils"."""
_NO_FORMS = frozenset(
    "déjà actuellement également effectivement réellement exactement suffisamment de d' d’ une que qu' qu’ "
    "dans possible exact nécessaire envisageable disponible".split()
)
"""Words with such an ending that are not verb forms."""
_STRESSED = frozenset("aussi également même mêmes seule seules plus non et ou qui".split())
"""Words after a stressed pronoun ("sont elles aussi")."""
_BEFORE_ON = frozenset(
    "est peut pourrait doit devrait fait sait prend met voit veut dit entend constatait était serait avait "
    "aurait attend obtient tient reçoit".split()
)
"""Verbs before "on"; few, because English has "on" after nouns."""
_NO_VERBS = frozenset("chez assez nez rez veuillez".split())
"""Words that are no verbs, and one that reads differently: "veuillez vous adresser"."""
_WE = frozenset("pouvons devons avons allons savons disposons pourrions devrions pourrons devrons".split())
_ME = frozenset("puis peux dois pourrais devrais".split())
_ASKED = frozenset(
    "que qu' qu’ le la un une également aussi parce dans pour bien pas exact vrai possible".split()
)
"""Words after "Est-ce", and not after a demonstrative "ce"."""


class _Gap(NamedTuple):
    """A place without its hyphens, from the beginning of the verb.

    `is_sure` is False where it may be the author's spelling ("Pouvez vous").
    """

    start: int
    end: int
    certainty: float
    is_sure: bool


def repair_hyphens(text: str, language: str | None) -> tuple[Repair, ...]:
    """The repairs of hyphens gone between verbs and their subjects.

    Without a language, only lines with French words are considered.
    """
    if language == "nl" or not TRACE.search(text):
        return ()
    gaps = list(_gaps(text))
    gaps = gaps if language else _in_french(text, gaps)
    return tuple(_made(text, gap) for gap in gaps) if any(gap.is_sure for gap in gaps) else ()


def _made(text: str, gap: _Gap) -> Repair:
    before = text[gap.start : gap.end]
    return Repair(gap.start, gap.end, before, before.replace(" ", "-"), RULE, gap.certainty)


def _in_french(text: str, gaps: Sequence[_Gap]) -> list[_Gap]:
    """The gaps in lines with French words; each line is detected once."""
    lines = [(text.rfind("\n", 0, gap.start) + 1, text.find("\n", gap.end)) for gap in gaps]
    french = {line: detect_language(text[line[0] : line[1] if line[1] >= 0 else None]) for line in set(lines)}
    return [gap for gap, line in zip(gaps, lines, strict=True) if french[line] == "fr"]


def _gaps(text: str) -> Iterator[_Gap]:
    for found in _PRONOUN.finditer(text):
        verb = _VERB.search(text, max(0, found.start() - _NEAR), found.start())
        kind = found.lastgroup or ""
        if verb and kind in ("t", "say"):
            yield _Gap(verb.start(), found.end(), BEHIND_T if kind == "t" else ELSEWHERE, is_sure=True)
        elif verb and len(verb[0]) > 1 and (behind := _BEHIND.match(text, found.end())):
            clause = _Clause(text, verb, found, behind)
            if clause.is_asked(kind):
                yield _Gap(verb.start(), found.end(), ELSEWHERE, is_sure=kind in ("it", "me") or clause.shows)


class _Clause(NamedTuple):
    """A verb with a pronoun after it, and what follows."""

    text: str
    verb: re.Match[str]
    pronoun: re.Match[str]
    behind: re.Match[str]

    @property
    def shows(self) -> bool:
        """Whether the pronoun is never stressed and never an object."""
        return self.pronoun[0] in (" il", " ils", " on")

    @property
    def word(self) -> str:
        """The verb in small letters."""
        return self.verb[0].lower()

    @property
    def next(self) -> str:
        """The word after the pronoun; '' when the question ends there."""
        return self.behind["first"] or ""

    def is_asked(self, kind: str) -> bool:
        """Whether the pronoun is the subject of the verb before it."""
        match kind:
            case "it":
                return self._asks_whether()
            case "you":
                is_verb = self.word not in _NO_VERBS
                return is_verb and (self._begins() or (self._is_question() and self._is_alone("vous")))
            case "we":
                return self.word in _WE and self._is_question() and self._is_alone("nous")
            case "me":
                return self.word in _ME and self._has_infinitive()
            case _ if self.shows:
                is_verb = self.pronoun[0] != " on" or self.word in _BEFORE_ON
                return is_verb and self._has_no_clause(kind)
            case _:
                return self._has_no_clause(kind) and self.next not in _STRESSED and self._is_question()

    def _has_infinitive(self) -> bool:
        """Whether an infinitive follows, perhaps after an object."""
        is_object = self.next in _BEFORE_VERBS
        return _INFINITIVE.fullmatch(self.behind["second"] if is_object else self.next) is not None

    def _has_no_clause(self, kind: str) -> bool:
        """Whether neither a verb form nor a word before one follows."""
        if not self.next or self._has_infinitive() or _PARTICIPLE.fullmatch(self.next):
            return True
        may_be_form = self.next in _BEFORE_VERBS or self.next.endswith(_FORMS[kind])
        return self.next in _NO_FORMS or not may_be_form

    def _before(self) -> str:
        """The sentence up to the verb."""
        at = self.verb.start()
        first = max(0, at - _SENTENCE)
        return _ENDS.split(self.text[first:at])[-1]

    def _begins(self) -> bool:
        return _OPENS.fullmatch(self._before()) is not None

    def _is_alone(self, pronoun: str) -> bool:
        """Whether no earlier pronoun of the sentence can have this one as its object."""
        return pronoun not in re.split(r"\W+", self._before().lower())

    def _is_question(self) -> bool:
        found = _ENDS.search(self.text, self.pronoun.end(), self.pronoun.end() + _SENTENCE)
        return found is not None and found[0] == "?"

    def _asks_whether(self) -> bool:
        """Whether "est ce" is a question: at a sentence's start, in "qu'est ce que", "n'est ce pas"."""
        if self.verb[0] == "Est":
            return self._begins() and self.next in _ASKED
        before = self.text[max(0, self.verb.start() - 3) : self.verb.start()].lower().replace("’", "'")
        that = before == "qu'" and self.next.rstrip("'’") in ("que", "qu", "qui")
        return that or (before[1:] == "n'" and self.next == "pas")
