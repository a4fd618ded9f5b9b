"""What search engines and social media read without scripts: tags, a page of each question, and a sitemap.

They need the address of the site (the setting `public_url`).
"""

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from schemas.package.words import banner
from schemas.question_number import file_name
from schemas.templates import Markup, markup, sections
from schemas.vocabulary.site_labels import LabelLanguage, Labels, site_labels
from tasks.common.batches import batches
from tasks.present.explorer.chunks import link_or_copy
from tasks.present.explorer.queries import batches_of_questions, houses_in, make_view, query, run_query, want

_html = partial(markup, sections(__package__, "assets/static.html"))
FOLDER = "question"
INDEX = "index.html"
SITEMAP = "sitemap.xml"
_QUESTIONS_A_QUERY, _BYTES_A_QUERY = 500, 8_000_000
_A_SITEMAP = 40_000
"""Addresses in a sitemap, which may hold 50,000: https://www.sitemaps.org/protocol.html"""


@cache
def policy() -> Markup:
    """The beginning of every head: the encoding, and what a page may load."""
    return _html("policy")


def tags(address: str, title: str, description: str, site: str, kind: str = "website") -> Markup:
    """The elements of a head by which a page is shown elsewhere (https://ogp.me)."""
    shown = {"title": title, "description": description, "url": address, "type": kind, "site_name": site}
    named = (_html("tag", name=name, content=text) for name, text in shown.items())
    return Markup("".join([_html("canonical", address=address), *named]))


def write_question_pages(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    before: Path | None,
    address: str,
    sources: Sequence[str],
) -> None:
    """Write a page for each question; those not in `touched` are linked from the folder `before`."""
    folder.mkdir()
    found = connection.execute(
        "SELECT question_id, t.question_id IS NOT NULL FROM questions "
        "LEFT JOIN touched t USING (question_id) ORDER BY legislature, number, question_id"
    ).fetchall()
    to_write = []
    for identifier, is_touched in found:
        if is_touched or not link_or_copy(before, folder, f"{file_name(identifier)}.html"):
            to_write.append(identifier)
    for _ in batches_of_questions(connection, to_write, _QUESTIONS_A_QUERY, _BYTES_A_QUERY):
        for name, page in _question_pages(connection, address, sources):
            (folder / name).write_text(page, encoding="utf-8")
    rows, words = _listed(connection), site_labels(houses_in(connection))["en"]
    (folder / INDEX).write_text(_index_page(rows, words, address, sources), encoding="utf-8")
    for name, listed in groupby(rows, itemgetter(0)):
        page = _list_page(list(listed), words, address, sources)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def _listed(connection: duckdb.DuckDBPyConnection, name: str | None = None) -> list[tuple[Any, ...]]:
    """The rows of the lists of questions, or of that with a name."""
    return connection.execute(query("listed"), {"list": name}).fetchall()


def plain_page(connection: duckdb.DuckDBPyConnection, name: str, sources: Sequence[str]) -> str | None:
    """A page as `write_question_pages` writes it, by the name of its file; None if there is none."""
    wanted, _, ending = name.rpartition(".")
    if ending != "html":
        return None
    make_view(connection, "sentences")
    words = site_labels(houses_in(connection))["en"]
    if name == INDEX:
        return _index_page(_listed(connection), words, "", sources)
    if rows := _listed(connection, wanted):
        return _list_page(rows, words, "", sources)
    want(connection, [wanted.replace("_", "/")])
    return next((page for _, page in _question_pages(connection, "", sources)), None)


def no_pages(sources: Sequence[str], words: Labels) -> str:
    """What stands in the place of the first list where there are no such pages."""
    none = _html("paragraph", said=words["static.none"])
    return _page(_Plain(INDEX, words["static.all"], [none]), "", sources)


def _index_page(rows: Iterable[Sequence[Any]], words: Labels, address: str, sources: Sequence[str]) -> str:
    """The page of all lists, with how many questions each has."""
    counts, body = Counter((name, title) for name, title, *_ in rows), []
    for kind, heading in (("year", words["column.year"]), ("member", words["actor.member"])):
        lists = [
            _html("list", name=name, title=title, count=count)
            for (name, title), count in counts.items()
            if name.startswith(kind)
        ]
        body.append(_html("lists", heading=heading, lists=lists))
    return _page(_Plain(INDEX, words["static.all"], body), address, sources)


def _list_page(rows: Sequence[Sequence[Any]], words: Labels, address: str, sources: Sequence[str]) -> str:
    """The page of a list: a line for each question, which leads to its page."""
    questions = [_html("question", file=file, title=shown, said=said) for *_, file, shown, said in rows]
    body = _html("listed", index=INDEX, all=words["static.all"], questions=questions)
    return _page(_Plain(f"{rows[0][0]}.html", rows[0][1], [body]), address, sources)


def _question_pages(
    connection: duckdb.DuckDBPyConnection, address: str, sources: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The pages of the questions in the table `wanted`, with the names of their files."""
    labels = site_labels(houses_in(connection))
    for row in run_query(connection, "static"):
        identifier, words = row["question_id"], labels[row["language"]]
        number, facts = words["question.number"].format(id=identifier), _facts(row, words)
        shown = [_html("fact", name=name, value=value) for name, value in facts]
        body = [_html("facts", facts=shown, id=identifier, open=words["static.open"])]
        body += [_text(one, words) for one in row["texts"]]
        said = f"{number}. {' '.join(f'{name}: {value}.' for name, value in facts)}"
        heading, name = row["title"] or number, f"{row['file']}.html"
        page = _Plain(name, heading, body, row["language"], number, f" ({identifier})", said)
        yield name, _page(page, address, sources)


class _Plain(NamedTuple):
    """A page that needs no script: the name of its file, and what it shows."""

    name: str
    heading: str
    body: list[Markup]
    language: LabelLanguage = "en"
    above: str = ""
    number: str = ""
    said: str = ""


def _page(page: _Plain, address: str, sources: Sequence[str]) -> str:
    """The HTML of a page; with the address of the site it has tags by which it is shown elsewhere."""
    site, notice = site_labels()[page.language]["site.name"], banner(sources, page.language)
    title = f"{page.heading}{page.number}"
    said, own = page.said or title, f"{address}{FOLDER}/{page.name}"
    shown = {"title": title, "said": said, "site": site}
    shown |= {"policy": policy(), "tags": tags(own, title, said, site, "article") if address else ""}
    shown |= {"banner": _html("banner", notice=notice) if notice else ""}
    return _html("page", **page._asdict() | shown)


def _facts(row: Mapping[str, Any], words: Labels) -> list[tuple[str, str]]:
    """The facts of a question by their labels; those that are not known are left out."""
    deadline = row["deadline_on"]
    due = with_sentence(deadline, row, "deadline_is", words)
    if row["late_note"] and due != deadline:
        due += f" ({words[row['late_note']].format(minister=row['minister'])})"
    found = {
        "column.house": words.get(f"house.{row['shown_house']}"),
        "question.document_number": row["document_number"],
        "question.printed_number": row["printed_number"],
        "question.author": row["asker"],
        "question.addressee": row["asked"],
        row["asked_is"]: row["asked_on"],
        row["answered_is"]: row["answered_on"],
        "question.answered_by_on": row["answered_by_on"],
        "question.deadline": due,
        "column.status": with_sentence(words[f"status.{row['shown_status']}"], row, "status_is", words),
        "part.answer": row["is_announced"] and words["answer_is.placeholder"].removesuffix("."),
    }
    return [(words[name], str(value)) for name, value in found.items() if value]


def with_sentence(fact: object, row: Mapping[str, Any], name: str, words: Labels) -> str:
    """A fact with the sentence whose key is in a column, if that is a label and counts no days."""
    label = words.get(row[name] or "", "")
    day = f"{row['seen_on']:%d/%m/%Y}" if row["seen_on"] else words["day.unknown"]
    sentence = "" if "{count" in label else of_copy(label, row, words, day).removesuffix(".")
    return " · ".join(str(part) for part in (fact, sentence) if part)


def of_copy(label: str, row: Mapping[str, Any], words: Labels, day: object) -> str:
    """A label with the day on which the newest copy was last seen, and what a question was requalified as."""
    targets = [f"{words['target.' + one['kind']]} {one['id']}" for one in row["requalified_as"]]
    return label.format(day=day, target=", ".join(targets) or words["target.requalified"])


def _text(text: Mapping[str, Any], words: Labels) -> Markup:
    """A text, with what is said of it."""
    gone, language = text["gone"], text["language"]
    said = [words["question.withdrawn"].format(day=gone)] if gone else []
    said += [*text["text"].split("\n\n"), *([words["question.cut"]] if text["is_cut"] else [])]
    heading = f"{words['part.' + text['part']]} ({words[f'language.{language}']})"
    paragraphs = [f"<p>{html.escape(paragraph)}</p>\n" for paragraph in said]  # most of a page: no template
    return _html("text", heading=heading, language=language, paragraphs=paragraphs)


def write_sitemap(
    connection: duckdb.DuckDBPyConnection, site: Path, address: str, pages: Iterable[str]
) -> None:
    """Write `sitemap.xml` with all questions and some pages, in parts where these are too many for one."""
    rows = connection.execute(
        "SELECT question_id, last_changed::DATE FROM questions ORDER BY legislature, number, question_id"
    ).fetchall()
    places = [_html("place", address=f"{address}{name}") for name in pages]
    for identifier, day in rows:
        own = f"{address}{FOLDER}/{file_name(identifier)}.html"
        places.append(_html("dated" if day else "place", address=own, day=day))
    parts = list(batches(places, _A_SITEMAP))
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts)] if len(parts) > 1 else [SITEMAP]
    for name, part in zip(names, parts, strict=True):
        (site / name).write_text(_html("sitemap", places=part), encoding="utf-8")
    if len(parts) > 1:
        listed = [_html("part", address=f"{address}{name}") for name in names]
        (site / SITEMAP).write_text(_html("parts", parts=listed), encoding="utf-8")
