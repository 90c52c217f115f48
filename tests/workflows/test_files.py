import errno
import os
from pathlib import Path

import pytest

from notecard.core.errors import FileError
from notecard.workflows.files import write_file


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    place = tmp_path / "neu / ø" / "Karten für 山田.pdf"
    write_file(place, b"one")
    write_file(place, b"two")
    assert place.read_bytes() == b"two"
    assert list(place.parent.iterdir()) == [place]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "cards.pdf"
    write_file(place, b"old")

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as caught:
        write_file(place, b"new")
    assert "disk is full" in caught.value.hint
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_file_held_by_another_program_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_names: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileError) as caught:
        write_file(tmp_path / "cards.pdf", b"new")
    assert "open in another program" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_impossible_places_are_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path, tmp_path / "file" / "cards.pdf", tmp_path / ("x" * 300 + ".pdf")):
        with pytest.raises(FileError) as caught:
            write_file(place, b"new")
        assert caught.value.hint
