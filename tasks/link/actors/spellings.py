"""Which spellings are one name: those with the same letters, and damaged ones that fit only one name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tasks.link.actors.names import damaged_pattern, damaged_places, is_broken, name_key, possible_keys
from tasks.repair import repair_text


@dataclass(slots=True)
class NameKeys:
    """The names behind the spellings of a corpus.

    `of_spelling` has the key that all spellings of a name share, '' without a letter; `doubts` the damaged
    spellings that were kept apart, with the keys that they may be.
    """

    of_spelling: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)


def name_keys(spellings: Iterable[str]) -> NameKeys:
    """Match spellings, in any order, to names.

    A foreign letter may be right ('Şahin'), so a spelling that fits no name stays as it is, and other damaged
    spellings can fit it. One that fits none and that repair can read ('CÚcile') is what repair reads; other
    broken spellings ('C?cile') never serve as a name for others.
    """
    foreign, readable, broken, found = [], [], [], NameKeys()
    for spelling in set(spellings):
        if not damaged_places(spelling):
            found.of_spelling[spelling] = name_key(spelling)
        elif _repaired_key(spelling):
            readable.append(spelling)
        elif is_broken(spelling):
            broken.append(spelling)
        else:
            foreign.append(spelling)
    for damaged in (foreign, readable, broken):
        known = _KnownKeys(found.of_spelling.values())
        decided = [(spelling, *_decide(spelling, known)) for spelling in damaged]
        for spelling, key, doubts in decided:
            found.of_spelling[spelling] = key
            if doubts is not None:
                found.doubts[spelling] = doubts
    return found


class _KnownKeys:
    """Keys to be found by patterns; each shape of a pattern scans all keys of its length once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = {key for key in keys if key}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self.keys:
            self._by_length[len(key)].append(key)
        self._masked: dict[tuple[int, tuple[int, ...]], dict[str, list[str]]] = {}

    def fitting(self, pattern: str) -> list[str]:
        """The keys that match a pattern, with any letter for a '*'."""
        places = tuple(at for at, letter in enumerate(pattern) if letter == "*")
        shape = (len(pattern), places)
        if shape not in self._masked:
            table = self._masked[shape] = defaultdict(list)
            for key in self._by_length.get(len(pattern), ()):
                masked = "".join("*" if at in places else letter for at, letter in enumerate(key))
                table[masked].append(key)
        same = self._masked[shape].get(pattern, ())
        return [key for key in same if all(key[at].isalpha() for at in places)]


def _decide(spelling: str, known: _KnownKeys) -> tuple[str, list[str] | None]:
    """The key of a damaged spelling, and the other keys it fits when it is kept apart for doubt."""
    plain = name_key(spelling)
    only_letters = all(letter.isalpha() for letter in damaged_places(spelling).values())
    if only_letters and plain in known.keys:
        return plain, None
    fitting = sorted({key for pattern in possible_keys(spelling) for key in known.fitting(pattern)})
    if len(fitting) == 1:
        return fitting[0], None
    if not fitting and (repaired := _repaired_key(spelling)):
        return repaired, fitting
    if is_broken(spelling):
        pattern = damaged_pattern(spelling)
        return pattern if any(letter.isalnum() for letter in pattern) else "", fitting
    return plain, fitting or None


def _repaired_key(spelling: str) -> str | None:
    """The key of a damaged spelling as repaired on its own; None when damage is left."""
    repaired = repair_text(spelling)
    return name_key(repaired.text) if repaired.repairs and not damaged_places(repaired.text) else None
