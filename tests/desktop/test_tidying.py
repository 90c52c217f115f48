import gc
import threading

from pytestqt.qtbot import QtBot

from notecard.desktop.tidying import Tidier


class Part:
    """Something in a cycle that tells on which thread it was taken apart."""

    seen: list[int] = []  # noqa: RUF012 shared on purpose

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.seen.append(threading.get_ident())


def test_what_a_worker_leaves_behind_is_taken_apart_on_the_windows_thread(qtbot: QtBot) -> None:
    tidier = Tidier()
    try:
        assert not gc.isenabled()
        worker = threading.Thread(target=lambda: [Part() for _ in range(5_000)])
        worker.start()
        worker.join()
        assert not Part.seen
        qtbot.waitUntil(lambda: len(Part.seen) == 5_000, timeout=5_000)
        assert set(Part.seen) == {threading.get_ident()}
    finally:
        tidier.close()
    assert gc.isenabled()
