"""The command line: the second face of the program, and a promise to scripts.

One file for each group of commands; a new command is a function in the group it belongs to.
`main` is the one place where errors become exit codes: 0 done, 1 the owner can act on it,
2 wrong usage, 3 a person must look, 70 a defect of the program.
"""

import sys

from notecard.cli.errors import explain, report_defect
from notecard.core.errors import Cancelled, NotecardError


def main(arguments: list[str] | None = None) -> None:
    """Answer one command and leave with its exit code."""
    from notecard.cli.commands import app
    from notecard.cli.options import hoisted

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # also on Windows
    try:
        app(hoisted(sys.argv[1:] if arguments is None else arguments))
    except NotecardError as error:
        explain(error)
        sys.exit(error.exit_code)
    except (Cancelled, KeyboardInterrupt):
        sys.exit(1)
    except Exception as error:  # noqa: BLE001  one of the three places: the end of the line
        report_defect(error)
        sys.exit(70)
