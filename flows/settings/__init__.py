"""The settings in force: flags, variables, files, defaults."""

from flows.settings.settings import FILE, LoadedSettings, Settings, data_folder, load_settings

__all__ = ["FILE", "LoadedSettings", "Settings", "data_folder", "load_settings"]
