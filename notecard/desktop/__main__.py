"""Opens the window: python -m notecard.desktop [--home DIR] [--db URL] [--on DATE] ..."""

import argparse
import gc
import os
import sys
from datetime import date
from pathlib import Path


def main() -> None:
    """Read the few options and open the window."""
    options = argparse.ArgumentParser(prog="notecard")
    options.add_argument("--home", type=Path)
    options.add_argument("--db", default=os.environ.get("NOTECARD_DB", ""))
    options.add_argument("--on", type=date.fromisoformat)
    options.add_argument("--page", default="")
    options.add_argument("--screenshots", type=Path)
    chosen = options.parse_args()
    gc.disable()  # until the window is seen: Qt's thousands of values are no garbage
    from notecard.desktop.app import run

    sys.exit(run(chosen.home, chosen.db, chosen.screenshots, chosen.page, chosen.on))


if __name__ == "__main__":
    main()
