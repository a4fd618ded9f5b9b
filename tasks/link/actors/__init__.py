"""Who asks and who is asked: members with their parties, offices, and who holds them."""

from tasks.link.actors.holders import Sighting, holder_sightings, office_holder_rows
from tasks.link.actors.listed_senators import senators_of
from tasks.link.actors.members import member_tables
from tasks.link.actors.ministers import in_office, minister_asked, terms_for
from tasks.link.actors.offices import office_tables

__all__ = [
    "Sighting",
    "holder_sightings",
    "in_office",
    "member_tables",
    "minister_asked",
    "office_holder_rows",
    "office_tables",
    "senators_of",
    "terms_for",
]
