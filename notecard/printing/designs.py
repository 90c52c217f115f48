"""Card designs: the decoration in a card's heading, read from `resources/designs`.

A design is one TOML file; its name is the design's id. `label` is what the owner reads, `name_size`
the points of the shop's name. Each [[drawing]] is a path in millimetres (absolute M L H V C Z),
`at` says where it stands: before_name, after_name or below_name. With `pen` it is drawn along,
else filled; `mirror` turns it about. [frame] joins the corner ornaments with a line.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from notecard.core.errors import PrintingError
from notecard.core.words import _
from notecard.printing.outlines import Stroke, extent, parsed
from notecard.resources import listed

PLACES: Final = ("before_name", "after_name", "below_name")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One shape of a motif, in mm from the motif's own corner."""

    at: str
    strokes: tuple[Stroke, ...]
    pen: float = 0.0  # mm; 0 fills
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """How a card is decorated; places and sizes of everything else are the face's."""

    id: str
    label: str
    name_size: float
    gap: float = 4.0  # between the name and a motif, mm
    drawings: tuple[Drawing, ...] = ()
    frame_pen: float = 0.0  # mm; 0 is no frame

    def at(self, place: str) -> tuple[Drawing, ...]:
        """Return the drawings that stand in one place."""
        return tuple(drawing for drawing in self.drawings if drawing.at == place)


def load_designs(own: Path | None = None) -> list[Design]:
    """Return every design in order of id; one of the shop's own replaces the same id."""
    return [read_design(path) for path in listed("designs", "*.toml", own)]


def find_design(design_id: str, own: Path | None = None) -> Design:
    """Return the design of this id; raises PrintingError that names those there are."""
    designs = {design.id: design for design in load_designs(own)}
    if design_id not in designs:
        raise PrintingError(
            _("There is no card design called {id}.").format(id=design_id),
            _("Choose one of these: {ids}").format(ids=", ".join(designs)),
        )
    return designs[design_id]


def read_design(path: Path) -> Design:
    """Return the design of a file; raises PrintingError with the file and why."""
    try:
        return _design(path.stem, tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PrintingError(
            _("The card design in {name} cannot be used: {reason}.").format(
                name=path.name, reason=error
            ),
            _("Correct the file, or take it out of the folder: {folder}").format(
                folder=path.parent
            ),
        ) from error


def _design(design_id: str, table: Mapping[str, Any]) -> Design:
    _known(table, {"label", "name_size", "gap", "drawing", "frame"})
    frame = table.get("frame", {})
    _known(frame, {"pen"})
    return Design(
        id=design_id,
        label=str(table["label"]) if "label" in table else _missing("label"),
        name_size=_number(table, "name_size", 8, 24),
        gap=_number({"gap": 4.0} | dict(table), "gap", 0, 20),
        drawings=tuple(_drawing(one) for one in table.get("drawing", ())),
        frame_pen=_number(frame, "pen", 0.1, 0.6) if frame else 0.0,
    )


def _drawing(table: Mapping[str, Any]) -> Drawing:
    _known(table, {"at", "path", "pen", "mirror"})
    if table.get("at") not in PLACES:
        raise ValueError(_("at must be one of {places}").format(places=", ".join(PLACES)))
    strokes = parsed(str(table.get("path", "")))
    if not strokes or strokes[0].verb != "M":
        raise ValueError(_("a path begins with M"))
    left, top, right, bottom = extent(strokes)
    if left < 0 or top < 0 or right > 40 or bottom > 9:
        raise ValueError(_("a drawing must lie within 40 by 9 millimetres"))
    pen = _number(table, "pen", 0.1, 2) if "pen" in table else 0.0
    return Drawing(table["at"], strokes, pen, mirror=table.get("mirror", False) is True)


def _known(table: Mapping[str, Any], keys: set[str]) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise ValueError(_("{keys} is not a known key").format(keys=", ".join(unknown)))


def _number(table: Mapping[str, Any], key: str, least: float, most: float) -> float:
    value = table.get(key)
    if type(value) not in {int, float} or not least <= float(str(value)) <= most:
        raise ValueError(
            _("{key} must be a number from {least} to {most}").format(
                key=key, least=least, most=most
            )
        )
    return float(str(value))


def _missing(key: str) -> str:
    raise ValueError(_("{key} is missing").format(key=key))
