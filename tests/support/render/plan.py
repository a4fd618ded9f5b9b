"""The plan of the bundled sample: which page of which question is written in which form."""

from collections.abc import Iterable
from dataclasses import dataclass

from .form import Form


@dataclass(frozen=True)
class Row:
    """One page of the sample; no page stands twice in the plan."""

    question_id: str
    variant: str
    language: str
    form: Form

    @property
    def file_name(self) -> str:
        prefix = "truncated_" if self.form.cut else ""
        return f"{prefix}{self.question_id}_{self.language}_{self.variant}{self.form.suffix}"


LATIN = "windows_1252_labelled_iso_8859_1"
UNLABELLED = "windows_1252_unlabelled"
UTF = "utf_8_labelled"
UTF_UNLABELLED = "utf_8_unlabelled"
LIE = "windows_1252_labelled_utf_8"
MIXED = "mixed"


def html(markup: str, encoding: str = LATIN, entities: str = "", newline: str = "\n", cut: str = "") -> Form:
    return Form("html", markup, entities, encoding, newline=newline, cut=cut)


def text(damage: str = "", **options: bool) -> Form:
    return Form("text", damage=damage, **options)


def markdown(*lost: str) -> Form:
    return Form("markdown", lost=lost)


MAIN, PRINT, BILINGUAL = "main", "print", "print_bilingual"

PLAN = (
    # One text asked to three ministers; four pages of the first.
    Row("5-90001", MAIN, "nl", html("tables", newline="\r\n")),
    Row("5-90001", MAIN, "fr", html("tables")),
    Row("5-90001", PRINT, "nl", text()),
    Row("5-90001", BILINGUAL, "nl", html("tables")),
    Row("5-90002", MAIN, "nl", text("mac_latin2")),
    Row("5-90002", MAIN, "fr", html("divs", UTF)),
    Row("5-90002", PRINT, "nl", html("breaks", UNLABELLED)),
    Row("5-90003", MAIN, "nl", text(spaced=True)),
    Row("5-90003", BILINGUAL, "fr", text()),
    # Closed, then put again under a new number.
    Row("4-90010", MAIN, "nl", text("mac_latin2", spaced=True, deadline_gap=True)),
    Row("4-90010", MAIN, "fr", html("tables", entities="windows")),
    Row("4-90020", MAIN, "nl", html("breaks", LIE)),
    Row("4-90020", MAIN, "fr", html("divs", UTF)),
    Row("4-90020", PRINT, "nl", text("cp1250", spaced=True)),
    Row("4-90020", BILINGUAL, "fr", text(columns_apart=False)),
    Row("4-90080", MAIN, "nl", markdown("question_line")),
    Row("4-90080", MAIN, "fr", text("utf8_as_cp1252_everywhere", spaced=True)),
    Row("4-90080", BILINGUAL, "nl", html("breaks", UTF)),
    # Requalified, with a reference that has no target.
    Row("5-90050", MAIN, "nl", html("unclosed", UNLABELLED)),
    Row("5-90050", MAIN, "fr", text()),
    Row("5-90050", BILINGUAL, "nl", text()),
    # The answer is a placeholder.
    Row("5-90051", MAIN, "nl", text("cp852")),
    Row("5-90051", MAIN, "fr", html("unclosed")),
    Row("5-90051", BILINGUAL, "fr", html("unclosed")),
    Row("5-90070", MAIN, "nl", markdown()),
    Row("5-90070", MAIN, "fr", markdown("number", "author", "addressee", "question_line", "answer_line")),
    Row("5-90070", PRINT, "nl", markdown()),
    Row("5-90070", PRINT, "fr", text("iso8859_2", spaced=True)),
    # A question that quotes labels in its prose.
    Row("5-90071", MAIN, "nl", text("mac_latin2")),
    Row("5-90071", MAIN, "fr", html("wrapped")),
    Row("5-90071", PRINT, "nl", html("tables", newline="\r\n")),
    Row("5-90071", PRINT, "fr", markdown()),
    Row("6-90030", MAIN, "nl", html("definitions", UTF)),
    Row("6-90030", MAIN, "fr", text()),
    # A provisional answer, roman numerals.
    Row("6-90032", MAIN, "nl", text(deadline_gap=True)),
    Row("6-90032", MAIN, "fr", html("tables", LIE)),
    Row("6-90032", PRINT, "nl", text("mac_roman")),
    Row("6-90032", BILINGUAL, "nl", html("wrapped", UTF)),
    # One text asked to two ministers, one of whom refers to the other.
    Row("6-90033", MAIN, "nl", text("iso8859_13")),
    Row("6-90033", MAIN, "fr", html("definitions", UTF_UNLABELLED)),
    Row("6-90033", PRINT, "nl", html("tables")),
    Row("6-90033", BILINGUAL, "nl", text(titles_glued=True)),
    Row("6-90034", MAIN, "nl", html("divs", MIXED)),
    Row("6-90034", MAIN, "fr", text("c1_stripped")),
    Row("6-90034", BILINGUAL, "fr", html("divs")),
    # Seen before the end of the legislature, and not again.
    Row("7-90040", MAIN, "nl", text("cp852")),
    Row("7-90040", MAIN, "fr", html("wrapped", UTF_UNLABELLED)),
    Row("7-90040", BILINGUAL, "nl", html("definitions")),
    # The longest page.
    Row("7-90060", MAIN, "nl", text("cp1257")),
    Row("7-90060", MAIN, "fr", html("divs", UTF)),
    Row("7-90061", MAIN, "nl", text("utf8_as_cp1252")),
    Row("7-90061", MAIN, "fr", html("breaks", MIXED)),
    Row("7-90061", PRINT, "nl", text("cp850", spaced=True)),
    Row("7-90062", MAIN, "nl", html("wrapped")),
    Row("7-90062", MAIN, "fr", text("c1_left")),
    Row("7-90062", PRINT, "nl", html("unclosed")),
    # With one event only; seen after the end of the legislature.
    Row("7-90063", MAIN, "nl", html("tables", UTF_UNLABELLED)),
    Row("7-90063", MAIN, "fr", text("cp437")),
    Row("7-90063", BILINGUAL, "fr", html("wrapped")),
    # Open; the Dutch copy ends in mid-sentence.
    Row("8-90090", MAIN, "nl", text(cut="Zo ja, op welke")),
    Row("8-90090", MAIN, "fr", html("breaks", UTF)),
    # Broken off in the middle of the header.
    Row("7-90060", BILINGUAL, "nl", html("wrapped", cut="Inbeslagnem")),
    # Requalified as a request for explanations.
    Row("5-90052", MAIN, "nl", html("tables")),
    Row("5-90052", MAIN, "fr", text()),
)


SEEN_AT = "2026-05-03T04:00:00+00:00"
"""The invented time at which the pages were fetched."""
SEEN_EARLIER = {"7-90040": "2023-11-20T04:00:00+00:00"}


def rows_for(question_ids: Iterable[str]) -> tuple[Row, ...]:
    """The plan, and both main pages of every question that it does not name."""
    named = {row.question_id for row in PLAN}
    others = [question_id for question_id in question_ids if question_id not in named]
    return (
        *PLAN,
        *(Row(question_id, MAIN, "nl", html("tables")) for question_id in others),
        *(Row(question_id, MAIN, "fr", text()) for question_id in others),
    )
