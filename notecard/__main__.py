"""Where the program starts: no arguments open the desktop, anything else is the command line."""

import sys


def main() -> None:
    """Open the desktop, or answer a command."""
    if len(sys.argv) == 1:
        from notecard.desktop.app import run

        sys.exit(run())
    from notecard.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
