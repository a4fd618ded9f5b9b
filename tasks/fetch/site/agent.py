"""How the product names itself to the site."""

import re

from tasks.common.errors import UsageError
from tasks.common.version import package_version

PRODUCT = "senate-questions"
"""The name that robots.txt can address."""

_CONTACT = re.compile(r"(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+\.[^\s()<>]+")


def user_agent(contact: str | None) -> str:
    """The agent string: product, version and whom to write to.

    Args:
        contact: An e-mail address or a web address of whoever runs the product; there is no default, since
            the site must be able to reach the one who asks.

    Raises:
        UsageError: When it is missing, or no address.
    """
    if not contact:
        raise UsageError(
            "The site is asked under your name only: set `contact` to your e-mail or web address, as "
            "SENATE_CONTACT or in senate-questions.toml, so that the Senate can reach you. Pages that you "
            "have already need no contact: use --from PATH."
        )
    if not (contact.isascii() and contact.isprintable() and _CONTACT.fullmatch(contact)):
        raise UsageError(
            f"The setting contact is {contact!r}; give an e-mail address or a web address (https://…)."
        )
    return f"{PRODUCT}/{package_version()} (+{contact})"
