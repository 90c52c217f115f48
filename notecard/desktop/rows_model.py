"""The one model behind every list: rows of values, each able to say itself in a sentence."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex
ROW: Final = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()
_SPOKEN = {
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(Qt.ItemDataRole.ToolTipRole),
}


class RowsModel(QAbstractListModel):
    """Rows of any frozen value; more are asked for by `wanted` when the view comes near the end."""

    wanted = Signal(int)  # the rows from this one on

    def __init__(self, say: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: list[Any] = []
        self._total = 0
        self._asked = -1

    @property
    def rows(self) -> Sequence[Any]:
        """The rows that are here."""
        return self._rows

    def show(self, rows: Sequence[Any], total: int | None = None) -> None:
        """Show these rows in place of all; `total` tells of more that can be asked for."""
        self.beginResetModel()
        self._rows = list(rows)
        self._total = len(self._rows) if total is None else total
        self._asked = -1
        self.endResetModel()

    def append(self, rows: Sequence[Any]) -> None:
        """Add the rows that were asked for."""
        if not rows:
            self._total = len(self._rows)
            return
        first = len(self._rows)
        self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def put(self, position: int, row: Any) -> None:
        """Show another value in this place."""
        self._rows[position] = row
        place = self.index(position)
        self.dataChanged.emit(place, place)

    def take(self, position: int) -> None:
        """Take one row away."""
        self.beginRemoveRows(_NOWHERE, position, position)
        del self._rows[position]
        self._total -= 1
        self.endRemoveRows()

    def insert(self, position: int, row: Any) -> None:
        """Put one row between the others."""
        self.beginInsertRows(_NOWHERE, position, position)
        self._rows.insert(position, row)
        self._total += 1
        self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are here; a list has no branches."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the row, or the sentence it says."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        return self._say(row) if role in _SPOKEN else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are more rows, not yet asked for."""
        return not parent.isValid() and self._asked < len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next rows; they come by `append`."""
        if self.canFetchMore(parent):
            self._asked = len(self._rows)
            self.wanted.emit(self._asked)
