"""The body of a page: the paragraphs of the question and of its answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from schemas.codes import Language, Part
from schemas.records import Event
from tasks.read.header.bilingual import split_lines
from tasks.read.header.subject import is_no_value
from tasks.read.text.frame import Marker
from tasks.read.text.lines import Context, Line


@dataclass
class Body:
    """Paragraphs by language and part, and the date of the answer line."""

    answered_on: date | None = None
    _paragraphs: dict[tuple[Language, Part], list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def texts(self) -> dict[tuple[Language, Part], tuple[str, ...]]:
        """The paragraphs of each text that has any; 'null' is none."""
        found = {key: tuple(paragraphs) for key, paragraphs in self._paragraphs.items()}
        return {key: text for key, text in found.items() if not is_no_value(" ".join(text[:2]))}

    def add(self, lines: Iterable[Line], language: Language, part: Part) -> None:
        """Add paragraphs to a text."""
        if paragraphs := [line.paragraph for line in lines if line.text]:
            self._paragraphs[language, part] += paragraphs


def true_answers(answers: Sequence[Marker], events: Sequence[Event], languages: int) -> tuple[Marker, ...]:
    """The page's answer lines, without those that its question or answer quotes.

    The true line is the one whose date the chronology confirms; else the first. A bilingual page has one per
    language.
    """
    dates = {event.event_on for event in events if event.tells_answer}
    confirmed = [marker for marker in answers if marker.date in dates]
    chosen: dict[Language, Marker] = {}
    for marker in confirmed or answers:
        chosen.setdefault(marker.language, marker)
    return tuple(list(chosen.values())[:languages])


def read_body(
    lines: Sequence[Line],
    questions: Sequence[Marker],
    answers: Sequence[Marker],
    start: int,
    context: Context,
) -> Body:
    """Read the paragraphs after the question lines and after the answer lines.

    `lines` exclude the footer. A run of adjacent question lines opens the texts after it; without one the
    body begins at `start`.
    """
    body = Body(answered_on=next((m.date for m in answers if m.date), None))
    for run, first, last in _stretches(lines, questions, answers, start):
        part: Part = "answer" if run and run[0] in answers else "question"
        stretch = lines[first:last]
        context.findings.mark(stretch, part)
        spoken = tuple(dict.fromkeys(marker.language for marker in run)) or context.languages
        _add_stretch(stretch, part, body, replace(context, languages=spoken))
    return body


def _stretches(
    lines: Sequence[Line], questions: Sequence[Marker], answers: Sequence[Marker], start: int
) -> list[tuple[list[Marker], int, int]]:
    """Runs of adjacent markers, each with the lines from its end to the next run (half-open)."""
    runs: list[list[Marker]] = [] if questions else [[]]
    for marker in sorted((*questions, *answers), key=lambda m: m.start):
        run = runs[-1] if runs else []
        between = lines[run[-1].end : marker.start] if run else ()
        is_adjacent = bool(run) and all(line.is_blank or line.is_rule for line in between)
        if is_adjacent and (marker in answers) == (run[-1] in answers):
            run.append(marker)
        else:
            runs.append([marker])
    begins = [run[-1].end if run else start for run in runs]
    ends = [run[0].start for run in runs[1:]] + [len(lines)]
    return list(zip(runs, begins, ends, strict=True))


def _add_stretch(stretch: Sequence[Line], part: Part, body: Body, context: Context) -> None:
    filled = [at for at, line in enumerate(stretch) if line.text and not line.is_rule]
    # A rule around a text is not part of it, one between two paragraphs is.
    kept = stretch[filled[0] : filled[-1] + 1] if filled else ()
    if len(context.languages) == 1:
        body.add(kept, context.languages[0], part)
        return
    french, dutch, sure = split_lines(kept, context.language_score)
    if not sure:
        context.findings.report("languages_not_parted", f"It is not certain where the Dutch {part} begins.")
    body.add(french, "fr", part)
    body.add(dutch, "nl", part)
