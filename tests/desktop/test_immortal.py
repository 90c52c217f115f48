import subprocess
import sys

LONG_USE = """
from notecard.desktop.immortal import keep_alive
keep_alive()
from PySide6.QtWidgets import QApplication, QPushButton
application = QApplication([])
button = QPushButton()
for _count in range(60_000):
    button.setEnabled(True)
    button.clicked.emit()
print("alive")
"""


def test_the_interpreter_outlives_long_use() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LONG_USE], capture_output=True, text=True, check=False
    )
    assert told.stdout == "alive\n", told.stderr
