"""Finished pictures on disk: new files with neutral names, and nothing in them but pixels."""

import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

from PIL import Image

from notecard.core.customers import plain_name
from notecard.core.errors import PhotoError
from notecard.core.photos import Exported, Format, Picture
from notecard.core.settings import Shop
from notecard.core.words import _
from notecard.photos.hide import pixels_of
from notecard.photos.post import draw_post
from notecard.photos.template import Template


def export_posts(
    hidden: Picture,
    shop: Shop,
    template: Template,
    wanted: Sequence[Format],
    out: Path,
    day: date,
) -> list[Exported]:
    """Draw every format and write each to a new file; returns them in order."""
    written = []
    for one in wanted:
        image = draw_post(hidden, shop, template, one)
        place = write_new(png(image), out, f"{slug(shop.name)}-{day.isoformat()}-{one.id}")
        written.append(Exported(one.id, str(place), one.width_px, one.height_px))
    return written


def picture_png(picture: Picture) -> bytes:
    """Return a picture as a PNG file with nothing in it but pixels."""
    return png(Image.fromarray(pixels_of(picture)))


def png(image: Image.Image) -> bytes:
    """Return an image as a PNG file: pixels only, whatever the image carried."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    data = io.BytesIO()
    bare.save(data, "PNG", compress_level=6)
    return data.getvalue()


def write_new(data: bytes, folder: Path, stem: str, suffix: str = ".png") -> Path:
    """Write a file that was not there before, whole or not at all; returns its place.

    The name is taken first, so that no file is ever written over: what stood behind the new end
    of an older, longer picture has been published before (CVE-2023-21036).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = _taken(folder, stem, suffix)
        put_whole(data, place)
    except OSError as problem:
        raise PhotoError(
            _("The picture cannot be written to {folder}.").format(folder=folder),
            _("Choose a folder you may write to, with room in it."),
        ) from problem
    return place


def put_whole(data: bytes, place: Path) -> None:
    """Write a file beside its place and move it there when it is complete."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(place)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _taken(folder: Path, stem: str, suffix: str) -> Path:
    for number in count(1):
        place = folder / f"{stem}-{number}{suffix}"
        try:
            place.touch(exist_ok=False)
        except FileExistsError:
            continue
        return place
    raise AssertionError("numbers do not end")


def slug(name: str) -> str:
    """Return the shop's name as letters and digits of a file name, `card` when none are left."""
    plain = unicodedata.normalize("NFKD", plain_name(name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-") or "card"


def words_beside(shop: Shop) -> tuple[str, str]:
    """Return the caption and the alternative text, from what everybody may know."""
    name = plain_name(shop.name)[:200]
    handle = plain_name(shop.handle)[:100]
    if not name:
        return (
            _("A thank-you card, written by hand."),
            _("A handwritten thank-you card. The name it begins with is covered."),
        )
    caption = _("A thank-you card, written by hand at {shop}.").format(shop=name)
    alt = _("A handwritten thank-you card from {shop}. The name it begins with is covered.")
    return (f"{caption} {handle}".strip(), alt.format(shop=name))
