import json
from datetime import date
from pathlib import Path

import pytest

from notecard.core.errors import WritingError
from notecard.store import shop
from notecard.store.database import Store, open_store
from notecard.workflows.draft_story import draft_story
from notecard.workflows.sample_shop import load_sample_shop
from tests.planted import LANGUAGES

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = open_store(tmp_path_factory.mktemp("story"))
    load_sample_shop(made, DAY)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_has_a_caption_and_a_text_and_nobody_in_it(store: Store, language: str) -> None:
    from dataclasses import replace

    with store.transaction() as books:
        before = shop.get(books)
        shop.put(books, replace(before, language=language))
    for variant in range(4):
        drafted = draft_story(store, 3, DAY, variant=variant)
        assert 150 <= drafted.story.words <= 300
        assert drafted.is_clean, drafted.text_leaks
        assert len(drafted.story.caption) <= 400
    with store.transaction() as books:
        shop.put(books, before)


def test_what_the_owner_writes_stays_and_a_name_in_it_is_marked(store: Store) -> None:
    drafted = draft_story(store, 3, DAY, "We talked about boats. Bozena laughed.")
    assert "We talked about boats. Bozena laughed." in drafted.story.plain
    caught = [drafted.story.plain[leak.start : leak.end] for leak in drafted.text_leaks]
    assert caught == ["Bozena"]
    assert drafted.hint


def test_a_category_is_told_only_where_enough_others_share_it(store: Store) -> None:
    from notecard.store import private

    with store.reading() as books:
        buyers = private.buyers_of(books, DAY)
    for customer in range(1, 30):
        tags = [
            part for part in draft_story(store, customer, DAY).story.caption.split() if "#" in part
        ]
        assert len(tags) <= 2
    assert any(len(some) >= private.SHARED_BY for some in buyers.values())


def test_what_looks_like_markup_is_text(store: Store) -> None:
    drafted = draft_story(store, 3, DAY, "{{7*7}} <b>loud</b> [here](x) *now*")
    assert "{{7*7}}" in drafted.story.plain
    assert "\\<b\\>" in drafted.story.markdown


def test_too_much_is_refused_in_words(store: Store) -> None:
    with pytest.raises(WritingError, match="longer than a story"):
        draft_story(store, 3, DAY, "word " * 400)


def test_the_command_line_marks_and_says_so(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    from notecard.cli import main

    home = str(Path(store.home))
    args = ["--home", home, "suggest", "3", "--for", "post", "--on", DAY.isoformat(), "--json"]
    with pytest.raises(SystemExit) as ended:
        main([*args, "--say", "It was fun."])
    assert ended.value.code in (0, None)
    [caption, blog] = json.loads(capsys.readouterr().out)
    assert (caption["angle"], blog["angle"]) == ("caption", "blog")
    with pytest.raises(SystemExit) as ended:
        main([*args, "--say", "Bozena laughed."])
    assert ended.value.code == 3
    assert "⟦Bozena⟧" in capsys.readouterr().out
