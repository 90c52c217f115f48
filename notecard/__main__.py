"""Where the program starts: no arguments open the desktop, anything else is the command line."""

import gc
import sys


def main() -> None:
    """Open the desktop, or answer a command."""
    if len(sys.argv) == 1:
        gc.disable()  # until the window is seen: Qt's thousands of values are no garbage
        from notecard.desktop.app import run

        sys.exit(run())
    from notecard.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
