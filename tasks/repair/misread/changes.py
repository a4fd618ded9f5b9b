"""Whether a reading of a chunk is a whole one, and the words that differ in it."""

import re
from collections.abc import Iterator

from tasks.repair.charsets import COMMON, STRESSED, SUSPICIOUS, Pair, data_rows
from tasks.repair.statistics.confusion import marked, shapes
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import has_sign

_NO_WORD = re.compile(
    r"[À-ÖØ-Þ][A-Z][a-z]|[»”®€](?=[a-zß-ÿ])|\d[ß-öø-ÿÀ](?!\w)|(?<=[a-zß-ÿ])[«“](?=[a-zß-ÿ])|[a-zß-ÿ][À-ÖØ-Þ]"
    r"|(?<=[A-ZÀ-ÖØ-Þ])[«»“”](?=[A-ZÀ-ÖØ-Þ])|(?<=[^\W\d_])[‘„•](?=[^\W\d_])|(?<=[a-zß-ÿ])«(?=[),.;])"
    r"|\d[§™]|(?<![^\W\d_])[Çç][b-df-hj-np-tv-z]|[aeoöüAEO]á|’[^\W\d_]{1,3}’|[a-zß-ÿ]{2}°|[ß-ÿ][§%]|[§%][ß-ÿ]|éà(?!\w)|\A\s+\Z|(?<!\w)[b-xz][»”]|[À-ÖØ-öø-ÿ]{3}"
)
"""What no reading has: two capitals at a word's start, one within a word, a letter behind figures, signs
within words or on their wrong side, Großmann with á, apostrophes around a part of a word."""
_NO_NAME = re.compile(r"[^\W\d_][×÷§¶¤¬±µ]|[×÷§¶¤¬±µ][^\W\d_]|[^\W\d_]{2}[°²³]|[²³][^\W\d_]")
"""What no name has."""
_WORD, _RUN = re.compile(r"[^\W\d_]+"), re.compile("[dw]+")
_EVERYDAY_SIGNS = frozenset(sign for sign in COMMON if not sign.isalpha())
_FIRST_OF_TWO = re.compile(r"[\W_]*([^\W_])[\W_]*[^\W_]")
_ALPHABETS = tuple(frozenset(letters) for letters, _ in data_rows("alphabets.tsv", __package__))
"""The letters beyond ASCII of languages with Latin letters; Vietnamese has nearly all of them, and more."""
_VIETNAMESE = re.compile("[ăđơư\u1ea0-\u1ef9]")


def changed_words(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Bounds of each word, or run of signs, that differs; both strings have one length and are not equal."""
    if after.isalnum():
        return iter([(0, len(after))])
    both = zip(before, after, strict=True)
    kinds = ["d" if was != now else "w" if was.isalnum() else "-" for was, now in both]
    return (found.span() for found in _RUN.finditer("".join(kinds)) if "d" in found[0])


def begins_as_name(chunk: str) -> bool:
    """Whether a piece of more than one letter begins with a capital."""
    found = _FIRST_OF_TWO.match(chunk)
    return found is not None and found[1].isupper()


def gains_letters(chunk: str, right: str) -> bool:
    """Whether a reading has a letter that the chunk has not."""
    return any(was != now and now.isalpha() for was, now in zip(chunk, right, strict=True))


def is_of_one_alphabet(name: str) -> bool:
    """Whether the letters of a name are those of one language: è and ö are in no name at once."""
    letters = {letter for letter in name.lower() if letter.isalpha() and not letter.isascii()}
    return any(letters <= alphabet for alphabet in _ALPHABETS) or _VIETNAMESE.search(name.lower()) is not None


def _keeps_damage(chunk: str, right: str) -> bool:
    """Whether a character stays that correct text hardly has there: another damage, or a part of this one.

    Dutch words may have stressed letters, and foreign names any: no Windows-1252 byte was read as ě or ł. An
    everyday sign in an odd place is no better when it is new.
    """
    odd = [match.start() for match in SUSPICIOUS.finditer(right)]
    if not odd:
        return False
    kept = [right[at] for at in odd if chunk[at] == right[at]]
    may_stay = str.isalpha if kept and begins_as_name(right) else STRESSED.__contains__
    return not all(map(may_stay, kept)) or any(right[at] in _EVERYDAY_SIGNS for at in odd)


def is_half(chunk: str, right: str) -> bool:
    """Whether a reading shows that it is half right, whatever the word lists say about its parts."""
    return _NO_WORD.search(right) is not None or _keeps_damage(chunk, right)


def is_whole(pair: Pair, chunk: str, right: str) -> bool:
    """Whether nothing in a reading shows that it is half right.

    Foreign names may have letters of other damage, or of two origins; nothing shows which is which. Capitals
    do not become small letters among capitals.
    """
    falls = chunk.isupper() and sum(map(str.isalpha, chunk)) > 1 and any(map(str.islower, right))
    if falls or is_half(chunk, right):
        return False
    if not (begins_as_name(right) or begins_as_name(chunk)):
        return True
    if not is_of_one_alphabet(right) or _NO_NAME.search(right):
        return False
    return right == pair.read(chunk) and pair.kept.isdisjoint(chunk)


@kept
def is_another_word(language: str | None, chunk: str, reading: str) -> bool:
    """Whether the lists know a word with other letters, or signs, in the places of a reading's new letters.

    Then these come from a table that is not known: Belgiκ is not Belgiê, nor is dТun dôun.
    """
    for found in _WORD.finditer(reading):
        word, was = found[0].lower(), chunk[found.start() : found.end()]
        if len(word) != len(was):  # İ
            continue
        new = [at for at, letter in enumerate(was) if letter != found[0][at]]
        for name in (LANGUAGES if language is None else (language,)) if new else ():
            known = shapes(name).marked.get(marked(word), ())
            if word not in known and (known or any(has_sign(name, found[0], at) for at in new)):
                return True
    return False
