"""Photos as they come from telephones, opened as upright sRGB pixels and nothing else."""

import io
import struct
import warnings
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from notecard.core.errors import PhotoError
from notecard.core.words import _

Pixels = NDArray[np.uint8]  # H x W x 3, sRGB

MOST_BYTES: Final = 40 * 1024 * 1024
MOST_PIXELS: Final = 80_000_000
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# What the decoders raise for damaged files; each was met with mutated ones.
_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    AttributeError,
    AssertionError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


def open_photo(place: Path) -> Pixels:
    """Return the photo upright and in sRGB; raises PhotoError for all that is not a photo."""
    try:
        if place.stat().st_size > MOST_BYTES:
            raise PhotoError(
                _("The file {name} is too large for a photo.").format(name=place.name),
                _("Send the photo as JPEG or HEIC, at most 40 MB."),
            )
        data = place.read_bytes()
    except OSError as problem:
        raise PhotoError(
            _("The photo {name} cannot be read.").format(name=place.name),
            _("Check that the file is still there and that you may open it."),
        ) from problem
    return decode(data, place.name)


def decode(data: bytes, name: str) -> Pixels:
    """Return the pixels of a photo's bytes, recognised by the first of them."""
    kind = recognised(data)
    if not kind:
        raise PhotoError(
            _("{name} is not a photo that can be opened.").format(name=name),
            _("Use a JPEG, HEIC, PNG or WebP picture."),
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = _heif(data, name) if kind == "HEIF" else _common(data, kind, name)
            return np.asarray(_in_srgb(image), dtype=np.uint8)
    except _DAMAGED as problem:
        raise PhotoError(
            _("The photo {name} is damaged or not complete.").format(name=name),
            _("Copy it from the telephone again, or take it again."),
        ) from problem


def recognised(data: bytes) -> str:
    """Return JPEG, PNG, WEBP or HEIF by the first bytes, else an empty text."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "HEIF"
    return ""


def _common(data: bytes, kind: str, name: str) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=[kind])
    _check_size(image.size, name)
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except _DAMAGED:  # metadata may be broken where the pixels are not
        return image


def _heif(data: bytes, name: str) -> Image.Image:
    """Only the primary picture: no depth map, thumbnail or film; turned by the library itself."""
    container = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    primary = container[container.primary_index]
    _check_size(primary.size, name)
    image: Image.Image = primary.to_pillow()
    return image


def _check_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise PhotoError(
            _("The photo {name} has more than 80 million pixels.").format(name=name),
            _("Save it smaller and try again."),
        )
    if min(size) < 16:
        raise PhotoError(_("The photo {name} is too small to show a card.").format(name=name))


def _in_srgb(image: Image.Image) -> Image.Image:
    """Apply the profile the picture carries; a broken one is passed over."""
    profile: Any = image.info.get("icc_profile")
    flat = _opaque(image)
    if not profile or flat.mode not in ("RGB", "CMYK", "L"):
        return flat.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return flat.convert("RGB")
        target = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(flat, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, *_DAMAGED):
        changed = None
    return changed or flat.convert("RGB")


def _opaque(image: Image.Image) -> Image.Image:
    """Lay a picture that can be seen through on white; bring 16 bits down to 8."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return Image.fromarray((np.asarray(image, dtype=np.uint32) >> 8).astype(np.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("RGB")
    return image
