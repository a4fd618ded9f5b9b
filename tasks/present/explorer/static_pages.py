"""What search engines and social media read without scripts: tags, a page of each question, and a sitemap.

They need the address of the site (the setting `public_url`).
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import duckdb

from schemas.codes import LANGUAGES, PARTS
from schemas.package.words import banner
from schemas.question_number import file_name
from schemas.vocabulary.site_labels import Labels, site_labels
from tasks.common.batches import batches
from tasks.present.explorer.chunks import link_or_copy
from tasks.present.explorer.queries import batches_of_questions, run_query

_ASSETS = files(__package__) / "assets"
FOLDER = "question"
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
    frame = Template((_ASSETS / "static.html").read_text("utf-8"))
    for _ in batches_of_questions(connection, to_write, _QUESTIONS_A_QUERY, _BYTES_A_QUERY):
        for row in run_query(connection, "static"):
            name = f"{file_name(row['question_id'])}.html"
            page = frame.substitute(_parts(row, f"{address}{FOLDER}/{name}", sources))
            (folder / name).write_text(page, encoding="utf-8")


def _parts(row: Mapping[str, Any], address: str, sources: Sequence[str]) -> dict[str, str]:
    """What stands in the places of the frame, as HTML."""
    language = row["language"]
    words = site_labels()[language]
    number = words["question.number"].format(id=row["question_id"])
    title = row["title"] or number
    notice = banner(sources, language)
    facts = _facts(row, words)
    said = f"{number}. {' '.join(f'{name}: {value}.' for name, value in facts)}"
    shown = {
        "language": language,
        "title": f"{title} ({row['question_id']})",
        "site": words["site.name"],
        "number": number,
        "heading": title,
        "description": said,
        "id": row["question_id"],
        "open": words["static.open"],
    }
    return {
        **{name: html.escape(value) for name, value in shown.items()},
        "policy": policy(),
        "tags": tags(address, shown["title"], said, words["site.name"], "article"),
        "banner": f'<p class="notice">{html.escape(notice)}</p>\n' if notice else "",
        "facts": "".join(
            f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>\n" for name, value in facts
        ),
        "texts": "".join(_texts(row["texts"], language, words)),
    }


def _facts(row: Mapping[str, Any], words: Labels) -> list[tuple[str, str]]:
    """The facts of a question by their labels; those that are not known are left out."""
    language = row["language"]
    author = " ".join(filter(None, (row["author"], row["party"] and f"({row['party']})")))
    other = "fr" if language == "nl" else "nl"
    addressee = row[f"addressee_{language}"] or row[f"addressee_{other}"]
    to = ", ".join(filter(None, (row["minister"], addressee)))
    found = {
        "question.author": author,
        "question.addressee": to,
        row["asked_is"]: row["asked_on"],
        "question.answered_on": row["answered_on"],
        "question.deadline": _with_sentence(row["deadline_on"], row, "deadline_is", words),
        "column.status": _with_sentence(words[f"status.{row['status']}"], row, "status_is", words),
    }
    return [(words[name], str(value)) for name, value in found.items() if value]


def _with_sentence(fact: object, row: Mapping[str, Any], name: str, words: Labels) -> str:
    """A fact with the sentence whose key is in a column, if that is a label and counts no days."""
    label = words.get(row[name] or "", "")
    targets = [f"{words['target.' + one['kind']]} {one['id']}" for one in row["requalified_as"]]
    target = ", ".join(targets) or words["target.requalified"]
    day = row["seen_on"] or words["day.unknown"]
    sentence = "" if "{count" in label else label.format(day=day, target=target).removesuffix(".")
    return " · ".join(str(part) for part in (fact, sentence) if part)


def _texts(texts: Mapping[str, Mapping[str, Any]], language: str, words: Labels) -> Iterator[str]:
    """The texts, those in the language of the question first."""
    for one in sorted(LANGUAGES, key=lambda one: one != language):
        for part in PARTS:
            if found := texts.get(f"{one} {part}"):
                heading = f"{words[f'part.{part}']} ({words[f'language.{one}']})"
                gone = found["withdrawn_on"]
                said = [words["question.withdrawn"].format(day=gone)] if gone else []
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
