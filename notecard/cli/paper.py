"""Cards on paper, and when they are written and posted."""

from pathlib import Path
from typing import Annotated, Any

import typer

from notecard.cli.options import On, options_of, read_day
from notecard.cli.output import progress_of, put_json, put_table, put_words
from notecard.cli.people import touch_json
from notecard.core.cards import BoxMm, PlacedCard, PrintedCards, Stock
from notecard.core.words import _

app = typer.Typer()


@app.command()
def cards(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE.pdf", help="Where the cards go.")],
    of_today: Annotated[bool, typer.Option("--today", help="Everybody on today's list.")] = False,
    customer: Annotated[
        list[int] | None, typer.Option(metavar="ID", help="These people; repeat it.")
    ] = None,
    on: On = None,
    stock: Annotated[str, typer.Option(metavar="ID", help="The card stock.")] = "",
    design: Annotated[str, typer.Option(metavar="ID", help="The design.")] = "",
    first_free: Annotated[
        int, typer.Option(min=1, metavar="N", help="The first free card of a part-used sheet.")
    ] = 1,
    side: Annotated[str, typer.Option(metavar="both|front", help="Which sides.")] = "both",
    guide: Annotated[str, typer.Option(metavar="lines|none", help="Writing lines.")] = "lines",
) -> None:
    """Make card-sized pages to write on by hand, and a crib that says whose each one is."""
    from notecard.workflows.files import write_file
    from notecard.workflows.prepare_cards import wanted_for, wanted_today
    from notecard.workflows.print_cards import print_cards

    _choice(side, ("both", "front"), "--side")
    _choice(guide, ("lines", "none"), "--guide")
    if of_today == bool(customer):
        raise typer.BadParameter(_("say either --today or --customer ID"))
    options = options_of(context)
    day = read_day(on)
    with options.store() as store, progress_of(options, _("Drawing cards")) as progress:
        people = customer or []
        wanted = (
            wanted_today(store, day, stock) if of_today else wanted_for(store, people, day, stock)
        )
        printed = print_cards(
            store,
            wanted,
            stock_id=stock,
            design_id=design,
            day=day,
            first_free=first_free - 1,
            guide_lines=guide == "lines",
            progress=progress,
        )
        crib = out.with_name(f"{out.stem}-crib.pdf")
        write_file(crib, printed.crib_pdf)
        write_file(out, printed.cards_pdf)
    if options.json:
        put_json(printed_json(out, crib, printed))
    else:
        put_words(_("{count} cards: {file}").format(count=len(printed.placed), file=out))
        put_words(_("Whose is whose: {file}").format(file=crib))


def _choice(value: str, choices: tuple[str, ...], option: str) -> None:
    if value not in choices:
        raise typer.BadParameter(
            _("one of {choices}").format(choices=", ".join(choices)), param_hint=option
        )


def printed_json(cards_file: Path, crib_file: Path, printed: PrintedCards) -> dict[str, Any]:
    """Return what was drawn with the promised keys; millimetres from the page's top left."""
    return {
        "file": str(cards_file),
        "crib_file": str(crib_file),
        "pages": printed.pages,
        "stock": printed.stock,
        "cards": [_placed_json(card) for card in printed.placed],
    }


def _placed_json(card: PlacedCard) -> dict[str, Any]:
    return {
        "card": card.code,
        "customer": card.customer,
        "page": card.page,
        "trim_mm": _mm(card.trim),
        "lines_mm": [[round(number, 4) for number in line] for line in card.lines],
        "salutation_mm": _mm(card.salutation),
        "code": card.code,
        "code_mm": _mm(card.code_box),
        "crib": {"page": card.crib_page, "box_mm": _mm(card.crib_box)},
    }


def _mm(box: BoxMm) -> list[float]:
    return [round(number, 4) for number in box]


@app.command()
def stocks(context: typer.Context) -> None:
    """List the card stock there is."""
    from notecard.workflows.print_cards import stocks as known_stocks

    options = options_of(context)
    found = known_stocks(options.folder)
    if options.json:
        put_json([_stock_json(one) for one in found])
    else:
        put_table(
            (_("id"), _("name"), _("cards a sheet")),
            [(one.id, one.name, one.per_sheet) for one in found],
        )


def _stock_json(stock: Stock) -> dict[str, Any]:
    return {
        "id": stock.id,
        "name": stock.name,
        "card_mm": [stock.card_w, stock.card_h],
        "sheet_mm": [stock.sheet_w, stock.sheet_h],
        "per_sheet": stock.per_sheet,
        "source": stock.source,
        "status": stock.status,
    }


@app.command()
def sent(
    context: typer.Context,
    codes: Annotated[list[str], typer.Argument(metavar="CARD...", help="The cards' codes.")],
    on: On = None,
) -> None:
    """Say that cards are written and posted."""
    from notecard.workflows.send_cards import mark_sent

    options = options_of(context)
    with options.store() as store:
        touches = mark_sent(store, [code.upper() for code in codes], read_day(on))
    if options.json:
        put_json({"touches": [touch_json(touch) for touch in touches]})
    else:
        put_words(_("{count} cards posted.").format(count=len(touches)))
