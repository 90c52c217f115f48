"""Starts the desktop: the one place where its parts are put together."""

from pathlib import Path


def run(
    home: Path | None = None, url: str = "", screenshots: Path | None = None, page: str = ""
) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    application.setApplicationName("Notecard")
    window = QMainWindow()
    window.show()
    return application.exec()
