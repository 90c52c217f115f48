from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from notecard.desktop.rows_model import ROW, RowsModel


def test_the_model_keeps_qts_rules(qtbot) -> None:
    model = RowsModel(say=lambda row: f"the number {row}")
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.show([1, 2, 3], total=5)
    model.put(1, 20)
    model.take(0)
    model.insert(0, 10)
    model.append([4, 5])
    model.show([])
    assert tester.model() is model


def test_a_row_says_itself_whole(qtbot) -> None:
    model = RowsModel(say=lambda row: f"the number {row}")
    model.show([7])
    index = model.index(0)
    assert index.data(ROW) == 7
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "the number 7"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_more_rows_are_asked_for_once_until_they_come(qtbot) -> None:
    model = RowsModel(say=str)
    asked: list[int] = []
    model.wanted.connect(asked.append)
    model.show([1, 2], total=4)
    top = QModelIndex()
    assert model.canFetchMore(top)
    model.fetchMore(top)
    model.fetchMore(top)
    assert asked == [2]
    model.append([3, 4])
    assert not model.canFetchMore(top)
    assert model.rows == [1, 2, 3, 4]
