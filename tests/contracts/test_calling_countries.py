"""What every country's file keeps to: a new one is tested by being there."""

from datetime import time
from pathlib import Path

import pytest
from babel import Locale

from notecard import resources
from notecard.core.calls import CallingCountry
from notecard.core.errors import SettingsError
from notecard.writing.calling_countries import calling_countries, country_of

COUNTRIES = calling_countries()
EVERY = pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda one: one.code or "else")


def test_every_file_is_read() -> None:
    files = {path.stem for path in (resources.SHIPPED / "calling").glob("*.toml")}
    assert {code.lower() or "anywhere" for code in COUNTRIES} == files
    assert files >= {"anywhere", "gb", "us"}


@EVERY
def test_a_country_is_a_country_with_hours_and_words(country: CallingCountry) -> None:
    assert not country.code or country.code in Locale("en").territories
    assert time(7) <= country.start < country.end <= time(21)
    assert country.words
    assert country.source.endswith(".")
    for words in country.words:
        assert words.isprintable()
        assert words[0].isupper()
        assert words.endswith(".")
        assert len(words.split()) <= 45


@EVERY
def test_it_says_that_it_is_no_legal_advice_and_that_nothing_is_sold(
    country: CallingCountry,
) -> None:
    everything = " ".join(country.words)
    assert "information, not legal advice" in everything
    assert "If they ask for something, answer. Do not offer" in everything


def test_a_country_without_a_file_is_like_anywhere() -> None:
    assert country_of("JP") == country_of("") == COUNTRIES[""]
    assert country_of("GB").name == "United Kingdom"


GOOD = 'name = "France"\nstart = 10\nend = 19\nwords = ["Be kind."]\nsource = "Manners."\n'


def own(folder: Path, name: str, text: str) -> Path:
    place = folder / "calling" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return folder


def test_the_owners_own_country_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    home = own(tmp_path, "fr.toml", GOOD)
    assert country_of("FR", home).start == time(10)
    assert country_of("GB", home) == COUNTRIES["GB"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fr.toml", GOOD.replace("end = 19", "end = 10")),
        ("fr.toml", GOOD.replace("end = 19", "end = 25")),
        ("fr.toml", GOOD.replace("end = 19", 'end = "late"')),
        ("fr.toml", GOOD.replace('["Be kind."]', "[]")),
        ("fr.toml", GOOD.replace('["Be kind."]', "7")),
        ("fr.toml", GOOD.replace("name", "title")),
        ("fr.toml", "no toml at all"),
        ("france.toml", GOOD),
        ("f1.toml", GOOD),
    ],
)
def test_a_broken_file_is_named_with_a_way_out(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        calling_countries(own(tmp_path, name, text))
    assert "anywhere.toml" in refused.value.hint
