"""The command line: the second face of the program, and a promise to scripts."""

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def options() -> None:
    """Thank a few customers a day in your own handwriting."""


def main() -> None:
    """Answer one command."""
    app()
