"""Formats and templates for posts: data files, the owner's own first.

Add a format in `resources/social/formats.toml`, a template as a file of its own beside it.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notecard.core.errors import SettingsError
from notecard.core.photos import Format
from notecard.core.words import _
from notecard.resources import SHIPPED, find, listed

DEFAULT = "counter"
_FORMATS = "formats.toml"
_MOST_PX = 8000


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things go in pictures of a ratio: shares of width and height."""

    below: float  # of width / height
    card: tuple[float, float, float, float]
    text: tuple[float, float]
    width: float
    size: float  # of the shop's name, as a share of the shorter side


@dataclass(frozen=True, slots=True)
class Template:
    """How a post looks: the ground, the card on it, the type."""

    id: str
    name: str
    light: str
    dark: str
    grain: float
    turn: float
    shadow: str
    strength: float
    paper: str
    name_font: str
    handle_font: str
    ink: str
    faded: str
    layouts: tuple[Layout, ...]

    def layout_for(self, ratio: float) -> Layout:
        """Return the layout for a picture of this width / height."""
        return next((one for one in self.layouts if ratio < one.below), self.layouts[-1])


def formats(own: Path | None = None) -> list[Format]:
    """Return the formats, the owner's replacing shipped ones of the same id."""
    places = [SHIPPED / "social" / _FORMATS]
    if own is not None and (own / "social" / _FORMATS).is_file():
        places.append(own / "social" / _FORMATS)
    found = {one.id: one for place in places for one in _formats_in(place)}
    return list(found.values())


def templates(own: Path | None = None) -> list[Template]:
    """Return every template there is, by name of its file."""
    places = listed("social", "*.toml", own)
    return [_template_in(place) for place in places if place.name != _FORMATS]


def template(id: str = "", own: Path | None = None) -> Template:
    """Return one template; raises SettingsError when there is none of this id."""
    wanted = id or DEFAULT
    place = find(f"social/{wanted}.toml", own)
    if not wanted.replace("-", "").isalnum() or wanted == "formats" or not place.is_file():
        raise SettingsError(
            _("There is no template called {id}.").format(id=wanted),
            _("The templates are: {ids}.").format(ids=", ".join(one.id for one in templates(own))),
        )
    return _template_in(place)


def _formats_in(place: Path) -> list[Format]:
    try:
        rows = _read(place)["format"]
        found = [
            Format(str(row["id"]), str(row["name"]), int(row["width"]), int(row["height"]))
            for row in rows
        ]
    except (KeyError, TypeError, ValueError) as problem:
        raise _broken(place) from problem
    if any(not 200 <= px <= _MOST_PX for one in found for px in (one.width_px, one.height_px)):
        raise _broken(place)
    return found


def _template_in(place: Path) -> Template:
    data = _read(place)
    try:
        ground, card, type_ = data["ground"], data["card"], data["type"]
        layouts = tuple(
            Layout(
                float(row["below"]),
                _numbers(row["card"]),
                (float(row["text"][0]), float(row["text"][1])),
                float(row["width"]),
                float(row["size"]),
            )
            for row in data["layout"]
        )
        return Template(
            id=place.stem,
            name=str(data["name"]),
            light=str(ground["light"]),
            dark=str(ground["dark"]),
            grain=float(ground["grain"]),
            turn=float(card["turn"]),
            shadow=str(card["shadow"]),
            strength=float(card["strength"]),
            paper=str(card["paper"]),
            name_font=str(type_["name"]),
            handle_font=str(type_["handle"]),
            ink=str(type_["ink"]),
            faded=str(type_["faded"]),
            layouts=layouts,
        )
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise _broken(place) from problem


def _numbers(values: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in values)
    return x0, y0, x1, y1


def _read(place: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise _broken(place) from problem


def _broken(place: Path) -> SettingsError:
    return SettingsError(
        _("The file {name} for posts cannot be used.").format(name=place.name),
        _("Compare it with the one that came with the program, or remove it."),
    )
