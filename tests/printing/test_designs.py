from pathlib import Path

import pytest

from notecard.core.errors import PrintingError
from notecard.core.settings import Shop
from notecard.printing.designs import find_design, load_designs, read_design
from notecard.printing.outlines import Stroke, extent, parsed

GOOD = 'label = "Dot"\nname_size = 12\n[[drawing]]\nat = "below_name"\npath = "M0 0 H2 V1 Z"\n'


def test_the_shops_default_design_is_there_among_at_least_three() -> None:
    assert find_design(Shop().design).label
    assert len(load_designs()) >= 3


def test_the_shops_own_design_wins(tmp_path: Path) -> None:
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs" / "plain.toml").write_text(GOOD, "utf-8")
    assert find_design("plain", tmp_path).label == "Dot"
    assert find_design("sprig", tmp_path).label == "Sprig"
    with pytest.raises(PrintingError) as caught:
        find_design("none", tmp_path)
    assert "sprig" in caught.value.hint


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ('label = "Dot"', "", "label"),
        ("name_size = 12", 'name_size = "12"', "name_size"),
        ("name_size = 12", "name_size = 120", "name_size"),
        ("name_size = 12", "name_size = nan", "name_size"),
        ("name_size = 12", "name_size = 12\nfont = 1", "font is not a known key"),
        ("below_name", "message", "at must be"),
        ("M0 0", "A0 0", "path"),
        ("H2", "H90", "within"),
        ("M0 0", "M0 -1", "within"),
        ("M0 0 H2 V1 Z", "", "begins with M"),
        ("V1", "V", "V lacks"),
        ("name_size = 12", "name_size = 12\nframe = 3", "plain.toml"),
    ],
)
def test_a_design_that_cannot_be_is_refused_with_file_and_reason(
    tmp_path: Path, was: str, becomes: str, reason: str
) -> None:
    place = tmp_path / "plain.toml"
    place.write_text(GOOD, "utf-8")
    assert read_design(place).drawings
    assert was in GOOD
    place.write_text(GOOD.replace(was, becomes), "utf-8")
    with pytest.raises(PrintingError, match=reason):
        read_design(place)


def test_path_data_is_read_as_absolute_strokes() -> None:
    strokes = parsed("M1,2 L3 4 5 6 H7 V8 C1 1 2 2 3 3 Z")
    assert strokes == (
        Stroke("M", ((1, 2),)),
        Stroke("L", ((3, 4),)),
        Stroke("L", ((5, 6),)),
        Stroke("L", ((7, 6),)),
        Stroke("L", ((7, 8),)),
        Stroke("C", ((1, 1), (2, 2), (3, 3))),
        Stroke("Z", ()),
    )
    assert extent(strokes) == (1, 1, 7, 8)
    for wrong in ("1 2", "M1", "M1 2 Z 3", "m1 2", "M1 2 Q3 4 5 6"):
        with pytest.raises(ValueError):  # noqa: PT011 - the words are for the owner
            parsed(wrong)
