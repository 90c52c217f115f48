"""The lines of a receipt as one text beside it, in place of a row for each."""

import json
from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_AT_ONCE = 1_000
_BEFORE = "SELECT batch, purchase, before FROM replaced"
_LINES = (
    "SELECT purchase, name, sku, quantity, minor FROM line_items"
    " WHERE purchase BETWEEN :first AND :last ORDER BY purchase, position"
)


def upgrade() -> None:
    """Move every line, also those of receipts as they were before an import changed them."""
    op.create_table(
        "receipt_lines",
        sa.Column("purchase", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase"],
            ["purchases.id"],
            name=op.f("fk_receipt_lines_purchase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("purchase", name=op.f("pk_receipt_lines")),
    )
    books = op.get_bind()
    _move_lines(books)
    _move_journal(books)
    op.drop_table("line_items")


def _move_lines(books: sa.Connection) -> None:
    put = sa.text("INSERT INTO receipt_lines (purchase, lines) VALUES (:purchase, :lines)")
    highest = books.execute(sa.text("SELECT max(purchase) FROM line_items")).scalar() or 0
    for first in range(0, highest + 1, _AT_ONCE):
        span = {"first": first, "last": first + _AT_ONCE - 1}
        rows = books.execute(sa.text(_LINES), span).all()
        moved = [
            {"purchase": purchase, "lines": _text([list(row[1:]) for row in lines])}
            for purchase, lines in groupby(rows, itemgetter(0))
        ]
        if moved:
            books.execute(put, moved)


def _move_journal(books: sa.Connection) -> None:
    put = sa.text(
        "UPDATE replaced SET before = :before WHERE batch = :batch AND purchase = :purchase"
    )
    for batch, purchase, told in books.execute(sa.text(_BEFORE)).all():
        before = json.loads(told)
        lines = [line[2:] for line in before["lines"]]  # without the receipt and the position
        before["lines"] = _text(lines) if lines else ""
        values = {"before": json.dumps(before), "batch": batch, "purchase": purchase}
        books.execute(put, values)


def _text(lines: list[list[object]]) -> str:
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
