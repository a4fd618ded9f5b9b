"""Title and keywords: the blocks without a label between addressee and chronology, told apart by evidence.

Keywords are terms of EuroVoc: at least one on each of 124 real pages, 498 of 533 in all; no title is one.
The title is the only block before them, or the one that `<title>` repeats. What is not sure is no value, and
an issue row keeps it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from schemas.codes import LANGUAGES, Form, Language
from schemas.vocabulary import labels_of
from tasks.common.accents import fold
from tasks.common.terms import concept_ids, folded_term
from tasks.read.header.bilingual import score_with_keywords, split_keywords
from tasks.read.header.titles import Title, restore_dashes, split_titles
from tasks.read.text.lines import NO_BREAK_SPACE, Context, Findings, Line, cell_detail, joined, quoted

Group = list[Line]
"""Lines that belong together: a block, or a section between rules."""

LONGEST_KEYWORD = 8
"""Most words in a thesaurus term; more are several terms."""
ENDS_OF_SENTENCES = frozenset(".?!:;")
_SEPARATORS = re.compile(r"[,;|·•]\s")
_PARTS = re.compile(r"\s[-–—]\s")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""The dash between the parts of a title; no descriptor has one."""
_LABELLED = re.compile(r"[\w'’-]+(?:\s[\w'’-]+){0,2}\s?:\s")
"""'Titre : …': the words of a label; no title of 124 real pages has a colon."""
_MARKS = frozenset("•·-–*#[")
"""Signs before an item of a list, or around a button; no keyword begins with one."""
_QUOTED = 300


@dataclass
class Subject:
    """The title of a page and its keywords, by language."""

    title: dict[Language, str] = field(default_factory=dict)
    keywords: dict[Language, tuple[str, ...]] = field(default_factory=dict)
    last_piece: str = "number"


class _Parted(NamedTuple):
    """The lines of the title, none if it is doubtful, and those of the keywords."""

    title: Group
    keywords: Group


@cache
def _terms() -> frozenset[str]:
    return frozenset(term for terms in concept_ids().values() for term in terms)


@cache
def labelled(group: str) -> frozenset[str]:
    """The folded texts of a group of labels."""
    return frozenset(fold(label.text) for label in labels_of(group))


def is_no_value(text: str) -> bool:
    """Whether a text is what a program prints where it has nothing: 'null', or 'null null' as a name."""
    words = fold(text).split()
    return bool(words) and labelled("no_value").issuperset(words)


class _Looks(NamedTuple):
    """What a line looks like."""

    is_term: bool  # EuroVoc has it
    is_title: bool  # in parts, too long for a keyword, or with an article, as no term
    is_plain: bool  # a value alone: no label, no separator, no 'null'
    may_be_keyword: bool  # one that EuroVoc lacks


@lru_cache(maxsize=1 << 14)
def _looks(label: str) -> _Looks:
    words, end = label.split(), label[-1:]
    is_term = folded_term(label) in _terms()
    has_article = not is_term and fold(words[0]) in labelled("article")
    is_title = has_article or bool(_PARTS.search(label)) or len(words) > LONGEST_KEYWORD
    is_alone = not (_LABELLED.match(label) or is_no_value(label))
    is_alone = is_alone and (is_term or fold(label) not in labelled("field_name"))
    may_be_keyword = is_alone and not is_title and end not in ENDS_OF_SENTENCES
    return _Looks(is_term, is_title, is_alone and end not in {",", ";"}, may_be_keyword)


def read_subject(lines: Sequence[Line], subject: Subject, context: Context) -> None:
    """Read title and keywords; on bilingual pages both are there in both languages."""
    groups = _groups(lines, len(context.languages))
    if not groups:
        return
    part = _part if len(context.languages) == 1 else _part_bilingual
    title, keywords = part(groups, context)
    context.findings.mark(title, "title")
    context.findings.mark(keywords, "keyword")
    _set_keywords(keywords, subject, context)
    if title:
        _set_title(title, subject, context)
    _without_controls(subject, context.findings)
    subject.last_piece = "keywords" if keywords else "title"


def _without_controls(subject: Subject, findings: Findings) -> None:
    """Take control characters out of titles and keywords, which go into files of other programs."""
    titles, keywords = subject.title, subject.keywords
    found = len(_CONTROL.findall(" ".join((*titles.values(), *chain.from_iterable(keywords.values())))))
    if found:
        detail = f"{found} control characters of titles and keywords were removed."
        findings.report("invisible_removed", detail)
        subject.title = {one: _CONTROL.sub("", text) for one, text in titles.items()}
        subject.keywords = {
            one: tuple(_CONTROL.sub("", text) for text in texts) for one, texts in keywords.items()
        }


def _groups(lines: Sequence[Line], languages: int) -> list[Group]:
    """Lines in blocks, or in sections where rules separate them.

    Where all fields of the head share a block, each line is a field: the first is the title, on bilingual
    pages the first two if all are in pairs.
    """
    sections = [
        [line for line in part if line.text]
        for is_rule, part in groupby(lines, attrgetter("is_rule"))
        if not is_rule
    ]
    sections = [section for section in sections if section]
    if len(sections) != 1:
        return sections
    (only,) = sections
    blocks = _blocks(only)
    if languages > 1:
        size = 1 + (len(only) % 2 == 0)
        return [group for group in (only[:size], only[size:]) if group]
    if len(blocks) > 1 or (only[0].row == 0 and _has_keywords(only)):
        return blocks
    return [group for group in (only[:1], only[1:]) if group]


def _part(groups: Sequence[Group], context: Context) -> _Parted:
    """Part the groups of a page in one language."""
    with_terms = [at for at, group in enumerate(groups) if _has_keywords(group)]
    first, behind = (with_terms[0], with_terms[-1] + 1) if with_terms else _by_place(groups, context.form)
    before = [block for group in groups[:first] for block in _blocks(group)]
    has_several = len(with_terms) > 1 or bool(with_terms and groups[first][0].path)
    if has_several and all(len(group) == 1 for group in groups):
        first, behind = _with_unlisted(groups, first, behind)
        before = list(groups[:first])
        first = max(first, min(with_terms[0], 1))  # what may be either is neither
    title = _title(before, groups, context)
    keywords = [line for group in groups[first:behind] for line in group]
    are_several = len(keywords) > 1 and any(_looks(line.label).is_title for line in keywords)
    kept = [line for line in keywords if not are_several and _is_sure_keyword(line.label)]
    others = groups[behind:] or (groups[1:] if first == len(groups) else ())
    if len(kept) < len(keywords) or others:
        sure = set(kept)
        doubtful = [line for line in keywords if line not in sure] + [x for group in others for x in group]
        context.findings.report("layout_keywords", f"These lines may be no keywords: {_shown(doubtful)}.")
    return _Parted(title, kept)


def _is_sure_keyword(label: str) -> bool:
    """Whether a line in the place of keywords is one: a term, or a value alone without a mark before it."""
    return _looks(label).is_term or (_looks(label).is_plain and label[0] not in _MARKS)


def _has_keywords(group: Group) -> bool:
    """Whether a group has a term, and no line of a title: a broken one may have a term as a line."""
    looks = [_looks(line.label) for line in group]
    return any(one.is_term for one in looks) and not any(one.is_title for one in looks)


def _by_place(groups: Sequence[Group], form: Form) -> tuple[int, int]:
    """Where the keywords are if EuroVoc has none of them: the second of two groups, or all short lines.

    A cell of a pipe table has all of them on one line.
    """
    rest = [line for group in groups[1:] for line in group]
    is_cell = form == "markdown" and len(rest) == 1 and _looks(rest[0].label).is_plain
    is_known = len(groups) == len(LANGUAGES) or _looks(groups[0][0].label).is_title
    are_keywords = is_cell or (is_known and all(_looks(line.label).may_be_keyword for line in rest))
    return (1, len(groups)) if are_keywords else (len(groups), len(groups))


def _with_unlisted(groups: Sequence[Group], first: int, behind: int) -> tuple[int, int]:
    """The keywords in blocks of their own, with those beside them that EuroVoc lacks; a title stays.

    From 0 if the first may be the title or a keyword.
    """
    place = groups[first][0].path[:-1]

    def is_keyword(group: Group) -> bool:
        return group[0].path[:-1] == place and _looks(group[0].label).may_be_keyword

    while first > 1 and is_keyword(groups[first - 1]):
        first -= 1
    while behind < len(groups) and is_keyword(groups[behind]) and not _is_heading(groups[behind][0]):
        behind += 1
    if first == 1 and place and is_keyword(groups[0]):
        first = 0
    return first, behind


def _is_heading(line: Line) -> bool:
    """Whether a line may be a heading: one word with a capital that is no abbreviation."""
    return line.label.istitle() and line.label.isalpha()


def _blocks(group: Group) -> list[Group]:
    return [list(block) for _, block in groupby(group, lambda line: line.block)]


def _title(before: Sequence[Group], groups: Sequence[Group], context: Context) -> Group:
    """The lines of the title, if only one block can be it; `before` are those before the keywords."""
    repeated = [group for group in groups if _is_repeated(group, context.page_title)]
    titles = [group for group in before if any(_looks(line.label).is_title for line in group)]
    chosen = before if titles and not any(group in titles for group in repeated) else repeated or before
    texts = {fold(joined(group)) for group in chosen}
    if (
        len(texts) == 1
        and texts.isdisjoint(_terms())
        and all(_looks(line.label).is_plain for line in chosen[0])
    ):
        return chosen[0]
    candidates = [line for group in before or groups[:1] for line in group]
    context.findings.report("layout_title", f"The title is uncertain: {_shown(candidates)}.")
    return []


def _is_repeated(group: Group, page_title: str) -> bool:
    """Whether `<title>` has the words of a group of more than a few."""
    if sum(len(line.text) for line in group) > 2 * len(page_title):  # folding takes time
        return False
    text = fold(joined(group))
    return len(text.split()) > len(LANGUAGES) and text in page_title


def _shown(lines: Iterable[Line]) -> str:
    return quoted(" | ".join(line.label for line in lines), _QUOTED)


def _part_bilingual(groups: Sequence[Group], context: Context) -> _Parted:
    """Part the groups of a page in both languages: the title has one line or two."""
    *before, last = groups if len(groups) > 1 else (*groups, [])
    title, keywords = [line for group in before for line in group], last
    looks = [_looks(line.label) for line in title]
    if len(title) > len(LANGUAGES) or any(one.is_term or not one.is_plain for one in looks):
        context.findings.report("layout_title", f"The title is uncertain: {_shown(title)}.")
        title = []
    doubtful = [line for line in keywords if not _looks(line.label).is_plain]
    if doubtful:
        context.findings.report("layout_keywords", f"These lines may be no keywords: {_shown(doubtful)}.")
        keywords = []
    return _Parted(title, keywords)


def _value(line: Line) -> str:
    """The text of a title or keyword; no-break spaces stay beside plain ones, where they mean something."""
    return line.text if " " in line.text else line.text.replace(NO_BREAK_SPACE, " ")


def _set_title(lines: Sequence[Line], subject: Subject, context: Context) -> None:
    titles = [Title(line, 0, _value(line)) for line in lines]
    if len(context.languages) == 1:
        found = (restore_dashes(title, context.findings) for title in titles)
        subject.title[context.languages[0]] = " ".join(found)
    elif len(titles) == len(LANGUAGES):
        subject.title = _restore_both(titles[0], titles[1], context.findings)
    else:
        _split_title(titles, subject, context)


def _split_title(titles: Sequence[Title], subject: Subject, context: Context) -> None:
    """Split the French and the Dutch title, which are joined."""
    text = " ".join(title.text for title in titles)
    keywords = [subject.keywords.get(language, ()) for language in ("fr", "nl")]
    split = split_titles(text, score_with_keywords(context.language_score, *keywords))
    if not split.sure:
        subject.title = {"fr": text, "nl": text}
        detail = f"The two titles cannot be separated: {quoted(text, 300)}."
        context.findings.report("title_not_parted", detail)
        return
    subject.title = {"fr": split.french, "nl": split.dutch}
    if len(titles) == 1:
        line, behind = titles[0].line, len(text) - len(split.dutch)
        pair = Title(line, 0, split.french), Title(line, behind, split.dutch)
        subject.title = _restore_both(*pair, context.findings)


def _restore_both(french: Title, dutch: Title, findings: Findings) -> dict[Language, str]:
    """Both titles with lost dashes restored; each shows how many parts the other has."""
    return {
        "fr": restore_dashes(french, findings, other=dutch.text),
        "nl": restore_dashes(dutch, findings, other=french.text),
    }


def _holds_term(label: str) -> bool:
    """Whether a line that is no term has one among its words: it may be several keywords."""
    words = folded_term(label).split()
    pieces = (" ".join(words[at:end]) for end in range(1, len(words) + 1) for at in range(end))
    return not _looks(label).is_term and not _terms().isdisjoint(pieces)


def _set_keywords(lines: Sequence[Line], subject: Subject, context: Context) -> None:
    if not lines:
        return
    # What looks like all keywords of a language, such as a table cell with a space, is reported.
    for line in lines if len(lines) <= len(context.languages) else ():
        is_cell = context.form == "markdown" and " " in line.text
        has_several = _SEPARATORS.search(line.text) or len(line.text.split()) > LONGEST_KEYWORD
        if is_cell or has_several or _holds_term(line.label):
            context.findings.report("keywords_not_parted", cell_detail(_value(line)))
    if len(context.languages) == 1:
        subject.keywords[context.languages[0]] = tuple(_value(line) for line in lines)
        return
    french, dutch, paired = split_keywords(lines, context.language_score)
    if not paired:
        context.findings.report("keywords_not_paired", f"Keywords do not pair: {quoted(joined(lines), 300)}.")
    subject.keywords = {"fr": tuple(map(_value, french)), "nl": tuple(map(_value, dutch))}
