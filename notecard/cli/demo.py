"""The main job, shown on the sample shop; and the way from the command line to the window."""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from notecard.cli.options import On, Options, options_of, read_day
from notecard.cli.output import progress_of, put_json, put_words
from notecard.core.errors import NotecardError
from notecard.core.words import _

app = typer.Typer()


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where everything made is put.")] = Path(
        "notecard-demo"
    ),
    no_window: Annotated[bool, typer.Option("--no-window", help="Do not open it.")] = False,
    on: On = None,
) -> None:
    """Show the main job on a sample shop, in a throw-away home."""
    options = options_of(context)
    day = read_day(on)
    with tempfile.TemporaryDirectory(prefix="notecard-demo-") as home:
        shown = Options(Path(home), "", options.lang, options.quiet, options.json)
        files = _main_job(shown, out, day)
        if options.json:
            put_json({"out": str(out), "files": [str(file) for file in files]})
        else:
            put_words("\n".join(str(file) for file in files))
        if not no_window and _has_display():
            open_desktop(shown, "--on", day.isoformat())


def _main_job(options: Options, out: Path, day: date) -> list[Path]:
    from notecard.workflows.sample_shop import load_sample_shop

    with options.store() as store, progress_of(options, _("Opening the sample shop")) as progress:
        load_sample_shop(store, day, progress)
    pages = _screenshots(options, out, day)
    return [*_cards(options, out, day), *_photo(options, out, day), *pages]


def _cards(options: Options, out: Path, day: date) -> list[Path]:
    import json

    from notecard.cli.people import plan_json
    from notecard.workflows.files import write_file
    from notecard.workflows.plan_day import open_day
    from notecard.workflows.prepare_cards import wanted_today
    from notecard.workflows.print_cards import print_cards

    with options.store() as store:
        plan = plan_json(open_day(store, day))
        printed = print_cards(store, wanted_today(store, day), day=day)
    plan_text = json.dumps({"ok": True, **plan}, ensure_ascii=False, indent=1)
    contents = {
        "today.json": plan_text.encode(),
        "cards.pdf": printed.cards_pdf,
        "crib.pdf": printed.crib_pdf,
    }
    for name, data in contents.items():
        write_file(out / name, data)
    return [out / name for name in contents]


def _photo(options: Options, out: Path, day: date) -> list[Path]:
    from notecard.resources import find
    from notecard.workflows.share_photo import export, formats, hide, look_at, write_hidden

    with options.store() as store:
        proposal = look_at(store, find("sample_shop/card_photo.jpg"))
        picture = hide(proposal, proposal.boxes)
        hidden = out / "card-hidden.png"
        write_hidden(picture, hidden)
        ids = [one.id for one in formats(options.folder)]
        files, _caption, _alt = export(
            store, picture, ids, out, day=day, code=proposal.code, photo=proposal.photo
        )
    return [hidden, *(Path(file.path) for file in files)]


def _screenshots(options: Options, out: Path, day: date) -> list[Path]:
    """Have the window draw each of its pages into a file, without a screen."""
    out.mkdir(parents=True, exist_ok=True)
    before = {file: file.stat().st_mtime_ns for file in out.glob("*.png")}
    command = _desktop(options, "--screenshots", str(out), "--on", day.isoformat())
    done = subprocess.run(  # noqa: S603  our own program
        command,
        env={**_surroundings(options), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotecardError(_("The pages of the window could not be drawn."), done.stderr[-2000:])
    return sorted(file for file in out.glob("*.png") if _is_new(file, before))


def _is_new(file: Path, before: dict[Path, int]) -> bool:
    return file.stat().st_mtime_ns != before.get(file)


def open_desktop(options: Options, *more: str) -> int:
    """Open the window on this data; returns when it is closed."""
    if not _has_display():
        raise NotecardError(
            _("There is no screen to open the window on."),
            _("Use a command instead; notecard --help lists them."),
        )
    command = _desktop(options, *more)
    return subprocess.run(command, env=_surroundings(options), check=False).returncode  # noqa: S603


def _desktop(options: Options, *more: str) -> list[str]:
    """Return how to start the window as a program of its own: the faces never import each other."""
    return [sys.executable, "-m", "notecard.desktop", "--home", str(options.folder), *more]


def _surroundings(options: Options) -> dict[str, str]:
    """Return what the window is started in; an address may hold a password: nobody else sees it."""
    return {**os.environ, "NOTECARD_DB": options.url}


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
