"""The story once more, by a robot that knows the program only through the accessibility bus."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from notecard.store import cards, touches
from notecard.store.database import open_store
from notecard.workflows.sample_shop import load_sample_shop

TODAY = date(2026, 11, 24)
SYSTEM_PYTHON = "/usr/bin/python3"
TOOLS = ("Xvfb", "xvfb-run", "xauth", "dbus-run-session")
ROBOT = Path(__file__).with_name("robot.py")


def missing() -> str:
    """Return what this machine lacks, nothing where a robot can work."""
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    if not sys.platform.startswith("linux"):
        return "the accessibility bus is Linux's"
    if not absent:
        tried = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True)
        absent = [] if tried.returncode == 0 else ["python3-pyatspi"]
    return ", ".join(absent)


@pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")
def test_the_story_over_the_accessibility_bus(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = open_store(home)
    load_sample_shop(store, TODAY)
    with store.reading() as books:
        before = {record.code for record in cards.unsent(books)}

    program = [sys.executable, "-m", "notecard.desktop", "--home", str(home)]
    robot = [SYSTEM_PYTHON, str(ROBOT), str(tmp_path / "out"), *program, "--on", str(TODAY)]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "dbus-run-session", "--"]
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    }
    told = subprocess.run(
        [*screen, *robot],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    said = [line for line in told.stdout.splitlines() if not line.startswith("SpiRegistry")]
    assert said == [
        "picked 5",
        "printed 5",
        "posted 5",
        "undone 5",
        "nameless 0",
    ]
    with pypdfium2.PdfDocument(tmp_path / "out" / "cards.pdf") as paper:
        assert len(paper) == 5
    with store.reading() as books:
        made = [each for each in cards.unsent(books) if each.code not in before]
        known = [touch for each in made for touch in touches.of_customer(books, each.customer)]
    assert len(made) == 5
    assert not [touch for touch in known if touch.day == TODAY]
    store.close()
