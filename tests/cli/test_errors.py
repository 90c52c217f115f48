from pathlib import Path

import pytest

from notecard.cli.errors import explain, report_defect
from notecard.core.errors import NotecardError


def test_an_error_says_what_happened_and_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    explain(NotecardError("The file is open elsewhere.", "Close it and try again."))
    assert capsys.readouterr().err == "The file is open elsewhere.\nClose it and try again.\n"


def test_a_command_stands_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    explain(NotecardError("Nobody knows it.", "Say what it is.", command="notecard say FILE"))
    assert capsys.readouterr().err == "Nobody knows it.\nSay what it is.\n    notecard say FILE\n"


def test_a_report_says_where_it_broke_and_nothing_of_a_customer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def breaks(name: str) -> None:
        raise KeyError(name)

    try:
        breaks("Maria Okafor")
    except KeyError as error:
        report_defect(error)
    place = Path(capsys.readouterr().err.rpartition("Report: ")[2].strip())
    report = place.read_text(encoding="utf-8")
    assert "KeyError" in report
    assert "test_errors.py" in report
    assert "Maria" not in report
