from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from notecard import resources
from notecard.core.photos import Zone
from notecard.desktop.app import Desktop
from notecard.desktop.pages.photos import PhotosPage
from notecard.desktop.widgets.marks import Answer
from notecard.desktop.widgets.photo_editor import PhotoEditor
from tests.desktop.seen import press, settle

PHOTO = resources.find("sample_shop/card_photo.jpg")


@pytest.fixture(scope="module")
def desktop(open_desktop) -> Desktop:
    return open_desktop("photos")


@pytest.fixture
def page(qtbot, desktop: Desktop) -> PhotosPage:
    settle(qtbot, desktop)
    page = desktop.window.go_to("photos")
    assert isinstance(page, PhotosPage)
    page.open(PHOTO)
    settle(qtbot, desktop)
    page.findChild(PhotoEditor).setFocus()
    return page


@pytest.fixture
def editor(page: PhotosPage) -> PhotoEditor:
    return page.findChild(PhotoEditor)


def posts_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_nothing_can_be_saved_before_every_question_is_answered_and_yes_was_said(
    qtbot, desktop: Desktop, page: PhotosPage, editor: PhotoEditor
) -> None:
    folder = Path(desktop.settings.last_folder)
    save = next(deed for deed in page.deeds if deed.text() == "Save the pictures")
    assert editor.questions_left > 0
    press(desktop.window, "Y")
    settle(qtbot, desktop)
    assert not save.isEnabled()

    press(desktop.window, "L " * editor.questions_left)
    assert editor.questions_left == 0
    assert not save.isEnabled()
    save.trigger()
    settle(qtbot, desktop)
    assert posts_in(folder) == []

    press(desktop.window, "Y")
    settle(qtbot, desktop)
    assert save.isEnabled()
    save.trigger()
    settle(qtbot, desktop)
    sizes = {(image.width(), image.height()) for image in map(QImage, map(str, posts_in(folder)))}
    assert sizes == {(1080, 1080), (1080, 1350), (1200, 630)}


def test_a_yes_is_let_go_when_a_box_moves(
    qtbot, desktop: Desktop, page: PhotosPage, editor: PhotoEditor
) -> None:
    save = next(deed for deed in page.deeds if deed.text() == "Save the pictures")
    page.leave_the_rest()
    page.say_yes()
    settle(qtbot, desktop)
    assert save.isEnabled()
    press(desktop.window, "Right")
    assert not save.isEnabled()


def test_boxes_are_moved_and_made_by_keys(desktop: Desktop, editor: PhotoEditor) -> None:
    count = len(editor.marks)
    press(desktop.window, "N")
    made = editor.marks[-1]
    assert len(editor.marks) == count + 1
    assert made.is_by_hand
    press(desktop.window, "Right Down")
    moved = editor.marks[-1].box
    assert (moved.x0, moved.y0) == (made.box.x0 + 1, made.box.y0 + 1)
    QTest.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.marks[-1].box.x1 == moved.x1 - 1
    press(desktop.window, "Delete")
    assert len(editor.marks) == count


def test_what_the_program_covers_is_never_made_smaller_or_uncovered(
    desktop: Desktop, editor: PhotoEditor
) -> None:
    name = next(
        place for place, mark in enumerate(editor.marks) if mark.box.zone is Zone.SALUTATION
    )
    while not editor.accessibleDescription().startswith("The name"):
        QTest.keyClick(editor, Qt.Key.Key_Backtab)
    before = editor.marks[name].box
    QTest.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(desktop.window, "L Delete")
    assert editor.marks[name].box == before
    assert editor.marks[name].answer is Answer.HIDE
    press(desktop.window, "+")
    after = editor.marks[name].box
    assert after.x0 <= before.x0
    assert after.y1 > before.y1


def test_a_box_is_dragged_by_the_mouse(editor: PhotoEditor) -> None:
    place = editor.marks[0].box
    start = editor._to_screen((place.x0 + place.x1) / 2, place.y0 + 2).toPoint()
    end = editor._to_screen((place.x0 + place.x1) / 2, place.y0 + 12).toPoint()
    QTest.mousePress(editor, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(editor, end)
    QTest.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=end)
    assert editor.marks[0].box.y0 == pytest.approx(place.y0 + 10, abs=0.6)


def test_a_card_that_was_not_found_is_made_straight_by_hand(
    qtbot, desktop: Desktop, page: PhotosPage, tmp_path: Path
) -> None:
    plain = QImage(900, 700, QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.gray)
    plain.save(str(tmp_path / "plain.jpg"))
    page.open(tmp_path / "plain.jpg")
    settle(qtbot, desktop)
    editor = page.findChild(PhotoEditor)
    assert len(editor.corners_px) == 4
    press(desktop.window, "Right G")
    settle(qtbot, desktop)
    assert editor.corners_px == ()
    assert Zone.SALUTATION in {mark.box.zone for mark in editor.marks}


def test_what_is_no_photo_is_said_where_it_happened(
    qtbot, desktop: Desktop, page: PhotosPage, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("not a picture", encoding="utf-8")
    page.open(tmp_path / "notes.txt")
    settle(qtbot, desktop)
    assert page.banner.isVisible()
    assert "notes.txt" in page.banner.accessibleName()
