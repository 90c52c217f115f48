import io
import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from notecard.core.errors import PhotoError
from notecard.photos.open import MOST_BYTES, decode, open_photo, recognised
from tests.photos.camera import encoded

SAMPLES = Path(__file__).parent / "samples"


def corners() -> np.ndarray:
    """Return red in the top left corner, blue in the bottom right, on paper."""
    picture = np.full((64, 96, 3), (240, 236, 228), np.uint8)
    picture[:32, :32] = (200, 30, 30)
    picture[32:, 64:] = (30, 30, 200)
    return picture


def is_red(pixel: np.ndarray) -> bool:
    return bool(pixel[0] > 150 and pixel[1] < 80)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_telephones_send_is_opened_by_its_first_bytes(kind: str) -> None:
    data = encoded(corners(), kind)
    assert recognised(data) == kind
    pixels = decode(data, "any.name")
    assert pixels.shape == (64, 96, 3)
    assert is_red(pixels[5, 5])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_comes_out_upright(kind: str, orientation: int) -> None:
    turned_back = {
        1: lambda a: a,
        2: np.fliplr,
        3: lambda a: np.rot90(a, 2),
        4: np.flipud,
        5: lambda a: a.transpose(1, 0, 2),
        6: np.rot90,
        7: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
        8: lambda a: np.rot90(a, -1),
    }
    stored = np.ascontiguousarray(turned_back[orientation](corners()))
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = decode(encoded(stored, kind, exif=exif), "photo")
    assert pixels.shape == (64, 96, 3)
    assert np.abs(pixels.astype(int) - corners()).mean() < 12


def test_heic_is_opened_and_turned_once() -> None:
    plain = open_photo(SAMPLES / "plain.heic")
    turned = open_photo(SAMPLES / "turned.heic")  # stored lying, to be seen standing
    assert plain.shape == (64, 96, 3)
    assert is_red(plain[5, 5])
    assert turned.shape == (96, 64, 3)
    assert is_red(turned[5, -5])


def test_a_profile_is_brought_to_srgb_and_a_broken_one_passed_over() -> None:
    swapped = ImageCms.createProfile("sRGB")
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    same = ImageCms.ImageCmsProfile(swapped).tobytes()
    for profile in (same, lab, b"no profile at all"):
        pixels = decode(encoded(corners(), "PNG", icc_profile=profile), "photo.png")
        assert np.array_equal(pixels, corners())


def test_display_p3_becomes_stronger_srgb() -> None:
    muted = np.full((32, 32, 3), (200, 90, 80), np.uint8)
    pixels = decode(encoded(muted, "PNG", icc_profile=display_p3()), "photo.png")
    assert pixels[5, 5, 0] > 205  # the same red needs more of sRGB's
    assert pixels[5, 5, 1] < 90


def display_p3() -> bytes:
    """Return a matrix profile with Display P3's primaries (SMPTE EG 432-1, D50 adapted)."""
    columns = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
        b"wtpt": (0.96420, 1.0, 0.82491),
    }
    tags = {name: b"XYZ \0\0\0\0" + b"".join(map(_fixed, xyz)) for name, xyz in columns.items()}
    curve = b"curv\0\0\0\0" + struct.pack(">IH2x", 1, round(2.2 * 256))
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    said = b"Display P3\0"
    tags[b"desc"] = b"desc\0\0\0\0" + struct.pack(">I", len(said)) + said + bytes(79)
    tags[b"cprt"] = b"text\0\0\0\0none\0"
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += b"".join(map(_fixed, (0.96420, 1.0, 0.82491)))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def test_modes_other_than_rgb_become_rgb() -> None:
    for mode in ("L", "LA", "P", "RGBA", "1", "I;16"):
        image = Image.fromarray(corners()).convert("L" if mode == "I;16" else mode)
        data = io.BytesIO()
        if mode == "I;16":
            image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
        image.save(data, "PNG")
        pixels = decode(data.getvalue(), "photo.png")
        assert pixels.shape == (64, 96, 3)
        assert pixels[5, 60].min() > 180


def samples() -> dict[str, bytes]:
    files = {kind: encoded(corners(), kind) for kind in ("JPEG", "PNG", "WEBP")}
    return files | {"HEIF": (SAMPLES / "turned.heic").read_bytes()}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_damaged_photo_is_refused_with_words_or_opened_and_nothing_else(kind: str) -> None:
    whole = samples()[kind]
    dice = random.Random(kind)
    refused = 0
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        refused += is_refused(bytes(data))
    for length in range(0, len(whole), max(1, len(whole) // 60)):
        refused += is_refused(whole[:length])
    assert refused > 20


def is_refused(data: bytes) -> bool:
    """Whether the photo is refused in words; any other exception fails the test."""
    try:
        decode(data, "photo")
    except PhotoError as error:
        return bool(error.message)
    return False


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    for side in (9_000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunks = (chunk(b"IHDR", header), chunk(b"IDAT", b""), chunk(b"IEND", b""))
        with pytest.raises(PhotoError):
            decode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), "bomb.png")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_what_is_no_photo_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="cannot be read"):
        open_photo(tmp_path / "gone.jpg")
    with pytest.raises(PhotoError, match="cannot be read"):
        open_photo(tmp_path)
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(PhotoError, match="too large"):
        open_photo(large)
    for data in (b"", b"%PDF-1.7", b"<svg/>", b"GIF89a" + bytes(100)):
        with pytest.raises(PhotoError, match="not a photo"):
            decode(data, "x")
