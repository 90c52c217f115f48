from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from notecard.core.customers import Customer
from notecard.core.errors import SettingsError
from notecard.core.photos import Picture
from notecard.core.settings import Shop
from notecard.photos.export import export_posts, slug, words_beside
from notecard.photos.hide import picture_of
from notecard.photos.leaks import leaks
from notecard.photos.post import draw_post
from notecard.photos.template import formats, template, templates

NAMES = [
    "Harbour Street Pottery",
    "",
    "The Very Long Established Family Bakery and Tea Rooms of Upper Heyford",
    "x" * 10_000,
    "{{7*7}} <b>=cmd()</b> \u202ereversed",
    "קפה השכונה",
    "مقهى الميناء",
    "港の陶器店",
]


def card() -> Picture:
    return picture_of(np.full((1080, 1400, 3), (236, 228, 214), np.uint8))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("look", templates(), ids=lambda look: look.id)
def test_every_template_takes_every_name_in_every_format(look: object, name: str) -> None:
    for one in formats():
        image = draw_post(card(), Shop(name=name, handle="@" + name), look, one)  # type: ignore[arg-type]
        assert image.size == (one.width_px, one.height_px)
        assert not image.info
        edges = np.concatenate([np.asarray(image)[:, :3], np.asarray(image)[:, -3:]])
        assert edges.min() > 150  # nothing runs off the picture: the ground alone is at its sides


def test_files_are_new_and_their_names_say_shop_day_format_and_number(tmp_path: Path) -> None:
    shop, look = Shop(name="Harbour Street Pottery"), template()
    first = export_posts(card(), shop, look, formats(), tmp_path, date(2026, 11, 24))
    kept = Path(first[0].path).read_bytes()
    again = export_posts(card(), shop, look, formats()[:1], tmp_path, date(2026, 11, 24))
    assert Path(first[0].path).name == "harbour-street-pottery-2026-11-24-square-1.png"
    assert Path(again[0].path).name == "harbour-street-pottery-2026-11-24-square-2.png"
    assert Path(first[0].path).read_bytes() == kept
    assert not list(tmp_path.glob(".*"))
    for one in first:
        with Image.open(one.path) as image:
            assert (image.format, image.mode) == ("PNG", "RGB")
            assert image.size == (one.width, one.height)
            assert not image.getexif()


def test_slugs_are_plain() -> None:
    assert slug("Café & Söhne / ../etc") == "cafe-sohne-etc"
    assert slug("港の陶器店") == slug("") == "card"
    assert len(slug("a" * 500)) == 40


def test_own_formats_and_templates_are_found_and_win(tmp_path: Path) -> None:
    own = tmp_path / "social"
    own.mkdir()
    (own / "formats.toml").write_text(
        '[[format]]\nid="story"\nname="Story"\nwidth=1080\nheight=1920\n'
        '[[format]]\nid="square"\nname="Mine"\nwidth=900\nheight=900\n',
        encoding="utf-8",
    )
    found = {one.id: one for one in formats(tmp_path)}
    assert found["story"].height_px == 1920
    assert found["square"].width_px == 900
    assert "link" in found
    mine = (Path("resources/social/counter.toml")).read_text(encoding="utf-8")
    (own / "mine.toml").write_text(mine.replace("On warm paper", "Mine"), encoding="utf-8")
    assert template("mine", tmp_path).name == "Mine"
    assert {one.id for one in templates(tmp_path)} >= {"counter", "mine"}


@pytest.mark.parametrize(
    "text", ["", "[[format]]\nid=1", "not toml", '[[format]]\nid="a"\nname="b"\nwidth=9\nheight=9']
)
def test_a_broken_own_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "social").mkdir()
    (tmp_path / "social" / "formats.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"formats\.toml"):
        formats(tmp_path)
    for id in ("nothing", "../social/counter", "formats"):
        with pytest.raises(SettingsError, match="no template"):
            template(id)


def test_words_that_go_with_a_picture_are_searched_for_the_customer() -> None:
    maria = Customer(1, "María-José Okafor", "Maria", "m.okafor@example.com", "+44 20 7946 0958")
    caption, alt = words_beside(Shop(name="Harbour Street Pottery", handle="@harbour"))
    assert leaks([caption, alt], maria) == []
    assert leaks(["Thank you, MARIA!"], maria) == ["maria"]
    assert leaks(["harbour-okafor-1.png"], maria) == ["okafor"]
    assert leaks(["write to M.Okafor@example.com"], maria)[-1] == "m.okafor@example.com"
    assert leaks(["ring 020 7946-0958"], maria) == ["+44 20 7946 0958"]
    assert leaks(["at Maria's Kitchen"], maria, ["Maria's Kitchen"]) == []
