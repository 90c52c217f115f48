from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from notecard.core.cards import CardRecord
from notecard.core.errors import PhotoError
from notecard.core.photos import Certainty
from notecard.core.settings import Shop
from notecard.resources import find
from notecard.store import shop
from notecard.store.database import Store
from notecard.workflows import share_photo
from notecard.workflows.sample_shop import load_sample_shop

TODAY = date(2026, 11, 24)
PHOTO = find("sample_shop/card_photo.jpg")
ID = "5a" * 16


@pytest.fixture
def store(file_store: Store) -> Store:
    """Return a store in a file alone: what is tested here asks nothing of the place."""
    return file_store


def test_the_sample_photo_is_proved_and_belongs_to_maria(store: Store) -> None:
    load_sample_shop(store, TODAY)
    proposal = share_photo.look_at(store, PHOTO)
    assert proposal.state is Certainty.VERIFIED
    assert proposal.code == "N0TECARDSAMP7"
    assert proposal.customer is not None
    assert len(proposal.photo) == 32
    assert share_photo.look_at(store, PHOTO).photo != proposal.photo
    assert share_photo.needs_review(proposal)  # the lines of the message are questions
    assert not share_photo.needs_review(replace(proposal, questions=()))
    assert share_photo.needs_review(replace(proposal, questions=(), state=Certainty.CHECK))
    said = ["for Maria", "a jug for Ms Okafor", "a card"]
    assert share_photo.leaks_in(store, proposal.code, said) == ["maria", "okafor"]


def test_a_card_that_is_not_registered_is_found_and_told(store: Store) -> None:
    proposal = share_photo.look_at(store, PHOTO)
    assert proposal.state is Certainty.VERIFIED
    assert proposal.customer is None
    assert any("N0TECARDSAMP7" in why for why in proposal.why)
    wrong = share_photo.look_at(store, PHOTO, card="N0TECARDSAMP8")
    assert wrong.state is Certainty.CHECK
    assert any("not the one given" in why for why in wrong.why)


def test_export_writes_the_formats_wanted_and_remembers_that(store: Store, tmp_path: Path) -> None:
    with store.transaction() as books:
        shop.put(books, Shop(name="Harbour Street Pottery"))
    proposal = share_photo.look_at(store, PHOTO, photo=ID)
    hidden = share_photo.hide(proposal, proposal.boxes)
    wanted = [one.id for one in share_photo.formats()]
    out = tmp_path / "out"
    files, caption, alt = share_photo.export(
        store, hidden, wanted, out, day=TODAY, code=proposal.code, photo=proposal.photo
    )
    assert [one.format for one in files] == ["square", "portrait", "link"]
    assert sorted(out.iterdir()) == sorted(Path(one.path) for one in files)
    assert "Harbour Street Pottery" in caption
    assert "Harbour Street Pottery" in alt
    again, *_ = share_photo.export(store, hidden, wanted, tmp_path / "b", day=TODAY, photo=ID)
    for one, other in zip(files, again, strict=True):
        assert Path(one.path).read_bytes() == Path(other.path).read_bytes()
    with pytest.raises(PhotoError, match="no picture format"):
        share_photo.export(store, hidden, ["square", "poster"], tmp_path / "c", day=TODAY)
    assert not (tmp_path / "c").exists()


def test_a_hidden_card_is_written_in_place_of_an_earlier_one(store: Store, tmp_path: Path) -> None:
    proposal = share_photo.look_at(store, PHOTO, photo=ID)
    place = tmp_path / "new" / "hidden.png"
    for style in ("blur", "bar"):
        share_photo.write_hidden(share_photo.hide(proposal, proposal.boxes, style), place)
    assert place.read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in place.parent.iterdir()] == ["hidden.png"]


def test_corners_marked_by_hand_make_a_proposal_to_check(store: Store) -> None:
    found = share_photo.look_at(store, PHOTO)
    scale = share_photo.shown_scale(share_photo.open_photo(PHOTO))
    record = CardRecord("N0TECARDSAMP7", 1, "us-a2-flat", "sprig", 139.7, 107.95, "1")
    w, h = record.width, record.height
    marked = [found.in_photo(corner) for corner in ((0, 0), (w, 0), (w, h), (0, h))]
    corners = [(x * scale, y * scale) for x, y in marked]
    proposal = share_photo.straighten(store, PHOTO, corners, (w, h), code=record.code)
    assert proposal.state is Certainty.CHECK
    assert proposal.picture.width == found.picture.width
    with pytest.raises(PhotoError, match="four corners"):
        share_photo.straighten(store, PHOTO, corners[:3], (w, h))
