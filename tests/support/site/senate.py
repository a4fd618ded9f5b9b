"""The stand-in's pages of invented senators, in three markups: a legislature's list, and a senator's own."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

MARKUPS = ("tables", "divs", "text")
_LIST = re.compile(r"MIval=/?WieIsWie/SenPerType&LEG=(\d+)&LANG=(nl|fr)")
_OWN = re.compile(r"MIval=/?showSenator&ID=(\d+)&LANG=(nl|fr)")
_MONTHS = {"nl": "september", "fr": "septembre"}
_MENU = {
    "nl": ("Belgische Senaat", "Legislatuur", "Senatoren", "Geboren te", "op", "Fractie"),
    "fr": ("Sénat de Belgique", "Législature", "Sénateurs", "Né(e) à", "le", "Groupe"),
}


@dataclass(frozen=True)
class Senator:
    """An invented senator; without a group or a year, the page does not show it."""

    number: int
    name: str
    group: str | None = "CD&V"
    born: int | None = 1970
    legislatures: tuple[int, ...] = (8,)


def senate_page(path: str, senators: Sequence[Senator], markup: str) -> bytes | None:
    """The page of senators that a path names; None for every other path, and for an unknown senator."""
    query = unquote(path)
    if found := _LIST.search(query):
        there = [one for one in senators if int(found[1]) in one.legislatures]
        return list_page(there, found[2], markup) if there else None
    if found := _OWN.search(query):
        return next(
            (own_page(one, found[2], markup) for one in senators if one.number == int(found[1])), None
        )
    return None


def list_page(senators: Sequence[Senator], language: str, markup: str) -> bytes:
    _, legislature, heading, *_ = _MENU[language]
    links = [link(one, language) for one in senators]
    index = "".join(
        f"<a href='/www/?MIval=/WieIsWie/SenPerType&amp;LEG={number}'>{legislature} {years}</a> "
        for number, years in ((7, "2019-2024"), (6, "2014-2019"))
    )
    rows = {
        "tables": "<table>" + "".join(f"<tr><td>{one}<td>CD&amp;V</tr>" for one in links) + "</table>",
        "divs": "".join(f"<div><a href='x'><img src='p.gif'></a>{one}</div>" for one in links),
        "text": "<br>".join(links),
    }[markup]
    return document(heading, f"<h1>{heading}</h1>{index}{rows}", language)


def link(one: Senator, language: str) -> str:
    query = f"MIval=/showSenator&amp;ID={one.number}&amp;LANG={language}"
    return f'<A class=s HREF="/www/?{query}"><b>{html.escape(one.name)}</b></A>'


def own_page(one: Senator, language: str, markup: str) -> bytes:
    *_, born, on, group = _MENU[language]
    name, party = html.escape(one.name), one.group and html.escape(one.group)
    birth = f"{born} Gent {on} 20 {_MONTHS[language]} {one.born}" if one.born else ""
    heading = f"{name} - {party}" if party else name
    broken = birth.replace(" Gent", "<br>Gent")
    body = {
        "tables": f"<table><tr><th>{heading}</th></tr><tr><td>{birth}.</td></tr></table>",
        "divs": f"<h1>{name}</h1><div>{group}: {party or ''}</div><div>{broken}</div>",
        "text": f"{heading}<br>{birth}, Advocaat sinds 5 mei 2001<br><br>Commissie 2019-2024",
    }[markup]
    return document(name, f"{body}<p><a href='/www/?MIval=/dossier&amp;LEG=8'>Dossier</a>", language)


def document(title: str, body: str, language: str) -> bytes:
    senate = _MENU[language][0]
    page = f"<html><head><title>{title}</title></head><body><p>{senate}</p>{body}</body></html>"
    return page.encode("windows-1252")
