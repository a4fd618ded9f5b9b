"""`search`: find the questions of a release that contain words."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.shared import DashedCommand, DataOption, JsonOption, ReleaseOption, chosen_data, chosen_release
from schemas.codes import HouseCode, Language
from schemas.vocabulary.houses import houses

if TYPE_CHECKING:
    from rich.text import Text

    from tasks.present.search import Found, Hit, Passage

_EXCLUDED = re.compile(r"-[^-].+")
"""An excluded word looks like an option; those of this command have two dashes, except -h."""
_MARK = "**"
_BOLD = "bold"


class SearchCommand(DashedCommand):
    """A command whose words may begin with a dash."""

    dashed = _EXCLUDED


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help="Words to find, in any form; a question must have all of them. 'drone*' also finds longer "
            "words; -word leaves out questions with that word; '\"two words\"' finds an exact phrase.",
            show_default=False,
        ),
    ],
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Maximum number of results.")] = 10,
    language: Annotated[
        Language | None,
        typer.Option("--language", help="Search only one language. Default: both.", show_default=False),
    ] = None,
    house: Annotated[
        HouseCode | None,
        typer.Option("--house", help="Search only one house. Default: all.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Find questions that contain all given words, best match first.

    Case and accents do not matter.
    """
    from tasks.present.search import parse_query
    from tasks.present.search import search as find
    from tasks.release.published.manifest import notice_of

    wanted = parse_query(" ".join(words))
    chosen = chosen_release(chosen_data(data), release)
    found = find(chosen, wanted, language, limit, house)
    if as_json:
        typer.echo(json.dumps({"release": chosen.name, **_as_json(found)}, ensure_ascii=False, indent=1))
    elif found.total:
        _print(found)
        if notice := notice_of(chosen):
            typer.echo(notice)
    else:
        typer.echo(_nothing(found))


def _as_json(found: "Found") -> dict[str, Any]:
    hits = [
        {**hit.question, "titles": list(map(asdict, hit.titles)), "passages": list(map(asdict, hit.passages))}
        for hit in found.hits
    ]
    nowhere, topics = {one.text: near for one, near in found.nowhere}, list(map(asdict, found.topics))
    return {"total": found.total, "houses": found.houses, "nowhere": nowhere, "topics": topics, "hits": hits}


def _nothing(found: "Found") -> str:
    """The sentence for an empty result, with what to try."""
    if not found.houses:
        return "The release has no question to search."
    if not found.nowhere:
        return "No question contains all of these words, but each word occurs in some question."
    words = ", ".join(one.text for one, _ in found.nowhere)
    member = "senator" if [*found.houses] == ["senate"] else "member"
    near = ", ".join(word for _, its in found.nowhere for word in its)
    first = next(one.text for one, _ in found.nowhere)
    return (
        f"No title, text, {member}, minister or number contains: {words}."
        + (f" Nearly the same: {near}." if near else "")
        + f" Add * to find longer words too: {first}*"
    )


def _print(found: "Found") -> None:
    from rich.console import Console

    from flows.cli.rows import visible

    console = Console(highlight=False, soft_wrap=True)
    named: dict[str | None, str] = {one.code: one.name_en for one in houses() if len(found.houses) > 1}
    for hit in found.hits:
        for line in _lines(hit, named.get(hit.question["house"]), plain=not console.is_terminal):
            console.print(line)
        console.print()
    displayed = len(found.hits)
    more = f", the best {displayed} shown above; use --limit to show more" if displayed < found.total else ""
    each = ", ".join(f"{named[one]} {count:,}" for one, count in found.houses.items() if named)
    console.print(f"{found.total:,} question{'s' * (found.total != 1)}{f' ({each})' * bool(named)}{more}.")
    for one in found.topics:
        name = " / ".join(dict.fromkeys(filter(None, (one.topic_nl, one.topic_fr))))
        of = f" of the {named[one.house]}" if named else ""
        console.print(visible(f"Also {one.others:,} question{'s' * (one.others != 1)}{of} on: {name}."))


def _lines(hit: "Hit", house: str | None, *, plain: bool) -> Iterator["Text"]:
    from flows.cli.rows import visible

    one = hit.question
    by = f"{one['author']} ({one['party']})" if one["party"] else one["author"]
    facts = (house, one["question_id"], one["asked_on"], by, _status(one))
    yield visible(" · ".join(fact for fact in facts if fact))
    for title in hit.titles:
        yield _marked("  ", title, plain=plain)
    for passage in _distinct_passages(hit):
        yield _marked(f"  {passage.field}, {passage.language}: ", passage, plain=plain)
    best = hit.passages or [title for title in hit.titles if title.marks] or hit.titles
    if address := one[f"url_{best[0].language if best else 'nl'}"]:
        yield visible(f"  {address}")


def _status(question: dict[str, str | None]) -> str:
    """The status of a question, and without an answer the day on which its newest copy was seen."""
    shown = [question["status"], (question["status_reason"] or "").replace("_", " ")]
    if question["status"] != "answered" and question["seen_on"]:
        shown.append(f"seen on {question['seen_on']}")
    return ", ".join(filter(None, shown))


def _distinct_passages(hit: "Hit") -> Iterator["Passage"]:
    """The passage with most words, and those with words that no earlier one has."""
    seen: set[str] = set()
    for passage in hit.passages:
        words = {passage.text[start:end].casefold() for start, end in passage.marks}
        if not words <= seen:
            yield passage
        seen |= words


def _marked(before: str, passage: "Passage", *, plain: bool) -> "Text":
    """A passage with the words found in bold, or between signs if `plain`."""
    from flows.cli.rows import visible

    if not plain:
        line = visible(before + passage.text)
        for start, end in passage.marks:
            line.stylize(_BOLD, len(before) + start, len(before) + end)
        return line
    text = passage.text
    for start, end in reversed(passage.marks):
        text = f"{text[:start]}{_MARK}{text[start:end]}{_MARK}{text[end:]}"
    return visible(before + text)
