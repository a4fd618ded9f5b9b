"""How the product names itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.common.errors import UsageError
from tasks.fetch.site.agent import PRODUCT, user_agent


@pytest.mark.parametrize(
    "contact", ["me@example.org", "mailto:me@example.org", "https://example.org/contact?x=1"]
)
def test_product_version_and_contact_are_named(contact):
    product, _, rest = user_agent(contact).partition("/")
    assert product == PRODUCT
    assert rest[0].isdigit()
    assert rest.endswith(f" (+{contact})")


@pytest.mark.parametrize("contact", [None, ""])
def test_without_contact_nothing_is_asked(contact):
    with pytest.raises(UsageError, match="set `contact`") as error:
        user_agent(contact)
    assert error.value.ends.exit_code == 2


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "me@example",
        "@example.org",
        "me@example.org\r\nX-Odd: 1",
        "me@example.org\n",
        " me@example.org",
        "me@exam ple.org",
        "me@example.org)(",
        "m\x00e@example.org",
        "m\x1be@example.org",
        "me@ex\x7fample.org",
        "mé@example.org",
        "https://",
        "ftp://example.org",
        "javascript:alert(1).x",
    ],
)
def test_what_is_no_address_is_refused(contact):
    with pytest.raises(UsageError, match="give an e-mail address"):
        user_agent(contact)


@given(st.text(st.characters(max_codepoint=300)))
def test_any_contact_gives_a_header_or_a_sentence(contact):
    try:
        agent = user_agent(contact)
    except UsageError:
        return
    assert agent.isascii()
    assert agent.isprintable()
