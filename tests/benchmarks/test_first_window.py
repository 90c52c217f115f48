import subprocess
import sys

from tests.benchmarks.first_window import measure

LATE = ["sqlalchemy", "alembic", "numpy", "cv2", "reportlab", "PIL", "jinja2", "babel"]
LATE += ["zxingcpp", "uharfbuzz", "PySide6.QtPdf", "PySide6.QtNetwork", "qrcode", "rich", "typer"]

UNTIL_PAINTED = """
import sys, os
from pathlib import Path
from datetime import date
from notecard.desktop.app import Desktop, application

def seen():
    print(*sorted(sys.modules), flush=True)
    os._exit(0)

qt = application()
desktop = Desktop(qt, Path(sys.argv[1]), "", date(2026, 11, 24))
desktop.window.painted.disconnect()
desktop.window.painted.connect(seen)
desktop.window.show()
qt.exec()
"""


def test_nothing_heavy_is_imported_before_the_window_is_seen(tmp_path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", UNTIL_PAINTED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(told.stdout.split())
    assert "PySide6.QtWidgets" in imported
    assert "notecard.desktop.main_window" in imported
    assert imported.isdisjoint(LATE)


def test_the_first_window_is_no_more_than_half_as_slow_again_as_a_bare_one(capsys) -> None:
    measured = measure(rounds=9)
    with capsys.disabled():
        print(f"\n{measured}")
    assert measured.ratio <= 1.5
