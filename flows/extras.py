"""What a release holds beside its tables, by the settings."""

from flows.settings import Settings
from tasks.present.search.build import build_search_index
from tasks.present.search.engine import NO_FULL_TEXT, has_full_text
from tasks.release.publish import Extra


def wants_search(settings: Settings) -> bool:
    """Whether a release gets a search index: the settings want it and this machine can write it."""
    return settings.search_index and has_full_text()


def wanted_extras(settings: Settings) -> list[Extra]:
    """What writes the further files that the settings want and this machine can write."""
    return [build_search_index] if wants_search(settings) else []


def doubts(settings: Settings) -> list[str]:
    """A sentence for each file that the settings want and this machine cannot write."""
    return [NO_FULL_TEXT] if settings.search_index and not has_full_text() else []
