"""Importing from the command line, where only the owner can tell the day from the month."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
ORDERS = """\
id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer Email
ch_1,03/04/2026 10:00,12.00,0.00,gbp,Paid,ann@example.com
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "one.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "two.csv").write_text(ORDERS.replace("ch_1", "ch_2"), encoding="utf-8")
    return tmp_path


def _run(home: Path, *words: str) -> tuple[int, Any, str]:
    command = [sys.executable, "-m", "notecard", "--home", str(home / "home"), *words, "--json"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def test_it_asks_once_and_remembers_the_answer(home: Path) -> None:
    one, two = str(home / "one.csv"), str(home / "two.csv")
    code, _told, said = _run(home, "import", one)
    assert code == 1
    assert "03/04/2026" in said
    assert "--dates dmy" in said
    code, looked, _said = _run(home, "import", one, "--dates", "dmy", "--dry-run")
    assert (code, looked["added"], looked["batch"]) == (0, 1, None)
    assert _run(home, "import", one)[0] == 1  # looking keeps nothing
    code, told, _said = _run(home, "import", one, "--dates", "dmy")
    assert (code, told["added"]) == (0, 1)
    assert _run(home, "import", two)[0] == 0
    _code, known, _said = _run(home, "customers", "--all", "--verbose", "--on", "2026-05-01")
    [who] = known
    assert (who["last_day"], sorted(who["orders"])) == ("2026-04-03", ["ch_1", "ch_2"])


def test_another_order_of_days_is_wrong_usage(home: Path) -> None:
    assert _run(home, "import", str(home / "one.csv"), "--dates", "ymd")[0] == 2
