import time

import pytest
from PySide6.QtWidgets import QListView

from notecard.core.customers import Channel
from notecard.core.thanks import Lane, Row
from notecard.desktop.pages.today import Seat, present, say
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets.people import PeopleDelegate

HOSTILE = ["{{7*7}}", "<b>bold</b>", "=cmd()", "x" * 10_000, "\u202eolleh\u202c", "محمد", "", "😀"]


def seat(name: str) -> Seat:
    row = Row(1, name, Channel.CARD, Lane.MILESTONE, "Their 25th visit.", (1,), 1, 3)
    return Seat(row, picked=True)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_outside_is_a_name_and_nothing_else(name: str) -> None:
    said = say(seat(name))
    assert not set(said) & set("\u202e\u202c\n\r\t")
    assert said.endswith("Their 25th visit. Milestone, picked.")
    assert len(said) < 500
    if len(name) < 100 and "\u202e" not in name:
        assert said.startswith(f"{name}.")


def test_any_name_is_painted_at_once(qtbot, dressed) -> None:
    people = QListView()
    qtbot.addWidget(people)
    model = RowsModel(say=say, parent=people)
    people.setModel(model)
    people.setItemDelegate(PeopleDelegate(Look(dressed, "light"), present, people))
    people.resize(400, 900)
    model.show([seat(name) for name in HOSTILE])
    people.grab()
    started = time.perf_counter()
    people.grab()
    assert time.perf_counter() - started < 0.5
