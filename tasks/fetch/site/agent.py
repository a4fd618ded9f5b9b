"""How the product identifies itself to the site."""

import re

from tasks.common.errors import UsageError
from tasks.common.version import package_version

PRODUCT = "senate-questions"
"""The name that robots.txt can address."""

_CONTACT = re.compile(r"(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+\.[^\s()<>]+")
_EXAMPLE = re.compile(
    r"(?:https?://(?:[^/?#@]*@)?|[^/]*@)(?:[^/?#:@]+\.)?"
    r"(?:example(?:\.com|\.net|\.org)?|invalid|test|localhost)\.?(?:[/?#:].*)?",
    re.IGNORECASE,
)
"""Addresses of the domains that RFC 2606 and RFC 6761 reserve for examples: they reach nobody."""


def user_agent(contact: str | None) -> str:
    """The agent string: product, version and contact.

    The contact is an e-mail or web address of whoever runs the product. It has no default, since the site
    must be able to reach that person. Raises UsageError when it is missing or invalid.
    """
    if fault := contact_fault(contact):
        raise UsageError(fault)
    return f"{PRODUCT}/{package_version()} (+{contact})"


def contact_fault(contact: str | None) -> str | None:
    """Why a contact cannot be sent to the site, and what to do; None if it can."""
    if not contact:
        return (
            "Requests to the site carry your contact: set `contact` to your e-mail or web address, with "
            "SENATE_CONTACT or in senate-questions.toml, so that the Senate can reach you. Pages that you "
            "already have need no contact: use --from PATH."
        )
    if not (contact.isascii() and contact.isprintable() and _CONTACT.fullmatch(contact)):
        return f"The setting contact is {contact!r}; give an e-mail address or a web address (https://…)."
    if _EXAMPLE.fullmatch(contact):
        return f"The setting contact is {contact!r}, which is only an example; give your own address."
    return None
