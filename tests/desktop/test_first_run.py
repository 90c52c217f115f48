from notecard.desktop.pages.today import TodayPage
from notecard.store import customers
from tests.desktop.seen import settle


def test_the_first_run_offers_the_sample_shop(qtbot, open_desktop) -> None:
    desktop = open_desktop(is_empty=True)
    settle(qtbot, desktop)
    page = desktop.window.page
    assert isinstance(page, TodayPage)
    assert page.seats == []
    sample = next(deed for deed in page.deeds if deed.text() == "Look round the sample shop")
    sample.trigger()
    settle(qtbot, desktop)
    with desktop.books.store().reading() as books:
        assert customers.count(books) == 818
    assert len(page.seats) >= 5
    assert not sample.isEnabled()
