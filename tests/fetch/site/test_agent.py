"""How the product names itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.common.errors import UsageError
from tasks.fetch.site.agent import PRODUCT, user_agent
from tests.support.each_case import each_case


@each_case(
    "contact",
    [
        *("me@tests.internal", "mailto:me@tests.internal", "https://tests.internal/contact?x=1"),
        *("example.org@senate.be", "me@my-example.org", "me@example.org.be", "me@test.be", "me@localhost.be"),
        *(
            "https://senate.be/example.org",
            "https://senate.be/x.test",
            "https://senate.be/?to=me@example.org",
        ),
    ],
)
def test_product_version_and_contact_are_named(contact):
    product, _, rest = user_agent(contact).partition("/")
    assert product == PRODUCT
    assert rest[0].isdigit()
    assert rest.endswith(f" (+{contact})")


NO_ADDRESS = [
    *("me", "me@example", "@example.org", "me@example.org\r\nX-Odd: 1", "me@example.org\n"),
    *(" me@example.org", "me@exam ple.org", "me@example.org)(", "m\x00e@example.org"),
    *("m\x1be@example.org", "me@ex\x7fample.org", "mé@example.org", "https://", "ftp://example.org"),
    "javascript:alert(1).x",
]
EXAMPLES = [  # of RFC 2606 and RFC 6761: nobody can be reached there
    *("you@example.org", "you@example.com", "you@EXAMPLE.net", "mailto:you@example.org"),
    *("you@mail.example.org", "you@your.example", "you@your.invalid", "you@your.test", "you@example.org."),
    *("you@mail.localhost", "https://example.org", "http://www.example.com/contact", "https://a.test?x"),
    "https://me@example.org:8443/x",
]


@each_case(
    ("contact", "sentence"),
    [
        *((contact, "set `contact`") for contact in (None, "")),
        *((contact, "give an e-mail address") for contact in NO_ADDRESS),
        *((contact, f"{contact!r}, which is only an example; give your own") for contact in EXAMPLES),
    ],
)
def test_a_contact_that_reaches_nobody_is_refused_with_what_to_do(contact, sentence):
    with pytest.raises(UsageError) as error:
        user_agent(contact)
    assert sentence in str(error.value)
    assert error.value.ends.exit_code == 2


@given(st.text(st.characters(max_codepoint=300)))
def test_any_contact_gives_a_header_or_a_sentence(contact):
    try:
        agent = user_agent(contact)
    except UsageError:
        return
    assert agent.isascii()
    assert agent.isprintable()
