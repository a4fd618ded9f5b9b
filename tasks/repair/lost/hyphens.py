"""French hyphens lost between a verb and its subject ("autorise t il"), where no other reading is possible.

A pronoun after a verb may begin its own clause ("Si cela suffit il conviendra"), be an object ("peut nous
dire") or be stressed ("sont elles aussi"). So a hyphen is put back after a lone t, which French has nowhere
else, and before a word that cannot follow a subject: neither a verb form nor an object. A word that lacks one
of two hyphens ("a t-il") is the author's, and so is an ambiguous one ("peut être", "nord est").
"""

import re

from tasks.repair.edits import UNMEASURED, Repair
from tasks.repair.statistics.language import detect_language

RULE = "hyphen"
SIGN = "≠"
_MARK = re.compile(rf"^{SIGN}(?=[ \u00a0]\S)", re.MULTILINE)
"""What a crawler made of the soft hyphen before items of a list (docs/source.md, 8); one may be no list."""

# One character class first, so that everyday text is searched without trying the alternatives.
TRACE = re.compile(
    r" (?=[iotjcà])(?:(?<=[td] )(?:il|on)(?=[ ?])|(?<=nt )ils(?=[ ?])|(?<=[sx] )je |(?<=[Ee]st )ce "
    r"|(?<=[aeàA] )t (?:il|elle|on)|(?<=['’]est )à dire(?! vrai| et\b| ou\b))"
)
"""Found in any text from which a hyphen is surely gone."""
_GAP = re.compile(
    r"(?<![^\W\d_])(?<![-–])(?!(?:[Cc]h|[Aa]ss|n|r|[Vv]euill)ez |[Ee]t )(?P<verb>[^\W\d_]+) (?P<subject>"
    r"(?<=[aeàA] )t (?:il|elle|on)(?![\w'’-])"
    r"|(?<=['’]est )à dire(?! vrai| et\b| ou\b)\b"
    r"|(?<=\w[td] )(?:il|elle|on)(?=[ ?])|(?<=nt )(?:ils|elles)(?=[ ?])|(?<=ez )vous(?=[ ?])"
    r"|(?<=ns )nous(?=[ ?])|(?<=\w[sx] )je(?=[ ?])|(?<=[Ee]st )ce(?=[ ?]))"
    r"(?=(?P<behind> *(?:(?P<next>[^\W\d_]+['’]?) ?(?P<second>[^\W\d_]*)|\?))?)"
)
_UNSURE = ("vous", "nous", "elle", "elles")
"""Subjects that may be stressed or objects, or without a hyphen by the author."""
_SENTENCE = 400
"""Characters searched for the ends of a sentence."""
_ENDS = re.compile(r"[.?!:;\n]")
_OPENS = re.compile(r"[\s\-–«“\"]*(?:\w{1,3}[)°])?[\s\-–«“\"]*")
"""What may precede a sentence, including a question's number."""
_INFINITIVE = re.compile(
    r"[^\W\d_]*(?:er|ir|être|aître|ttre|(?:en|on|in|ou)dre|suivre|faire|dire|croire|duire|clure)"
)
_NO_FORM = re.compile(
    r"(?!(?:re|pro)?crée|agrée|supplée)[^\W\d_]{2,}ée|[^\W\d_]{3,}(?:[lv]e|cte|am)ment"
    r"|déjà|de|d['’]|une|que|qu['’]|dans|possible|exact|nécessaire|envisageable|disponible"
)
"""Words with the ending of a verb form that are none."""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BEFORE_VERBS = _words("ne n' n’ le la les l' l’ se s' s’ y en lui leur me m' m’ te t' t’ nous vous")
_STRESSED = _words("aussi également même mêmes seule seules plus non et ou qui")
"""Words after a stressed pronoun ("sont elles aussi")."""
_ASKED = _words("que qu' qu’ le la un une également aussi parce dans pour bien pas exact vrai possible")
"""Words after "Est-ce", and not after a demonstrative "ce"."""
_ASKS = re.compile(r"(?:qu['’] qu(?:e|i|['’])|n['’] pas)\Z", re.IGNORECASE)
"""What is before "est ce" and behind it in a question."""
_VERBS = {
    "nous": _words("pouvons devons avons allons savons disposons pourrions devrions pourrons devrons"),
    "je": _words("puis peux dois pourrais devrais"),
    "on": _words(
        "est peut pourrait doit devrait fait sait prend met voit veut dit entend constatait était serait "
        "avait aurait attend obtient tient reçoit"
    ),
}
"""The verbs before a subject that may be something else; "on" is English after nouns."""


def repair_hyphens(text: str, language: str | None) -> tuple[Repair, ...]:
    """The repairs of hyphens gone between verbs and their subjects.

    Without a language, only lines with French words are considered.
    """
    if language == "nl" or not TRACE.search(text):
        return ()
    gaps = [gap for gap in _GAP.finditer(text) if _is_asked(text, gap)]
    if not language:
        lines = {gap: text[text.rfind("\n", 0, gap.start()) + 1 :].partition("\n")[0] for gap in gaps}
        french = {line for line in set(lines.values()) if detect_language(line) == "fr"}
        gaps = [gap for gap in gaps if lines[gap] in french]
    is_sure = any(gap["subject"] not in _UNSURE for gap in gaps)
    return tuple(map(_joined, gaps)) if is_sure else ()


def _joined(gap: re.Match[str]) -> Repair:
    start, end = gap.start(), gap.end("subject")
    before = f"{gap['verb']} {gap['subject']}"
    return Repair(start, end, before, before.replace(" ", "-"), RULE, UNMEASURED)


def _is_asked(text: str, gap: re.Match[str]) -> bool:
    """Whether the pronoun is the subject of the verb before it."""
    verb, subject, behind = gap["verb"].lower(), gap["subject"], gap["next"] or ""
    before = _ENDS.split(text[max(0, gap.start() - _SENTENCE) : gap.start()])[-1]
    end = _ENDS.search(text, gap.end("subject"), gap.end("subject") + _SENTENCE)
    asks = end is not None and end[0] == "?"
    begins = _OPENS.fullmatch(before) is not None
    is_alone = asks and subject not in re.split(r"\W+", before.lower())
    if gap["verb"] == "Est" and subject == "ce":
        return begins and behind in _ASKED
    if " " in subject or subject == "ce":
        return " " in subject or _ASKS.search(f"{before} {behind}") is not None
    if gap["behind"] is None or verb not in _VERBS.get(subject, (verb,)):
        return False
    if subject in ("vous", "nous"):
        return is_alone or (subject == "vous" and begins)
    if subject == "je" or (subject in _UNSURE and (behind in _STRESSED or not asks)):
        return subject == "je" and _has_infinitive(gap)
    # Neither a verb form nor a word before one follows.
    endings = ("nt",) if subject[-1] == "s" else ("t", "d", "a", "e", "c")
    has_no_clause = _NO_FORM.fullmatch(behind) or not (behind in _BEFORE_VERBS or behind.endswith(endings))
    return bool(has_no_clause) or _has_infinitive(gap)


def _has_infinitive(gap: re.Match[str]) -> bool:
    """Whether an infinitive follows, perhaps after an object."""
    return _INFINITIVE.fullmatch(gap["second" if gap["next"] in _BEFORE_VERBS else "next"] or "") is not None


def repair_list_marks(text: str) -> tuple[Repair, ...]:
    """The dashes of the items of lists; neither language begins lines with the sign that replaced them."""
    found = [Repair(*mark.span(), SIGN, "-", "dash", UNMEASURED) for mark in _MARK.finditer(text)]
    return tuple(found) if len(found) > 1 else ()
