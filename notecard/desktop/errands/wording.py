"""Days and money in words, by Babel; for workers, since Babel takes its time to load."""

from datetime import date

from notecard.core.money import Money, decimal_text

_LOCALE = "en_GB"


def say_day(day: date) -> str:
    """Return a day as a list shows it: 3 Oct 2026."""
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=_LOCALE)


def say_money(money: Money) -> str:
    """Return an amount with its sign: £12.99."""
    from decimal import Decimal

    from babel.numbers import format_currency

    amount = Decimal(decimal_text(money.minor, money.currency))
    return format_currency(amount, money.currency, locale=_LOCALE)
