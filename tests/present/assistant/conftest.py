"""Servers for assistants, on the release of the sample and on one of unclear persons."""

from dataclasses import replace

import pytest

from tasks.present.assistant.guarded import guarded_tools
from tests.present.assistant.support import asking
from tests.support.releases import (
    NAMING,
    OPEN_QUESTION,
    QUESTION,
    bare,
    inputs,
    to_arrow,
    without_explorer,
    world,
)


@pytest.fixture(scope="session")
def current(sample_data):
    return (sample_data / "current").resolve


@pytest.fixture(scope="session")
def ask(current):
    with asking(current) as calls:
        yield calls


@pytest.fixture(scope="session")
def unclear(tmp_path_factory):
    """Asks a release with new questions: one of an unknown author, one that names holders of offices."""
    data = tmp_path_factory.mktemp("unclear") / "data"
    text = "Wat zeiden minister van Justitie Jan Peeters en minister van Justitie Hélène Vanneste?"
    mails = ("@jan", "(cat)", *(f"?m=jan10{at}example.be" for at in ("@", "%40", "＠", "(at)", "%5Bat%5D")))
    links = " ".join(f"Zie https://example.be/{one} ." for one in mails)
    naming = replace(NAMING, texts={("nl", "question"): (text, links)}, author="Hélène VANNESTE")
    bare(data, to_arrow(world(QUESTION)), inputs())
    tables = world(QUESTION, naming, OPEN_QUESTION)
    tables["questions"][-1] |= {"member_id": None, "party_id": None}
    release = without_explorer(data, tables, count=2)
    with guarded_tools(lambda: release) as ask:
        yield ask
