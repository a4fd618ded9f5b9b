"""Fetching what the plan names into the raw store."""

from tasks.harvest.harvester import Destination, Harvester

__all__ = ["Destination", "Harvester"]
