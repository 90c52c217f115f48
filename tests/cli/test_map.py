"""A file nobody knows, from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TILL = """Ref,Day,Who,E-mail,Total,Cashier
1,03/04/2026,Ann Lee,ann@example.org,7.50,Zed
2,05/04/2026,Ben Fox,ben@example.org,4.00,Zed
"""


def _notecard(home: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "notecard", "--home", str(home), *map(str, words)],
        cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def till(tmp_path: Path) -> Path:
    place = tmp_path / "till.csv"
    place.write_text(TILL, encoding="utf-8")
    return place


def test_an_unknown_file_names_the_way(till: Path, tmp_path: Path) -> None:
    done = _notecard(tmp_path / "home", "import", till)
    assert done.returncode == 1
    assert "import FILE --map NEW.toml" in done.stderr


def test_guessed_looked_over_and_read(till: Path, tmp_path: Path) -> None:
    home, new = tmp_path / "home", tmp_path / "new.toml"
    guessed = _notecard(home, "import", till, "--map", new)
    assert guessed.returncode == 1
    assert "nothing was imported" in guessed.stderr
    assert "run the same command again" in guessed.stderr
    assert new.read_text(encoding="utf-8").strip() in guessed.stdout

    asked = _notecard(home, "import", till, "--map", new)
    assert asked.returncode == 1
    assert "which comes first" in asked.stderr

    text = new.read_text(encoding="utf-8").replace('order = "?"', 'order = "mdy"')
    new.write_text(text, encoding="utf-8")
    read = _notecard(home, "--json", "import", till, "--map", new)
    assert read.returncode == 0, read.stderr
    assert json.loads(read.stdout)["added"] == 2
    assert new.read_text(encoding="utf-8") == text


def test_told_the_order_of_days_the_guess_can_be_read_at_once(till: Path, tmp_path: Path) -> None:
    words = ("import", till, "--map", tmp_path / "new.toml", "--dates", "dmy")
    assert _notecard(tmp_path / "home", *words).returncode == 1
    read = _notecard(tmp_path / "home", *words)
    assert read.returncode == 0, read.stderr


def test_the_order_of_days_can_be_told_after_the_guess(till: Path, tmp_path: Path) -> None:
    home, words = tmp_path / "home", ("import", till, "--map", tmp_path / "new.toml")
    assert _notecard(home, *words).returncode == 1
    read = _notecard(home, *words, "--dates", "mdy")
    assert read.returncode == 0, read.stderr
    people = json.loads(_notecard(home, "--json", "customers", "--all").stdout)
    assert sorted(one["first_day"] for one in people) == ["2026-03-04", "2026-05-04"]
    asked = _notecard(home, *words)  # another file of this name may be of another till
    assert asked.returncode == 1
    assert "which comes first" in asked.stderr


def test_a_file_that_is_no_table_leaves_no_mapping(tmp_path: Path) -> None:
    place, new = tmp_path / "letter.txt", tmp_path / "new.toml"
    place.write_text("Dear Ann\nthank you\n", encoding="utf-8")
    done = _notecard(tmp_path / "home", "import", place, "--map", new)
    assert done.returncode == 1
    assert "No row of the file" in done.stderr
    assert not new.exists()
