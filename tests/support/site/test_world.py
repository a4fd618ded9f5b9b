"""The invented world: the same for the same seed, forward in time only, and whole."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from statistics import median

import pytest

from tests.support.render import LANGUAGES

from .phrases import INVENTED_KEYWORD
from .world import World

WORLD = World(seed=3)
DAYS = [WORLD.first_day + timedelta(days) for days in range(-100, 250)]
LAST = DAYS[-1]
NUMBERS = WORLD.numbers(LAST)


def facts_of(number, language="nl", day=LAST, world=WORLD):
    return world.facts(number, day, language)


def days_to_answer(facts):
    return (facts.answered_on - facts.events[0].on).days


def targets(facts, relation):
    return [int(link.target.split("-")[1]) for link in facts.links if link.relation == relation]


def linked(relation):
    """Each number with the numbers to which such a link leads."""
    return [(number, found) for number in NUMBERS if (found := targets(facts_of(number), relation))]


def test_the_same_seed_is_the_same_world_whatever_was_asked_before():
    other = World(seed=3)
    late_first = {number: other.facts(number, LAST) for number in reversed(NUMBERS)}
    assert late_first == {number: facts_of(number) for number in NUMBERS}
    early = DAYS[110]
    assert other.numbers(early) == World(seed=3).numbers(early)
    assert other.expected_states(early) == World(seed=3).expected_states(early)


def test_another_seed_and_another_legislature_are_other_worlds():
    first = {facts_of(number).question for number in NUMBERS[:20]}
    for other in (World(seed=4), World(seed=3, legislature=7)):
        found = {facts_of(number, world=other).question for number in other.numbers(LAST)[:20]}
        assert len(first & found) < 3


@pytest.mark.parametrize("already", [0, 1, 30, 400])
def test_so_many_numbers_are_there_before_the_first_day(already):
    world = World(already=already, gaps=0)
    assert world.numbers(world.first_day - timedelta(1)) == list(range(1, already + 1))


def test_a_fresh_world_has_answered_open_and_closed_questions():
    world = World()
    assert set(world.expected_states(world.first_day).values()) == {"answered", "open", "closed"}


def test_a_world_without_new_numbers_stands_still():
    world = World(numbers_a_week=0)
    assert world.numbers(LAST) == world.numbers(world.first_day)


def test_numbers_come_on_working_days_at_the_pace_told():
    world = World(numbers_a_week=20, gaps=0)
    counts = [len(world.numbers(day)) for day in DAYS if day >= world.first_day]
    weeks = len(counts) / 7
    assert counts[-1] - world.already == pytest.approx(20 * weeks, rel=0.1)
    grown = [day for day in DAYS[1:] if world.numbers(day) != world.numbers(day - timedelta(1))]
    assert all(day.weekday() < 5 for day in grown)


def test_a_share_of_numbers_never_exists():
    world = World(already=1000, gaps=0.1)
    missing = set(range(1, 1001)) - set(world.numbers(LAST))
    assert len(missing) == pytest.approx(100, rel=0.3)
    assert not any(world.exists(number, LAST) or world.facts(number, LAST) for number in missing)
    assert not any(world.exists(number, LAST) for number in (0, -1, 10**6))


def test_states_move_only_forward():
    states = [WORLD.expected_states(day) for day in DAYS]
    for earlier, later in pairwise(states):
        assert earlier.keys() <= later.keys()
        moved = {(earlier[name], later[name]) for name in earlier if earlier[name] != later[name]}
        assert moved <= {("open", "answered"), ("open", "closed")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_only_grow(language):
    for number in NUMBERS[::7]:
        shown = [facts for day in DAYS if (facts := facts_of(number, language, day))]
        for earlier, later in pairwise(shown):
            assert earlier.events == later.events[: len(earlier.events)]
            assert earlier.links == later.links[: len(earlier.links)]
            assert earlier.question == later.question
            assert earlier.answer in (None, later.answer)


def test_states_are_those_of_the_page_that_is_ahead():
    for day in DAYS[::10]:
        for name, state in WORLD.expected_states(day).items():
            pages = [facts_of(int(name.split("-")[1]), language, day) for language in LANGUAGES]
            events = {event.event for facts in pages for event in facts.events}
            assert state == next((one for one in ("answered", "closed") if one in events), "open")


def test_answers_take_weeks_and_some_never_come():
    world = World(already=600)
    much_later = LAST + timedelta(1000)
    facts = [world.facts(number, much_later) for number in world.numbers(world.first_day)]
    days = [days_to_answer(one) for one in facts if one.answer]
    assert 28 <= median(days) <= 42
    assert min(days) < 10
    assert max(days) > 150
    assert 0.7 < len(days) / len(facts) < 0.9
    assert any(event.event == "reminder" for one in facts for event in one.events)


def test_events_are_in_order_and_on_or_after_the_day_of_asking():
    for number in NUMBERS:
        facts = facts_of(number)
        days = [event.on for event in facts.events]
        assert days == sorted(days)
        assert facts.asked_on <= days[0]
        assert facts.events[0].deadline_on == days[0] + timedelta(30)


def test_legislature_5_prints_no_deadline():
    world = World(legislature=5)
    assert {world.facts(number, LAST).events[0].deadline_on for number in world.numbers(LAST)} == {None}


def test_one_question_asked_to_several_ministers():
    families = linked("also_asked_as")
    assert families
    for number, others in families:
        family = [facts_of(one) for one in (number, *others)]
        assert len({(facts.question, facts.title, facts.asked_on, facts.author) for facts in family}) == 1
        assert len({facts.addressee for facts in family}) == len(family)
        assert all(number in targets(facts_of(other), "also_asked_as") for other in others)


def test_closed_questions_are_put_again_under_a_new_number():
    again = linked("reintroduction_of")
    assert again
    for number, (closed,) in again:
        assert WORLD.status(closed, LAST) == "closed"
        assert targets(facts_of(closed), "reintroduced_as") == [number]
        new, old = facts_of(number), facts_of(closed)
        assert (new.question, new.author, new.addressee) == (old.question, old.author, old.addressee)
        assert new.events[0].on > old.events[-1].on
        before = facts_of(closed, day=new.events[0].on - timedelta(1))
        assert not targets(before, "reintroduced_as")


def test_some_pages_get_their_answer_later_than_those_in_the_other_language():
    apart = [
        (number, day)
        for day in DAYS[:250]
        for number in WORLD.numbers(day)[-60:]
        if len({facts_of(number, language, day).answered_on for language in LANGUAGES}) == 2
    ]
    assert apart
    assert all(WORLD.status(number, day) == "answered" for number, day in apart)
    assert all(WORLD.facts(number, day + timedelta(10)).answer for number, day in apart)


def test_at_the_end_of_a_legislature_what_is_open_lapses():
    world, end = World(seed=3), DAYS[170]
    before, numbers = world.expected_states(end - timedelta(1)), world.numbers(end)
    world.end_of_legislature = end
    assert world.expected_states(end - timedelta(1)) == before
    lapsed = [number for number in numbers if world.status(number, end) == "lapsed"]
    assert lapsed
    assert world.expected_states(LAST) == world.expected_states(end)
    assert world.numbers(LAST) == numbers
    for number in lapsed:
        assert world.facts(number, LAST).events[-1].event == "legislature_ended"
        assert world.facts(number, LAST).answer is None


def test_the_last_change_of_a_page_is_the_day_its_facts_changed():
    for number in NUMBERS[::5]:
        for language in LANGUAGES:
            shown = [(day, facts) for day in DAYS if (facts := facts_of(number, language, day))]
            changes = [later for earlier, later in pairwise(shown) if earlier[1] != later[1]]
            day, _ = changes[-1] if changes else shown[0]
            assert WORLD.changed_on(number, LAST, language) == day


def test_questions_differ_and_say_that_they_are_invented():
    texts = {facts_of(number).question for number in NUMBERS if not facts_of(number).links}
    assert len(texts) == sum(not facts_of(number).links for number in NUMBERS)
    for first, second in combinations(sorted(texts, key=str)[:60], 2):
        assert len(set(first.nl) & set(second.nl)) <= len(first.nl) / 2
    for number in NUMBERS:
        facts = facts_of(number)
        assert all(INVENTED_KEYWORD[language] in facts.keywords[language] for language in LANGUAGES)
        assert not "".join((*facts.question.nl, *facts.question.fr, facts.author)).isascii()
    assert {facts_of(number).original_language for number in NUMBERS} == set(LANGUAGES)


def test_a_world_begins_on_the_day_told():
    world = World(first_day=date(2030, 3, 2), already=3, gaps=0)
    assert world.numbers(date(2029, 1, 1)) == []
    assert world.numbers(date(2030, 3, 1)) == [1, 2, 3]
