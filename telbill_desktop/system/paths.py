"""Where this program keeps things on each system."""

import os
from pathlib import Path

STORE_VARIABLE = "TELBILL_STORE"
SETTINGS_VARIABLE = "TELBILL_SETTINGS"
DATA_VARIABLE = "TELBILL_DATA"
APPLICATION = "Telbill"


def default_store() -> Path:
    """The store that is opened when nobody names one: `TELBILL_STORE`, else a folder of the user's data."""
    if named := os.environ.get(STORE_VARIABLE):
        return Path(named)
    return data_folder() / "store"


def demo_store() -> Path:
    """The demo company's store, apart from the user's own."""
    return data_folder() / "demo"


def settings_folder() -> Path:
    """Where settings live: `TELBILL_SETTINGS`, else the user's configuration folder."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where the variable names the folder

    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """The user's data folder for this program: `TELBILL_DATA`, else the one of this system."""
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - see settings_folder

    return user_data_path(APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Where the log is written."""
    return data_folder() / "logs"
