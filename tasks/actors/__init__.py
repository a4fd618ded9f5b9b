"""Who asks and who is asked: members with their parties, offices, and who is named as holding them."""

from tasks.actors.holders import office_holders
from tasks.actors.members import Actors, member_tables
from tasks.actors.offices import Offices, office_tables

__all__ = ["Actors", "Offices", "member_tables", "office_holders", "office_tables"]
