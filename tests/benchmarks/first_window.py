"""How long until the first painted window, beside a bare window with the same typefaces.

Run it: python tests/benchmarks/first_window.py [rounds]. Each round starts both programs anew, one
after the other, so that whatever else the machine does weighs on both alike.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

BARE = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, seen)

def seen():
    print("painted", flush=True)
    application.exit()

application = QApplication([])
application.setStyle("Fusion")
for name in {fonts!r}:
    QFontDatabase.addApplicationFont(name)
application.setFont(QFont("Inter", 10))
window = Window()
label = QLabel("Notecard")
label.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
window.resize(1180, 760)
window.show()
application.exec()
"""

OURS = """
import gc
gc.disable()
from pathlib import Path
from datetime import date
from notecard.desktop.app import Desktop, application
from notecard.store.home import default_home

def seen():
    print("painted", flush=True)
    import os
    os._exit(0)

qt = application()
desktop = Desktop(qt, default_home() / {home!r}, "", date(2026, 11, 24))
desktop.window.painted.disconnect()
desktop.window.painted.connect(seen)
desktop.window.show()
qt.exec()
"""


@dataclass(frozen=True)
class Measured:
    """Medians in milliseconds."""

    bare_ms: float
    ours_ms: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours_ms / self.bare_ms

    def __str__(self) -> str:
        return (
            f"first painted window: bare {self.bare_ms:.0f} ms, Notecard {self.ours_ms:.0f} ms,"
            f" ratio {self.ratio:.2f}"
        )


def until_painted(program: str) -> float:
    """Return the milliseconds from the start of the process to its first paint."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - started
    process.stdout.read()
    process.stdout.close()
    process.wait(20)
    assert line.strip() == b"painted"
    return took * 1000


def measure(rounds: int) -> Measured:
    """Start both programs in turn; the first of each only warms the disk's cache."""
    from notecard import resources
    from notecard.desktop.typefaces import AT_ONCE

    fonts = [str(resources.find(f"fonts/{name}")) for name in AT_ONCE]
    with tempfile.TemporaryDirectory() as home:
        bare, ours = BARE.format(fonts=fonts), OURS.format(home=home)
        until_painted(bare)
        until_painted(ours)
        pairs = [(until_painted(bare), until_painted(ours)) for _round in range(rounds)]
    return Measured(*(statistics.median(times) for times in zip(*pairs, strict=True)))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
