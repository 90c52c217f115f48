"""Exports of tills that do not exist, in eight languages, with what each column really is."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Invented:
    """A layout: `told` is "Header word=meaning | ..."; a meaning that is no field is junk."""

    name: str
    told: str
    delimiter: str = ","
    days: str = "%Y-%m-%d"
    decimal: str = "."
    lines: int = 3  # at most, of one receipt
    before: str = ""
    sign: str = ""

    @property
    def truth(self) -> list[tuple[str, str]]:
        """Return each header word and what it is, empty for junk."""
        pairs = [tuple(each.strip().split("=")) for each in self.told.split("|")]
        return [(word, "" if meaning in _JUNK else meaning) for word, meaning in pairs]

    def write(self, folder: Path, seed: int = 1) -> Path:
        """Write a file of this layout."""
        place = folder / f"{self.name}.csv"
        columns = [tuple(each.strip().split("=")) for each in self.told.split("|")]
        rows = [
            [self._shown(row, meaning) for _word, meaning in columns] for row in self._rows(seed)
        ]
        table = [[word for word, _meaning in columns], *rows]
        lines = (self.delimiter.join(map(self._quoted, cells)) for cells in table)
        place.write_text(self.before + "\n".join(lines) + "\n", encoding="utf-8")
        return place

    def _shown(self, row: Row, meaning: str) -> str:
        cell = row.get(meaning, "")
        if meaning in _MONEY:
            return self.sign + cell.replace(".", self.decimal)
        return cell

    def _quoted(self, cell: str) -> str:
        needs = any(char in cell for char in f'{self.delimiter}"\n')
        return '"' + cell.replace('"', '""') + '"' if needs else cell

    def _rows(self, seed: int) -> Iterator[Row]:
        chance = random.Random(f"{self.name} {seed}")
        at = datetime(2026, 3, 1, 9, 0)  # noqa: DTZ001 - a till's own clock
        people = [_person(chance, number) for number in range(40)]
        for number in range(120):
            at += timedelta(hours=chance.randrange(2, 20), minutes=chance.randrange(60))
            lines = [_line(chance) for _each in range(chance.randint(1, self.lines))]
            total = sum((Decimal(line["line_total"]) for line in lines), Decimal(0))
            for line in lines:
                yield {
                    **chance.choice(people),
                    **line,
                    "receipt": f"{chance.choice('A')}{10400 + number}",
                    "date": at.strftime(self.days),
                    "time": at.strftime("%H:%M"),
                    "receipt_total": str(total),
                    "currency": "EUR",
                    "staff": chance.choice(("Anna", "Ben", "Chloe M.")),
                    "status": chance.choice(("Paid", "Paid", "Paid", "Refunded")),
                    "tax": str((total / 6).quantize(Decimal("0.01"))),
                    "method": chance.choice(("Card", "Cash")),
                    "note": chance.choice(("", "", "gift wrap please")),
                    "till": "Till 2",
                    "blank": "",
                }


_MONEY = frozenset(["unit_price", "line_total", "receipt_total", "tax"])
_JUNK = frozenset(["tax", "method", "note", "till", "blank"])
_GIVEN = [
    "Ana",
    "Tom",
    "Marta",
    "Jörg",
    "Zoë",
    "Luís",
    "Ewa",
    "Piet",
    "Nia",
    "Paul",
    "Rosa",
    "Émile",
]
_FAMILY = [
    "Silva",
    "Weber",
    "Martin",
    "Rossi",
    "Nowak",
    "Jansen",
    "Baker",
    "García",
    "Dubois",
    "Okafor",
    "Lindqvist",
]
_THINGS = [
    "Oat soap",
    "Beeswax candle",
    "Lavender sachet",
    "Blue mug",
    "Linen towel",
    "Tea for two",
]
_TOWNS = ["Porto", "Köln", "Lyon", "Torino", "Kraków", "Utrecht", "Bath", "Sevilla"]


def _person(chance: random.Random, number: int) -> Row:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    return {
        "customer": f"{given} {family}",
        "given": given,
        "family": family,
        "customer_id": f"C{2000 + number}",
        "email": f"p{number}@example.org",
        "phone": f"+44 20 7946 0{number:03}",
        "street": f"{chance.randint(1, 90)} Harbour Street",
        "city": chance.choice(_TOWNS),
        "postcode": f"{chance.randint(10000, 99999)}",
        "country": chance.choice(("GB", "DE", "FR")),
        "birthday": f"19{chance.randint(50, 99)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
    }


def _line(chance: random.Random) -> Row:
    thing, count = chance.randrange(len(_THINGS)), chance.choice((1, 1, 2, 3))
    price = Decimal(350 + 125 * thing) / 100
    return {
        "item": _THINGS[thing],
        "sku": f"SK-{100 + thing}",
        "quantity": str(count),
        "unit_price": str(price),
        "line_total": str(price * count),
    }


_D, _M, _P = "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"
# ruff: noqa: E501 - a layout a line
LAYOUTS = (
    Invented("en_till", "Receipt No=receipt | Date=date | Time=time | Served by=staff | Item=item"
             " | Qty=quantity | Price=unit_price | Total=line_total | Customer=customer | VAT=tax",
             days=_D),
    Invented("en_shop", "Order ID=receipt | Placed=date | Buyer name=customer | Email=email"
             " | Phone=phone | Grand total=receipt_total | Payment method=method | Notes=note",
             days=_M, lines=1, sign="$"),
    Invented("en_titles", "Customer Email=email | Sale Date=date | Sale #=receipt | Product=item"
             " | SKU=sku | Units=quantity | Amount=receipt_total | Register=till | Cashier=staff"
             " | First Name=given | Last Name=family", before="Sales report\n\n", delimiter="\t"),
    Invented("en_plain", "When=date | Who=customer | What=item | Paid=receipt_total", lines=1,
             days="%d %B %Y"),
    Invented("de_kasse", "Belegnr.=receipt | Datum=date | Uhrzeit=time | Bediener=staff"
             " | Artikelbezeichnung=item | Menge=quantity | Einzelpreis=unit_price"
             " | Gesamtpreis=line_total | Kunde=customer | MwSt=tax", ";", _P, ","),
    Invented("de_shop", "Bestellnummer=receipt | Bestelldatum=date | Vorname=given"
             " | Nachname=family | E-Mail-Adresse=email | Telefon=phone | Straße=street | PLZ=postcode"
             " | Ort=city | Land=country | Gesamtsumme=receipt_total | Zahlungsart=method",
             ";", _P, ",", 1),
    Invented("de_rechnung", "Kundennummer=customer_id | Kundenname=customer | Rechnungsnr=receipt"
             " | Rechnungsdatum=date | Bruttobetrag=receipt_total | Währung=currency | Notiz=note",
             ";", _P, ",", 1),
    Invented("fr_caisse", "N° ticket=receipt | Date=date | Heure=time | Vendeur=staff"
             " | Désignation=item | Qté=quantity | Prix unitaire=unit_price | Montant=line_total"
             " | Client=customer | TVA=tax", ";", _D, ","),
    Invented("fr_boutique", "Commande=receipt | Date de commande=date | Nom du client=customer"
             " | Courriel=email | Téléphone=phone | Total TTC=receipt_total | Statut=status"
             " | Moyen de paiement=method", ";", _D, ",", 1),
    Invented("fr_prenom", "Prénom=given | Nom=family | Date d'achat=date | Numéro de facture=receipt"
             " | Produit=item | Quantité=quantity | Total ligne=line_total | Ville=city"
             " | Code postal=postcode", ",", _D, ","),
    Invented("es_tpv", "Nº ticket=receipt | Fecha=date | Hora=time | Dependiente=staff"
             " | Artículo=item | Cantidad=quantity | Precio=unit_price | Importe=line_total"
             " | Cliente=customer | IVA=tax", ";", _D, ","),
    Invented("es_tienda", "Pedido=receipt | Fecha del pedido=date | Nombre=given | Apellidos=family"
             " | Correo electrónico=email | Teléfono=phone | Total del pedido=receipt_total"
             " | Forma de pago=method", ";", _D, ",", 1),
    Invented("es_factura", "Factura=receipt | Fecha factura=date | Código cliente=customer_id"
             " | Razón social=customer | Total factura=receipt_total | Moneda=currency", ",", _D, ",",
             1),
    Invented("it_cassa", "Scontrino=receipt | Data=date | Ora=time | Cassiere=staff"
             " | Descrizione=item | Quantità=quantity | Prezzo unitario=unit_price"
             " | Totale riga=line_total | Cliente=customer", ";", _D, ","),
    Invented("it_ordini", "Numero ordine=receipt | Data ordine=date | Nome=given | Cognome=family"
             " | Email=email | Cellulare=phone | Indirizzo=street | Città=city | CAP=postcode"
             " | Totale ordine=receipt_total", ";", _D, ",", 1),
    Invented("it_vendite", "Data vendita=date | Codice articolo=sku | Prodotto=item | Q.tà=quantity"
             " | Importo=line_total | Acquirente=customer | Nr. documento=receipt", ";", _D, ","),
    Invented("nl_kassa", "Bonnummer=receipt | Datum=date | Tijd=time | Medewerker=staff"
             " | Artikel=item | Aantal=quantity | Stukprijs=unit_price | Bedrag=line_total"
             " | Klantnaam=customer | Btw=tax", ";", "%d-%m-%Y", ","),
    Invented("nl_winkel", "Bestelling=receipt | Besteldatum=date | Voornaam=given"
             " | Achternaam=family | E-mailadres=email | Mobiel=phone | Woonplaats=city"
             " | Totaalbedrag=receipt_total | Betaalwijze=method", ";", "%d-%m-%Y", ",", 1),
    Invented("nl_klant", "Klantnr=customer_id | Klant=customer | Factuurnr=receipt"
             " | Factuurdatum=date | Totaal incl. btw=receipt_total | Opmerking=note", ";", "%d-%m-%Y",
             ",", 1),
    Invented("pl_kasa", "Nr paragonu=receipt | Data sprzedaży=date | Godzina=time | Kasjer=staff"
             " | Nazwa towaru=item | Ilość=quantity | Cena=unit_price | Wartość=line_total"
             " | Klient=customer | VAT=tax", ";", _P, ","),
    Invented("pl_sklep", "Zamówienie=receipt | Data zamówienia=date | Imię i nazwisko=customer"
             " | E-mail=email | Telefon=phone | Ulica=street | Miasto=city | Kod pocztowy=postcode"
             " | Suma=receipt_total | Forma płatności=method", ";", "%Y-%m-%d", ",", 1),
    Invented("pl_faktury", "Numer faktury=receipt | Data wystawienia=date | Kontrahent=customer"
             " | Kwota brutto=receipt_total | Waluta=currency", ";", _P, ",", 1),
    Invented("pt_loja", "Recibo=receipt | Data=date | Hora=time | Funcionário=staff | Artigo=item"
             " | Quantidade=quantity | Preço=unit_price | Total=line_total | Cliente=customer"
             " | IVA=tax", ";", _D, ","),
    Invented("pt_pedidos", "Nº do pedido=receipt | Data do pedido=date | Nome do cliente=customer"
             " | E-mail=email | Celular=phone | Cidade=city | CEP=postcode"
             " | Valor total=receipt_total | Forma de pagamento=method", ";", _D, ",", 1),
    Invented("pt_vendas", "Data da venda=date | Produto=item | Qtd=quantity | Valor unitário=unit_price"
             " | Comprador=customer | Nº venda=receipt | Vendedor=staff", ";", _D, ","),
    Invented("en_book", "Name=customer | Email address=email | Mobile=phone | Address=street"
             " | Town=city | Postcode=postcode | Birthday=birthday | Notes=note", lines=1),
    Invented("de_book", "Vorname=given | Nachname=family | E-Mail=email | Handy=phone"
             " | Geburtstag=birthday", ";", lines=1),
)  # fmt: skip

# Short, odd, mixed: written down after the lists of words were; 58 of these 90 columns were guessed
# right at first sight. The words they showed to be missing were added afterwards.
ODD_LAYOUTS = (
    Invented("odd_en_short", "Rcpt=receipt | Dt=date | Tm=time | Cust=customer | Prod=item | Q=quantity | Amt=line_total | Clk=staff"),
    Invented("odd_en_prose", "Which day was it=date | Name of the buyer=customer | Their e-mail=email | What they spent=receipt_total", lines=1, days=_D),
    Invented("odd_en_code", "txn_ref=receipt | txn_dt=date | cust_nm=customer | cust_email_addr=email | prod_desc=item | qty_sold=quantity | line_amt=line_total | oper=staff", delimiter="|"),
    Invented("odd_en_mixed", "BookingNo=receipt | BookedOn=date | GuestFirst=given | GuestLast=family | GuestMail=email | GrandTotalGBP=receipt_total | PayBy=method", lines=1),
    Invented("odd_de_kurz", "Bon=receipt | Dat.=date | Zeit=time | Bed.=staff | Bez.=item | Anz.=quantity | EP=unit_price | GP=line_total | Kd.-Name=customer", ";", _P, ","),
    Invented("odd_de_lang", "Vorgangsnummer=receipt | Verkaufszeitpunkt=date | Name des Kunden=customer | Mailadresse=email | Warenbezeichnung=item | Stückzahl=quantity | Zeilensumme=line_total", ";", _P, ","),
    Invented("odd_fr", "Réf. vente=receipt | Jour=date | Acheteur=customer | Mail=email | Libellé=item | Nb=quantity | P.U. TTC=unit_price | Total TTC ligne=line_total", ";", _D, ","),
    Invented("odd_es", "Comprobante=receipt | Fecha y hora=date | Nombre y apellidos=customer | Móvil=phone | Concepto=item | Uds.=quantity | Subtotal=line_total | Atendido por=staff", ";", _D, ","),
    Invented("odd_it", "Rif.=receipt | Giorno=date | Intestatario=customer | Posta elettronica=email | Art.=item | Pz.=quantity | Tot. riga=line_total | Operatore=staff", ";", _D, ","),
    Invented("odd_nl", "Kassabonnr.=receipt | Verkoopmoment=date | Naam koper=customer | Mail=email | Omschr.=item | Aant.=quantity | Regelprijs=line_total", ";", "%d-%m-%Y", ","),
    Invented("odd_pl", "Nr dok.=receipt | Dzień sprzedaży=date | Nabywca=customer | Adres e-mail=email | Towar/usługa=item | Il.=quantity | Wart. brutto=line_total | Sprzedawca=staff", ";", _P, ","),
    Invented("odd_pt", "Doc.=receipt | Dt. venda=date | Nome do comprador=customer | Telemóvel=phone | Descrição artigo=item | Qtde.=quantity | Vlr. total=line_total | Atendente=staff", ";", _D, ","),
)  # fmt: skip
