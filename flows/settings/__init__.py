"""The settings in force: flags, variables, files, defaults."""

from flows.settings.layers import FILE
from flows.settings.settings import LoadedSettings, Settings, data_folder, load_settings

__all__ = ["FILE", "LoadedSettings", "Settings", "data_folder", "load_settings"]
