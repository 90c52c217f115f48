from notecard.desktop.problems import report


def test_a_report_names_the_place_but_no_customer() -> None:
    people = {}
    try:
        people["Maria Okafor"]
    except KeyError as error:
        text = report(error)
    assert "KeyError" in text
    assert "test_problems.py" in text
    assert "Okafor" not in text
