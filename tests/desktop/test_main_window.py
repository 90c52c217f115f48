import pytest
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QScrollArea

from notecard import resources
from notecard.desktop.app import Desktop
from notecard.desktop.pages.photos import PhotosPage
from notecard.desktop.widgets.keys import KeysDialog
from tests.desktop.seen import NEEDS_A_NAME, heard, press, settle

PAGES = [
    "today",
    "calls",
    "purchases",
    "customers",
    "phrases",
    "photos",
    "results",
    "settings",
]


@pytest.fixture(scope="module")
def desktop(open_desktop) -> Desktop:
    return open_desktop()


def actions_of(desktop: Desktop) -> list[QAction]:
    """Return every action of ours; the menus' own handles are none."""
    handles = {menu.menuAction() for menu in desktop.window.findChildren(QMenu)}
    found = desktop.window.findChildren(QAction)
    return [each for each in found if each not in handles and not each.isSeparator()]


def test_every_action_has_a_key_and_stands_in_a_menu(qtbot, desktop: Desktop) -> None:
    settle(qtbot, desktop)
    in_menus = {action for menu in desktop.window.findChildren(QMenu) for action in menu.actions()}
    actions = actions_of(desktop)
    assert len(actions) > 30
    for action in actions:
        assert action.shortcuts(), action.text()
        assert action in in_menus, action.text()


def test_no_key_means_two_things_on_a_page(qtbot, desktop: Desktop) -> None:
    settle(qtbot, desktop)
    everywhere = [key.toString() for each in desktop.window.actions() for key in each.shortcuts()]
    for page in PAGES:
        deeds = desktop.window.go_to(page).deeds
        here = [key.toString() for each in deeds for key in each.shortcuts()]
        keys = [*everywhere, *here]
        assert len(keys) == len(set(keys))
        settle(qtbot, desktop)


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_can_be_used_has_a_spoken_name(qtbot, desktop: Desktop, page: str) -> None:
    settle(qtbot, desktop)
    desktop.window.go_to(page)
    settle(qtbot, desktop)
    said = heard(desktop.window)
    nameless = [(role, name) for role, name in said if role in NEEDS_A_NAME and not name.strip()]
    assert len(said) > 20
    assert nameless == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1180, 760)])
def test_nothing_is_clipped(qtbot, desktop: Desktop, page: str, width: int, height: int) -> None:
    settle(qtbot, desktop)
    desktop.window.resize(width, height)
    shown = desktop.window.go_to(page)
    if isinstance(shown, PhotosPage):
        shown.open(resources.find("sample_shop/card_photo.jpg"))
    settle(qtbot, desktop)
    assert (desktop.window.width(), desktop.window.height()) == (width, height)
    for label in desktop.window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            needed = QFontMetrics(label.font()).horizontalAdvance(label.text())
            assert label.width() >= needed - 1, label.text()
        elif label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in desktop.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1, button.text()
    for area in desktop.window.findChildren(QScrollArea):
        assert area.widget().width() <= area.viewport().width()


def test_f12_covers_every_name_and_lifts_again(qtbot, desktop: Desktop) -> None:
    desktop.window.go_to("today")
    settle(qtbot, desktop)
    name = desktop.window.page.person()[1]
    shown = desktop.window.page
    press(desktop.window, "F12")
    assert not shown.isVisible()
    covered = {name for _role, name in heard(desktop.window.centralWidget().currentWidget())}
    assert not any(name in words for words in covered)
    press(desktop.window, "F12")
    assert shown.isVisible()


def test_the_theme_changes_at_once(qtbot, desktop: Desktop) -> None:
    desktop.look.choose("dark")
    assert desktop.window.palette().window().color().lightness() < 60
    desktop.look.choose("light")
    assert desktop.window.palette().window().color().lightness() > 200


def test_a_question_mark_shows_the_keys(qtbot, desktop: Desktop) -> None:
    desktop.window.go_to("today")
    settle(qtbot, desktop)
    press(desktop.window, "F1")
    dialog = desktop.window.findChild(KeysDialog)
    assert dialog is not None
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Swap for somebody else" in words
    assert "X" in words
    dialog.accept()
