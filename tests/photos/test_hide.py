"""No pixel of what goes out depends on the name: shown by pairs that differ in nothing else."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
import pytest
from PIL import Image

from notecard.core.errors import PhotoError
from notecard.core.photos import Box, Picture, Proposal, Zone
from notecard.core.settings import Shop
from notecard.photos import export as on_disk
from notecard.photos.hide import STYLES, hide, picture_of, pixels_of
from notecard.photos.open import decode
from notecard.photos.post import draw_post
from notecard.photos.propose import propose
from notecard.photos.template import formats, template
from tests.photos.camera import SIZES, Rgb, Scene, encoded, realistic, shoot

ID = "5a" * 16
SHOP = Shop(name="Harbour Street Pottery", handle="@harbourstreet")
Hider = Callable[[Proposal], Picture]


@lru_cache(maxsize=3)
def pair(seed: int, kind: str) -> tuple[Proposal, Proposal]:
    """Return two photos' proposals that differ in the greeting alone."""
    scene = realistic(seed, width_px=1600, height_px=1200, fill=0.66, thumb=-1, turn=seed * 7.0)
    names = ("Dear Jo,", "Dear Maximilian & Ypsilanti,")
    shots = [shoot(replace(scene, greeting=name, hand="caveat")).rgb for name in names]
    assert not np.array_equal(*shots)
    files = [encoded(shot, kind) for shot in shots]
    one, other = (propose(decode(data, "photo"), lambda _code: SIZES, ID) for data in files)
    return one, other


@pytest.mark.parametrize(("seed", "kind"), [(1, "PNG"), (1, "JPEG"), (2, "JPEG"), (3, "JPEG")])
def test_exports_of_photos_that_differ_in_the_name_are_the_same_to_the_byte(
    seed: int, kind: str
) -> None:
    one, other = pair(seed, kind)
    assert one.to_photo == other.to_photo
    assert one.questions == other.questions
    assert one.picture != other.picture
    look = template()
    for style in STYLES:
        first, second = hide(one, one.boxes, style), hide(other, other.boxes, style)
        assert first == second
    for format in formats():
        posts = [on_disk.png(draw_post(hidden, SHOP, look, format)) for hidden in (first, second)]
        assert posts[0] == posts[1]


def test_a_line_hidden_by_the_owner_is_hidden_as_well() -> None:
    written = ["Maria said so", "Bartholomew, too"]
    proposals = []
    for text in written:
        shot = shoot(Scene(message=("", "", text)))
        proposals.append(propose(shot.rgb, lambda _code: SIZES, ID))
    box = Box(12.0, 48.0, 127.0, 62.0, Zone.BODY)
    one, other = (hide(each, (*each.boxes, box)) for each in proposals)
    assert one == other


def blurred(proposal: Proposal) -> Picture:
    rgb = pixels_of(proposal.picture).copy()
    rows, columns = zone(proposal)
    rgb[rows, columns] = cv2.GaussianBlur(rgb[rows, columns], (0, 0), 3 * proposal.px_per_mm)
    return picture_of(rgb)


def hugged(proposal: Proposal) -> Picture:
    """A black box as wide as the ink: the width tells the name."""
    rgb = pixels_of(proposal.picture).copy()
    rows, columns = zone(proposal)
    dark = np.flatnonzero((rgb[rows, columns].min(axis=2) < 110).any(axis=0))
    left = columns.start
    rgb[rows, left : left + int(dark.max()) + 9] = 0
    rgb[rows, left + int(dark.max()) + 9 : columns.stop] = 240
    return picture_of(rgb)


def seeded_by_content(proposal: Proposal) -> Picture:
    seed = hashlib.sha256(proposal.picture.rgb).hexdigest()
    return hide(replace(proposal, photo=seed), proposal.boxes)


def brightened_first(proposal: Proposal) -> Picture:
    rgb = pixels_of(proposal.picture).astype(float)
    even = np.clip((rgb - rgb.mean()) / rgb.std() * 40 + 190, 0, 255).astype(np.uint8)
    return hide(replace(proposal, picture=picture_of(even)), proposal.boxes)


def rimless(proposal: Proposal) -> Picture:
    """Covers the zone, but not what the photo's compression spread around a wide greeting."""
    rgb = pixels_of(proposal.picture).copy()
    rows, columns = zone(proposal)
    inner = slice(columns.start, (columns.start + columns.stop) // 3)
    rgb[rows, inner] = 0
    return picture_of(rgb)


def zone(proposal: Proposal) -> tuple[slice, slice]:
    box, scale = proposal.boxes[0], proposal.px_per_mm
    rows = slice(round(box.y0 * scale), round(box.y1 * scale))
    return rows, slice(round(box.x0 * scale), round(box.x1 * scale))


@pytest.mark.parametrize("leaking", [blurred, hugged, seeded_by_content, brightened_first, rimless])
def test_the_comparison_catches_hiders_that_leak(leaking: Hider) -> None:
    one, other = pair(1, "PNG")
    assert leaking(one) != leaking(other)


def test_the_strokes_come_from_the_random_id_alone() -> None:
    one, _ = pair(1, "PNG")
    again = hide(one, one.boxes)
    other_id = hide(replace(one, photo="77" * 16), one.boxes)
    assert hide(one, one.boxes) == again
    assert other_id != again


@pytest.mark.parametrize("style", STYLES)
def test_nothing_outside_the_boxes_changes_and_the_code_cannot_be_read(style: str) -> None:
    import zxingcpp

    proposal = propose(shoot(Scene()).rgb, lambda _code: SIZES, ID)
    before = pixels_of(proposal.picture)
    after = pixels_of(hide(proposal, proposal.boxes, style))
    assert zxingcpp.read_barcodes(before)
    assert not zxingcpp.read_barcodes(after)
    changed = (before != after).any(axis=2)
    assert 0.1 < changed.mean() < 0.25
    assert not changed[round(40 * proposal.px_per_mm) : round(80 * proposal.px_per_mm)].any()


def test_boxes_at_and_beyond_the_edge_are_taken_as_they_are() -> None:
    proposal = propose(shoot(Scene()).rgb, lambda _code: SIZES, ID)
    for box in (Box(-20, -20, 5, 5), Box(130, 100, 400, 300), Box(50, 50, 50, 50), Box(9, 9, 2, 2)):
        for style in STYLES:
            assert hide(proposal, (box,), style).width == proposal.picture.width
    whole = Box(0, 0, 139.7, 107.95)
    assert hide(proposal, (whole,)).width == proposal.picture.width
    with pytest.raises(PhotoError, match="no way of hiding"):
        hide(proposal, (whole,), "sepia")


def stuffed(rgb: Rgb, kind: str) -> bytes:
    """Return a photo that says the name in every place a photo can say something."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "Dear Maria Okafor"
    exif.get_ifd(0x8825)[1] = "N"
    data = io.BytesIO()
    more = {"comment": b"Maria Okafor"} if kind == "JPEG" else {}
    Image.fromarray(rgb).save(data, kind, exif=exif, xmp=b"<x>Maria Okafor</x>", **more)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_nothing_but_pixels_goes_out(kind: str) -> None:
    data = stuffed(shoot(Scene()).rgb, kind)
    assert b"Okafor" in data
    proposal = propose(decode(data, "photo"), lambda _code: SIZES, ID)
    hidden = hide(proposal, proposal.boxes)
    posts = [draw_post(hidden, SHOP, template(), format) for format in formats()]
    for image in posts:
        image.info["Comment"] = "Maria Okafor"
    for file in (on_disk.picture_png(hidden), *map(on_disk.png, posts)):
        assert chunks(file) <= {b"IHDR", b"IDAT", b"IEND"}
        assert b"Okafor" not in file


def chunks(png: bytes) -> set[bytes]:
    """Return the kinds of a PNG's chunks; fails when anything follows the end."""
    at, found = 8, set()
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        found.add(kind)
        at += 12 + length
        assert kind != b"IEND" or at == len(png)
    return found
