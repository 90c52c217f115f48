"""WooCommerce orders by the plug-in Advanced Order Export: the owner picks and orders the columns.

WooCommerce > Export Orders, in WordPress. One row an item with the order's columns repeated or
told on its first row only, or one row an order. Labels are with or without "(Billing)".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from notecard.core.customers import plain_name
from notecard.core.identity import names_agree
from notecard.core.purchases import Address, Purchase, RowProblem, Tells
from notecard.sources import woocommerce_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import Columns
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.mapped_row import NumberedRow
from notecard.sources.source import Source

_BILLING: Final = (
    "Billing", "Rechnung", "Rechnungsadresse", "Rechnungsanschrift", "Abrechnung", "Facturation",
    "Facturación", "Fatturazione", "Facturatie", "Facturering", "Factuur", "Factuuradres",
    "Płatność", "Płatnik", "Rozliczenie", "Rozliczeniowy", "Rozliczeniowe", "Dane rozliczeniowe",
    "Faturamento", "Cobrança", "Faturação", "Fatura",
)  # fmt: skip


def _labelled(word: str, of: str) -> tuple[str, ...]:
    return (f"{word} ({of})", f"{of} {word}") if of else (word,)


def _billing(*called: str) -> tuple[str, ...]:
    """Return every way a column of the buyer may be labelled, the plain word last."""
    return tuple(form for of in (*_BILLING, "") for word in called for form in _labelled(word, of))


def _together(ones: Sequence[str], others: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return two columns of the buyer as one, both labelled alike."""
    return tuple(
        (one, *(_labelled(other, of)[form] for other in others))
        for of in (*_BILLING, "")
        for word in ones
        for form, one in enumerate(_labelled(word, of))
    )


def _labelled_together(of: str, one: str, other: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(_labelled(one, of), _labelled(other, of), strict=True))


_FIRST: Final = (
    "First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam", "Imię", "Primeiro nome",
    "Nome próprio",
)  # fmt: skip
_LAST: Final = (
    "Last Name", "Nachname", "Nom de famille", "Nom", "Apellidos", "Apellido", "Cognome",
    "Achternaam", "Nazwisko", "Sobrenome", "Apelido",
)  # fmt: skip
_STREET: Final = (
    "Address 1", "Adresse 1", "Adresszeile 1", "Straße", "Dirección 1", "Indirizzo 1", "Adres 1",
    "Ulica", "Endereço 1", "Morada 1",
)  # fmt: skip
_STREET_2: Final = (
    "Address 2", "Adresse 2", "Adresszeile 2", "Adresszusatz", "Dirección 2", "Indirizzo 2",
    "Adres 2", "Endereço 2", "Morada 2",
)  # fmt: skip
COLUMNS: Final[Columns] = {
    "receipt": words.NUMBER,
    "date": (
        "Order Date", "Bestelldatum", "Datum der Bestellung", "Auftragsdatum",
        "Date de commande", "Date de la commande", "Fecha de pedido", "Fecha del pedido",
        "Data ordine", "Data dell'ordine", "Data d'ordine", "Besteldatum", "Orderdatum",
        "Datum bestelling", "Data zamówienia", "Data do pedido", "Data da encomenda",
        "Paid Date", "Date Paid", "Completed Date", "Date",
    ),
    "status": (
        "Order Status", "Bestellstatus", "Status der Bestellung", "Auftragsstatus",
        "État de la commande", "État de commande", "Statut de la commande", "Statut de commande",
        "Estado del pedido", "Estado de pedido", "Stato ordine", "Stato dell'ordine",
        "Stato d'ordine", "Bestelstatus", "Orderstatus", "Status bestelling",
        "Status zamówienia", "Stan zamówienia", "Status do pedido", "Estado do pedido",
        "Estado da encomenda", "Status da encomenda", "Status",
    ),
    "receipt_total": (
        "Order Total Amount", "Order Total", "Bestellung Gesamtbetrag",
        "Gesamtbetrag der Bestellung",
        "Gesamtbetrag Bestellung", "Bestellsumme", "Gesamtsumme der Bestellung",
        "Gesamtsumme Bestellung", "Bestellwert gesamt", "Bestellung Gesamtsumme",
        "Gesamtbestellwert", "Montant total de la commande",
        "Total de la commande", "Montant total commande", "Total commande",
        "Importe total del pedido", "Total del pedido", "Monto total del pedido",
        "Cantidad total del pedido", "Importo totale ordine", "Importo totale dell'ordine",
        "Totale ordine", "Totale dell'ordine", "Totaalbedrag bestelling", "Totaal bestelling",
        "Totaalbedrag van de bestelling", "Bestelling totaalbedrag", "Besteltotaal",
        "Bestelling totaal", "Totaalbedrag order", "Łączna kwota zamówienia",
        "Kwota zamówienia", "Suma zamówienia", "Wartość zamówienia", "Całkowita kwota zamówienia",
        "Razem zamówienie", "Kwota całkowita zamówienia", "Valor total do pedido",
        "Total do pedido", "Montante total do pedido", "Valor total da encomenda",
        "Total da encomenda", "Order Total Amount (- Refund)",
    ),
    "receipt_refunded": (
        "Order Refund Amount", "Order Total Refunded", "Refund Amount", "Total Refunded",
        "Erstattungsbetrag", "Erstatteter Betrag", "Rückerstattungsbetrag",
        "Montant remboursé", "Montant du remboursement", "Importe reembolsado",
        "Importe del reembolso", "Importo rimborsato", "Importo rimborso", "Terugbetaald bedrag",
        "Terugbetalingsbedrag", "Kwota zwrotu", "Zwrócona kwota", "Valor reembolsado",
        "Valor do reembolso",
    ),
    "receipt_extra": (("Order Tax Amount", "Order Shipping Amount"), "Order Shipping Amount"),
    "currency": (
        "Currency", "Order Currency", "Währung", "Bestellwährung", "Devise", "Monnaie",
        "Moneda", "Divisa", "Valuta", "Munteenheid", "Waluta", "Moeda",
    ),
    "item": (
        "Item Name", "Product Name", "Name", "Artikelname", "Produktname", "Nom de l'article",
        "Nom du produit", "Nombre del producto", "Nombre del artículo", "Nome del prodotto",
        "Nome prodotto", "Nome articolo", "Productnaam", "Artikelnaam", "Naam",
        "Nazwa produktu", "Nazwa", "Nome do produto", "Produkt", "Artikel", "Produit", "Article",
        "Producto", "Artículo", "Prodotto", "Articolo", "Product", "Produto", "Nom", "Nombre",
        "Nome",
    ),
    "sku": ("SKU", "UGS", "Artikelnummer", "Art.-Nr.", "REF", "Código SKU", "COD"),
    "quantity": (
        "Quantity", "Qty", "Quantity (- Refund)", "Menge", "Anzahl", "Quantité", "Qté",
        "Cantidad", "Quantità", "Aantal", "Hoeveelheid", "Ilość", "Quantidade",
    ),
    "unit_price": (
        "Price", "Item Cost", "Preis", "Stückpreis", "Einzelpreis", "Prix", "Prix unitaire",
        "Precio", "Prezzo", "Prijs", "Cena", "Preço",
    ),
    "line_total": (
        "Order line total", "Order Line (w/o tax)", "Item Total", "Line Total", "Zeilensumme",
        "Positionssumme", "Summe der Bestellposition", "Gesamtsumme der Zeile",
        "Gesamtbetrag der Position", "Bestellposition gesamt", "Positionsgesamtbetrag",
        "Total de la ligne", "Total de la ligne de commande", "Total ligne de commande",
        "Total ligne", "Total de línea", "Total de la línea", "Total de la línea del pedido",
        "Total de línea del pedido", "Total de línea de pedido", "Totale riga",
        "Totale riga ordine", "Totale della riga", "Totale riga d'ordine", "Regeltotaal",
        "Totaal bestelregel", "Bestelregel totaal", "Totaal van de bestelregel",
        "Orderregel totaal",
        "Suma pozycji", "Suma pozycji zamówienia", "Wartość pozycji", "Razem pozycja",
        "Łączna kwota pozycji", "Total da linha", "Total da linha do pedido", "Total do item",
        "Total da linha da encomenda",
    ),
    "customer_id": ("Customer User ID", "User ID", "Customer ID"),
    "customer": (
        "Full Name (Billing)", "Customer Name", *_together(_FIRST, _LAST),
        ("First Name (Shipping)", "Last Name (Shipping)"),
    ),
    "given": _billing(*_FIRST),
    "company": _billing(
        "Company", "Firma", "Firmenname", "Unternehmen", "Entreprise", "Société", "Empresa",
        "Azienda", "Società", "Ragione sociale", "Bedrijf", "Bedrijfsnaam", "Nazwa firmy",
    ),
    "email": _billing(
        "Email", "Email Address", "Customer Email", "E-Mail-Adresse", "Adresse e-mail",
        "Adresse électronique", "Courriel", "Correo electrónico", "Dirección de correo electrónico",
        "Correo", "Indirizzo email", "E-mailadres", "Adres e-mail", "Endereço de e-mail",
    ),
    "phone": _billing(
        "Phone", "Phone Number", "Telefon", "Telefonnummer", "Téléphone", "Teléfono", "Telefono",
        "Telefoon", "Telefoonnummer", "Numer telefonu", "Telefone",
    ),
    "street": (("Address 1&2 (Billing)",), *_together(_STREET, _STREET_2)),
    "city": _billing("City", "Stadt", "Ort", "Ville", "Ciudad", "Población", "Città", "Plaats",
        "Stad", "Miasto", "Miejscowość", "Cidade"),
    "region": _billing("State", "State Code", "Bundesland", "État", "Région", "Provincia", "Estado",
        "Provincie", "Województwo", "Distrito"),
    "postcode": _billing("Zip", "Postcode", "Zip Code", "Postleitzahl", "PLZ", "Code postal",
        "Código postal", "CAP", "Kod pocztowy", "CEP", "ZIP-Code"),
    "country": _billing("Country Code", "Country", "Country Name", "Land", "Ländercode",
        "Länderkürzel", "Landescode", "Code pays", "Code du pays", "Pays", "Código de país",
        "Código del país", "País", "Codice paese", "Codice Paese", "Paese", "Nazione", "Landcode",
        "Kod kraju", "Kraj", "Código do país"),
    "given_to": (
        "Full Name (Shipping)", *_labelled_together("Shipping", "First Name", "Last Name"),
        *_labelled_together("Lieferung", "Vorname", "Nachname"),
    ),
    "given_street": (
        "Address 1&2 (Shipping)", *_labelled_together("Shipping", "Address 1", "Address 2"),
        *_labelled_together("Lieferung", "Adresse 1", "Adresse 2"),
    ),
    "given_city": (*_labelled("City", "Shipping"), *_labelled("Stadt", "Lieferung")),
    "given_postcode": (
        *_labelled("Postcode", "Shipping"), *_labelled("Zip", "Shipping"),
        *_labelled("Postleitzahl", "Lieferung"),
    ),
    "mark": (*_billing(*_FIRST, "Email", *_STREET), "Order line total", "Payment Method Title"),
}  # fmt: skip
_ITEM: Final = ("item", "sku", "quantity", "unit_price", "line_total")
_MONEY: Final = ("receipt_total", "receipt_refunded", "receipt_extra")


class WooCommerceOrderExport(Export):
    """The file of WooCommerce > Export Orders."""

    id, label = "woocommerce_order_export", "WooCommerce (Advanced Order Export)"
    system = "woocommerce"
    tells = Tells(totals=2, lines=2)
    way_out = "In WordPress, choose WooCommerce, then Export Orders, with one row for each product."
    columns = COLUMNS
    needs = (
        "receipt",
        "date",
        "receipt_total|line_total",
        "mark|status",
        "email|customer|phone|item",
    )
    lacks = ("Sale Date", "Lineitem name", "Buyer Username", "Check Id", "Order Employee ID")
    not_counted = words.NOT_COUNTED
    whole_refunds = words.REFUNDED

    def meant(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the header's own words; in some languages a name may be a person's or a ware's."""
        found = super().meant(words)
        if set(found.get("item", ())) & {*found.get("customer", ()), *found.get("given", ())}:
            del found["item"]
        return found

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Yield the rows with the order's cells on each, where they are told on the first only."""
        where = {
            name: [words.index(word) for word in said] for name, said in self.meant(words).items()
        }
        keys = where["receipt"]
        told_once = {
            i for name, those in where.items() if name not in _ITEM + _MONEY for i in those
        }
        first: list[str] = []
        for row in rows:
            if not isinstance(row, RowProblem):
                cells = row[1]
                if any(cells[index].strip() for index in keys):
                    first = cells
                elif first:
                    cells = [first[i] if i in told_once else cell for i, cell in enumerate(cells)]
                    row = row[0], cells
            yield row

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Put back what a total "(- Refund)" has lost; guests, who are all number 0, have none."""
        if "refund" in told.reader.column("receipt_total").casefold():
            purchase = replace(purchase, gross=purchase.gross + purchase.refunded)
        if purchase.person.system_id == "0":
            purchase = replace(purchase, person=replace(purchase.person, system_id=""))
        return replace(purchase, given_at=_given_at(purchase.person.name, told))


def _given_at(buyer: str, told: FirstRow) -> Address:
    """Return where a parcel went that bears another name than the bill."""
    if names_agree(buyer, plain_name(told("given_to"))):
        return Address()
    street, city, postcode = (
        plain_name(told(f"given_{part}")) for part in ("street", "city", "postcode")
    )
    return Address(lines=(street,) if street else (), city=city, postcode=postcode)


SOURCE: Final[Source] = WooCommerceOrderExport()
