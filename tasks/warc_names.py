"""Names that the archives of this product use beyond the standard, for what WARC cannot say."""

NO_ADDRESS = "urn:senate-questions:page:"
"""Begins the target of a page that came without the address of a question; its SHA-256 follows."""
ADDRESS_HEADER = "Senate-Questions-Address"
"""Header of such a record: the address that it did come with."""
TIME_HEADER = "Senate-Questions-Fetched"
"""Header of a record whose time of fetching is not known, with the value UNKNOWN."""
UNKNOWN = "unknown"
