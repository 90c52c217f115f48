from pathlib import Path

from notecard.store import watched
from notecard.store.database import Store
from notecard.store.watched import Watched


def test_how_files_stood_is_kept_folder_by_folder(store: Store, tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "till é", tmp_path / "till é 2"
    first = Watched(here / "a.csv", 10, 1_700_000_000_123_456_789, batch=7)
    other = Watched(elsewhere / "a.csv", 11, 2)
    with store.transaction() as books:
        watched.put(books, [first, other])
        assert watched.known(books, here) == {first.path: first}
        bad = Watched(first.path, 12, 3, trouble="no header")
        watched.put(books, [bad])
        assert watched.known(books, here) == {first.path: bad}
        watched.forget(books, [first.path])
        assert watched.known(books, here) == {}
        assert watched.known(books, elsewhere) == {other.path: other}
        watched.put(books, [])
