"""The choices of this computer, in one small file beside the data."""

import json
from dataclasses import asdict, fields
from pathlib import Path

from notecard.core.errors import SettingsError
from notecard.core.settings import Settings
from notecard.core.words import _

NAME = "settings.json"


def load(home: Path) -> Settings:
    """Return the choices made on this computer; raises SettingsError when the file is broken."""
    path = home / NAME
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise _broken(path, str(error)) from error
    if not isinstance(values, dict):
        raise _broken(path, _("it does not hold settings"))
    known = {field.name for field in fields(Settings)}
    chosen = {name: value for name, value in values.items() if name in known}
    if not all(isinstance(value, str) for value in chosen.values()):
        raise _broken(path, _("a setting is not a text"))
    return Settings(**chosen)


def save(home: Path, settings: Settings) -> None:
    """Keep the choices; the file is replaced whole or not at all."""
    path = home / NAME
    part = path.with_name(NAME + ".part")
    try:
        home.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SettingsError(
            _("The settings could not be saved: {reason}.").format(reason=error),
            _("See that there is room on the disk and that the folder may be written to."),
        ) from error


def _broken(path: Path, reason: str) -> SettingsError:
    return SettingsError(
        _("The settings file {file} cannot be read: {reason}.").format(
            file=path.name, reason=reason
        ),
        _("Delete it to start with fresh settings; the shop's data is not in it: {path}").format(
            path=path
        ),
    )
