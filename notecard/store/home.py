"""Where the shop's data lies on this computer."""

import os
from pathlib import Path

import platformdirs

DATABASE = "notecard.db"
BACKUPS = "backups"


def default_home() -> Path:
    """Return the folder of NOTECARD_HOME, else the platform's own place for a program's data."""
    chosen = os.environ.get("NOTECARD_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir("Notecard", appauthor=False))
