from pathlib import Path

import numpy as np
import pytest

from notecard.core.cards import face
from notecard.core.photos import Certainty, Proposal
from notecard.photos.geometry import project
from notecard.photos.open import open_photo
from notecard.photos.propose import propose, straightened
from tests.benchmarks.hide_names import hidden_share, off_by_mm
from tests.photos.camera import CODE, SIZES, Scene, Shot, realistic, shoot, table

ID = "5a" * 16


def proposed(shot: Shot) -> Proposal:
    return propose(shot.rgb, lambda _code: SIZES, ID)


@pytest.mark.parametrize("size", SIZES)
def test_a_plain_photo_of_every_size_is_proved_and_its_size_told(size: tuple[float, float]) -> None:
    shot = shoot(Scene(size=size))
    proposal = proposed(shot)
    assert proposal.state is Certainty.VERIFIED
    assert (proposal.code, proposal.found_by) == (CODE, "code")
    assert off_by_mm(proposal, shot) < 0.3
    assert hidden_share(proposal, shot) == 1.0
    assert proposal.picture.width == round(size[0] * proposal.px_per_mm)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_way_up_is_told_by_the_ornaments(turn: int) -> None:
    for code in (CODE, ""):
        shot = shoot(Scene(turn=turn, fill=0.5, code=code))
        proposal = proposed(shot)
        assert proposal.state is Certainty.VERIFIED
        assert proposal.found_by == ("code" if code else "marks")
        assert off_by_mm(proposal, shot) < 0.3


@pytest.mark.parametrize("thumb", range(4))
def test_a_thumb_on_an_ornament_does_not_matter(thumb: int) -> None:
    shot = shoot(Scene(thumb=thumb))
    proposal = proposed(shot)
    assert proposal.state is Certainty.VERIFIED
    assert hidden_share(proposal, shot) == 1.0
    all_seen = proposed(shoot(Scene()))
    assert proposal.boxes[0].y1 > all_seen.boxes[0].y1  # less sure of the place: more is covered


def test_realistic_photos_hide_the_name_or_ask() -> None:
    shots = [shoot(realistic(seed, width_px=1600, height_px=1200)) for seed in range(10)]
    proved = [(p, s) for s in shots if (p := proposed(s)).state is Certainty.VERIFIED]
    assert len(proved) >= 9
    for proposal, shot in proved:
        assert off_by_mm(proposal, shot) < 0.8
        assert hidden_share(proposal, shot) > 0.98


def test_no_card_is_found_where_there_is_none() -> None:
    scene = Scene(width_px=1200, height_px=900)
    wood = table(scene, np.random.default_rng(3)).astype(np.uint8)
    proposal = propose(wood, lambda _code: SIZES, ID)
    assert proposal.state is Certainty.BY_HAND
    assert proposal.boxes == ()
    assert proposal.to_photo is None
    assert proposal.why


def test_pages_of_real_handwriting_are_no_cards(shared: Path) -> None:
    for place in sorted((shared / "data" / "photos" / "real_pages").glob("*.jpg"))[:4]:
        proposal = propose(open_photo(place), lambda _code: SIZES, ID)
        assert proposal.state is Certainty.BY_HAND


def test_a_card_without_its_lines_is_never_taken_as_proved() -> None:
    shot = shoot(Scene(size=(152.4, 101.6)))
    wrong_sizes = [size for size in SIZES if size != (152.4, 101.6)]
    proposal = propose(shot.rgb, lambda _code: wrong_sizes, ID)
    assert proposal.state is not Certainty.VERIFIED
    lying = propose(shoot(Scene(blur=9.0)).rgb, lambda _code: SIZES, ID)
    assert lying.state is not Certainty.VERIFIED


def test_two_cards_on_a_photo_are_a_doubt() -> None:
    one = shoot(Scene(fill=0.8, width_px=1200, height_px=1000)).rgb
    two = shoot(Scene(fill=0.8, width_px=1200, height_px=1000, seed=4, greeting="Dear Jo,")).rgb
    proposal = propose(np.hstack([one, two]), lambda _code: SIZES, ID)
    assert proposal.state is Certainty.CHECK
    assert any("more than one card" in why for why in proposal.why)


def test_a_card_that_is_cut_off_is_a_doubt() -> None:
    shot = shoot(Scene(fill=0.7, turn=0))
    x = round(float(project(shot.to_photo, np.array([[10.0, 50.0]]))[0, 0]))
    proposal = propose(np.ascontiguousarray(shot.rgb[:, x:]), lambda _code: SIZES, ID)
    assert proposal.state is Certainty.CHECK


def test_other_writing_becomes_questions() -> None:
    empty = proposed(shoot(Scene(message=())))
    assert [box.y0 for box in empty.questions] == [1.5]  # the printed heading alone
    written = proposed(shoot(Scene(message=("", "Tell Maria I said hello", ""))))
    lines = face(*SIZES[0]).lines
    asked = [box for box in written.questions if box.y0 > 30]
    assert any(box.y0 < lines[1][1] - 1 < box.y1 for box in asked)
    assert not any(box.y0 > lines[3][1] for box in asked)


def test_a_card_straightened_by_hand_is_looked_at_by_a_person() -> None:
    shot = shoot(Scene())
    w, h = SIZES[0]
    corners = project(shot.to_photo, np.array([[0.0, 0.0], [w, 0], [w, h], [0, h]]))
    by_hand = straightened(shot.rgb, [(x, y) for x, y in corners], SIZES[0], "", ID)
    assert by_hand.state is Certainty.CHECK
    assert off_by_mm(by_hand, shot) < 0.2
    turned_over = [(float(x), float(y)) for x, y in corners[::-1]]
    assert straightened(shot.rgb, turned_over, SIZES[0], "", ID).state is Certainty.BY_HAND
