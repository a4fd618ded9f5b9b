"""Letters without accents and case, for comparing words and names."""

import unicodedata

_WITHOUT_DECOMPOSITION = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ı": "i",
    "þ": "th",
    "ĳ": "ij",
}


class _Folding(dict[int, str]):
    """The replacement of each character of decomposed text in small letters."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = "" if unicodedata.combining(letter) else _WITHOUT_DECOMPOSITION.get(letter, letter)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Text in small letters without accents: 'Cécile' is 'cecile', 'Œuvre' is 'oeuvre'."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().translate(_FOLDING)


def without_accents(text: str) -> str:
    """A text without accents, in its own case."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
