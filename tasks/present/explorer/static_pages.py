"""What search engines and social media read without scripts: tags, a page of each question, and a sitemap.

They need the address of the site (the setting `public_url`).
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import duckdb

from schemas.codes import LANGUAGES, PARTS
from schemas.package.words import banner
from schemas.question_number import file_name
from schemas.vocabulary.site_labels import LabelLanguage, Labels, site_labels
from tasks.common.batches import batches
from tasks.present.explorer.chunks import link_or_copy
from tasks.present.explorer.queries import batches_of_questions, query, run_query, want

_ASSETS = files(__package__) / "assets"
FOLDER = "question"
INDEX = "index.html"
SITEMAP = "sitemap.xml"
_QUESTIONS_A_QUERY, _BYTES_A_QUERY = 500, 8_000_000
_A_SITEMAP = 40_000
"""Addresses in a sitemap, which may hold 50,000: https://www.sitemaps.org/protocol.html"""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def policy() -> str:
    """The beginning of every head: the encoding, and what a page may load."""
    return (_ASSETS / "head.html").read_text("utf-8")


def tags(address: str, title: str, description: str, site: str, kind: str = "website") -> str:
    """The elements of a head by which a page is shown elsewhere (https://ogp.me)."""
    named = {
        "title": title,
        "description": description,
        "url": address,
        "type": kind,
        "site_name": site,
    }
    shown = "".join(
        f'<meta property="og:{name}" content="{html.escape(text)}">\n' for name, text in named.items()
    )
    return f'<link rel="canonical" href="{html.escape(address)}">\n{shown}'


def write_question_pages(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    before: Path | None,
    address: str,
    sources: Sequence[str],
) -> None:
    """Write a page for each question; those not in `touched` are linked from the folder `before`."""
    folder.mkdir()
    rows = connection.execute(
        "SELECT question_id, t.question_id IS NOT NULL FROM questions "
        "LEFT JOIN touched t USING (question_id) ORDER BY legislature, number, question_id"
    ).fetchall()
    to_write = []
    for identifier, is_touched in rows:
        if is_touched or not link_or_copy(before, folder, f"{file_name(identifier)}.html"):
            to_write.append(identifier)
    for _ in batches_of_questions(connection, to_write, _QUESTIONS_A_QUERY, _BYTES_A_QUERY):
        for name, page in _question_pages(connection, address, sources):
            (folder / name).write_text(page, encoding="utf-8")
    rows = connection.execute(query("listed"), {"list": None}).fetchall()
    (folder / INDEX).write_text(_index_page(rows, address, sources), encoding="utf-8")
    for (name, title), listed in groupby(rows, itemgetter(0, 1)):
        page = _list_page(name, title, listed, address, sources)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def plain_page(connection: duckdb.DuckDBPyConnection, name: str, sources: Sequence[str]) -> str | None:
    """A page as `write_question_pages` writes it, by the name of its file; None if there is none."""
    wanted, _, ending = name.rpartition(".")
    if ending != "html":
        return None
    if name == INDEX:
        return _index_page(connection.execute(query("listed"), {"list": None}).fetchall(), "", sources)
    if rows := connection.execute(query("listed"), {"list": wanted}).fetchall():
        return _list_page(wanted, rows[0][1], rows, "", sources)
    connection.execute(f"CREATE TEMP VIEW sentences AS {query('sentences')}")
    want(connection, [wanted.replace("_", "/")])
    return next((page for _, page in _question_pages(connection, "", sources)), None)


def no_pages(sources: Sequence[str]) -> str:
    """What stands in the place of the first list where there are no such pages."""
    words = site_labels()["en"]
    said = html.escape(words["static.none"])
    return _page(_Plain(INDEX, words["static.all"], f"<p>{said}</p>\n"), "", sources)


def _index_page(rows: Iterable[Sequence[Any]], address: str, sources: Sequence[str]) -> str:
    """The page of all lists, with how many questions each has."""
    lists = [(name, title, sum(1 for _ in found)) for (name, title), found in groupby(rows, itemgetter(0, 1))]
    words, body = site_labels()["en"], ""
    for kind, heading in (("year", words["column.year"]), ("member", words["actor.member"])):
        items = "".join(
            f'<li><a href="{html.escape(name)}.html">{html.escape(title)}</a> ({count})</li>\n'
            for name, title, count in lists
            if name.startswith(kind)
        )
        body += f'<h2>{heading}</h2>\n<ul class="plain">\n{items}</ul>\n'
    return _page(_Plain(INDEX, words["static.all"], body), address, sources)


def _list_page(
    name: str, title: str, rows: Iterable[Sequence[Any]], address: str, sources: Sequence[str]
) -> str:
    """The page of a list: a line for each question, which leads to its page."""
    items = "".join(
        f'<li><a href="{file_name(identifier)}.html">{html.escape(shown or identifier)}</a>'
        f"<p>{html.escape(' · '.join(filter(None, (identifier, author, day and _day(day)))))}</p></li>\n"
        for _, _, identifier, shown, author, day in rows
    )
    back = f'<p><a href="{INDEX}">{html.escape(site_labels()["en"]["static.all"])}</a></p>\n'
    body = f'{back}<ol class="listed">\n{items}</ol>\n'
    return _page(_Plain(f"{name}.html", title, body), address, sources)


def _question_pages(
    connection: duckdb.DuckDBPyConnection, address: str, sources: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The pages of the questions in the table `wanted`, with the names of their files."""
    for row in run_query(connection, "static"):
        name, language = f"{file_name(row['question_id'])}.html", row["language"]
        words = site_labels()[language]
        number = words["question.number"].format(id=row["question_id"])
        facts = _facts(row, words)
        shown = "".join(
            f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>\n" for name, value in facts
        )
        link = f'<a href="../question.html?id={html.escape(row["question_id"])}">'
        body = [f'<dl class="facts">\n{shown}</dl>\n<p>{link}{html.escape(words["static.open"])}</a></p>\n']
        body += _texts(row["texts"], language, words)
        said = f"{number}. {' '.join(f'{name}: {value}.' for name, value in facts)}"
        identifier = f" ({row['question_id']})"
        page = _Plain(name, row["title"] or number, "".join(body), language, number, identifier, said)
        yield name, _page(page, address, sources)


class _Plain(NamedTuple):
    """A page that needs no script: the name of its file, and what it shows; `body` is HTML, all else text."""

    name: str
    heading: str
    body: str
    language: LabelLanguage = "en"
    above: str = ""
    number: str = ""
    said: str = ""


def _page(page: _Plain, address: str, sources: Sequence[str]) -> str:
    """The HTML of a page; with the address of the site it has tags by which it is shown elsewhere."""
    words, notice = site_labels()[page.language], banner(sources, page.language)
    title = f"{page.heading}{page.number}"
    said = page.said or title
    shown = {
        "language": page.language,
        "title": title,
        "site": words["site.name"],
        "above": page.above,
        "heading": page.heading,
        "description": said,
    }
    own = f"{address}{FOLDER}/{page.name}"
    return Template((_ASSETS / "static.html").read_text("utf-8")).substitute(
        {name: html.escape(value) for name, value in shown.items()},
        policy=policy(),
        tags=tags(own, title, said, words["site.name"], "article") if address else "",
        banner=f'<p class="notice" id="sample">{html.escape(notice)}</p>\n' if notice else "",
        body=page.body,
    )


def _day(day: date) -> str:
    """A day as Belgians write it."""
    return f"{day:%d/%m/%Y}"


def _facts(row: Mapping[str, Any], words: Labels) -> list[tuple[str, str]]:
    """The facts of a question by their labels; those that are not known are left out."""
    language = row["language"]
    author = " ".join(filter(None, (row["author"], row["party"] and f"({row['party']})")))
    other = "fr" if language == "nl" else "nl"
    addressee = row[f"addressee_{language}"] or row[f"addressee_{other}"]
    to = ", ".join(filter(None, (row["minister"], addressee)))
    asked, answered, deadline = (
        row[name] and _day(row[name]) for name in ("asked_on", "answered_on", "deadline_on")
    )
    due = with_sentence(deadline, row, "deadline_is", words)
    if row["late_note"] and due != deadline:
        due += f" ({words[row['late_note']].format(minister=row['minister'])})"
    found = {
        "question.author": author,
        "question.addressee": to,
        row["asked_is"]: asked,
        f"question.{'announced' if row['is_announced'] else 'answered'}_on": answered,
        "question.deadline": due,
        "column.status": with_sentence(shown_status(row, words), row, "status_is", words),
        "part.answer": row["is_announced"] and words["answer_is.placeholder"].removesuffix("."),
    }
    return [(words[name], str(value)) for name, value in found.items() if value]


def shown_status(row: Mapping[str, Any], words: Labels) -> str:
    """The words for the status of a question; an answer that only announces a text is no answer."""
    return words["status.announced" if row["is_announced"] else f"status.{row['status']}"]


def with_sentence(fact: object, row: Mapping[str, Any], name: str, words: Labels) -> str:
    """A fact with the sentence whose key is in a column, if that is a label and counts no days."""
    label = words.get(row[name] or "", "")
    targets = [f"{words['target.' + one['kind']]} {one['id']}" for one in row["requalified_as"]]
    target = ", ".join(targets) or words["target.requalified"]
    day = _day(row["seen_on"]) if row["seen_on"] else words["day.unknown"]
    sentence = "" if "{count" in label else label.format(day=day, target=target).removesuffix(".")
    return " · ".join(str(part) for part in (fact, sentence) if part)


def _texts(texts: Mapping[str, Mapping[str, Any]], language: str, words: Labels) -> Iterator[str]:
    """The texts, those in the language of the question first."""
    for one in sorted(LANGUAGES, key=lambda one: one != language):
        for part in PARTS:
            if found := texts.get(f"{one} {part}"):
                heading = f"{words[f'part.{part}']} ({words[f'language.{one}']})"
                gone = found["withdrawn_on"]
                said = [words["question.withdrawn"].format(day=_day(gone))] if gone else []
                said += [*found["text"].split("\n\n"), *([words["question.cut"]] if found["is_cut"] else [])]
                paragraphs = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in said)
                yield f'<h2>{html.escape(heading)}</h2>\n<div lang="{one}">\n{paragraphs}</div>\n'


def write_sitemap(
    connection: duckdb.DuckDBPyConnection, site: Path, address: str, pages: Iterable[str]
) -> None:
    """Write `sitemap.xml` with all questions and some pages, in parts where these are too many for one."""
    rows = connection.execute(
        "SELECT question_id, last_changed::DATE FROM questions ORDER BY legislature, number, question_id"
    ).fetchall()
    places = [(f"{address}{name}", None) for name in pages]
    places += [(f"{address}{FOLDER}/{file_name(identifier)}.html", changed) for identifier, changed in rows]
    parts = list(batches(places, _A_SITEMAP))
    if len(parts) == 1:
        (site / SITEMAP).write_text(_listed("urlset", "url", parts[0]), encoding="utf-8")
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts)]
    for name, part in zip(names, parts, strict=True):
        (site / name).write_text(_listed("urlset", "url", part), encoding="utf-8")
    whole = _listed("sitemapindex", "sitemap", [(f"{address}{name}", None) for name in names])
    (site / SITEMAP).write_text(whole, encoding="utf-8")


def _listed(outer: str, inner: str, places: Iterable[tuple[str, date | None]]) -> str:
    entries = (
        f"<{inner}><loc>{html.escape(place)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>\n"
        for place, day in places
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} {_SPACE}>\n{"".join(entries)}</{outer}>\n'
