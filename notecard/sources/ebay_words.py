"""What eBay calls the columns of its orders report on its sites.

English (American, British, Australian), German, French, Spanish, Italian, Dutch, Polish,
Portuguese, with the alternatives seen and likely.
"""

from typing import Final

from notecard.sources.header_words import Columns

COLUMNS: Final[Columns] = {
    "receipt": (
        "Order Number", "Bestellnummer", "Numéro de commande", "N° de commande",
        "Número de pedido", "Número del pedido", "Numero ordine", "Numero d'ordine",
        "Numero dell'ordine", "Bestelnummer", "Ordernummer", "Numer zamówienia",
        "Nr zamówienia", "Número do pedido", "Número da encomenda",
    ),
    "customer_id": (
        "Buyer Username", "Buyer User ID", "Buyer ID", "Nutzername des Käufers",
        "Benutzername des Käufers", "Mitgliedsname des Käufers", "Mitgliedsname",
        "Nom d'utilisateur de l'acheteur", "Nom d'utilisateur acheteur", "Pseudo de l'acheteur",
        "Pseudo acheteur", "Identifiant de l'acheteur", "Nombre de usuario del comprador",
        "Usuario del comprador", "Seudónimo del comprador", "Nome utente acquirente",
        "Nome utente dell'acquirente", "ID utente acquirente", "Gebruikersnaam van koper",
        "Gebruikersnaam koper", "Gebruikersnaam van de koper", "Nazwa użytkownika kupującego",
        "Login kupującego", "Nick kupującego", "Nome de usuário do comprador",
        "Nome de utilizador do comprador", "Usuário do comprador",
    ),
    "customer": (
        "Buyer Name", "Buyer Full name", "Name des Käufers", "Vollständiger Name des Käufers",
        "Nom de l'acheteur", "Nom complet de l'acheteur", "Nombre del comprador",
        "Nombre completo del comprador", "Nome acquirente", "Nome dell'acquirente",
        "Nome completo dell'acquirente", "Naam van koper", "Naam koper", "Naam van de koper",
        "Imię i nazwisko kupującego", "Nazwa kupującego", "Nazwisko kupującego",
        "Nome do comprador", "Nome completo do comprador",
        # of the orders sent to somebody else it is another's, but better than none
        "Ship To Name", "Post To Name", "Versand an Name",
    ),
    "recipient": (
        "Ship To Name", "Post To Name", "Versand an Name", "Name des Empfängers", "Empfängername",
        "Nom du destinataire", "Nombre del destinatario", "Nome destinatario",
        "Nome del destinatario", "Naam ontvanger", "Naam van ontvanger", "Nazwa odbiorcy",
        "Imię i nazwisko odbiorcy", "Nome do destinatário",
    ),
    "phone": (
        "Ship To Phone", "Post To Phone", "Buyer Phone", "Buyer phone number", "Versand an Telefon",
        "Telefon des Empfängers", "Telefonnummer des Käufers", "Téléphone du destinataire",
        "Téléphone de l'acheteur", "Teléfono del destinatario", "Teléfono del comprador",
        "Telefono destinatario", "Telefono del destinatario", "Telefono acquirente",
        "Telefoon ontvanger", "Telefoonnummer ontvanger", "Telefoonnummer van ontvanger",
        "Telefoonnummer koper", "Telefon odbiorcy", "Telefon kupującego",
        "Telefone do destinatário", "Telefone do comprador",
    ),
    "street": (
        ("Buyer Address 1", "Buyer Address 2"), ("Käuferadresse 1", "Käuferadresse 2"),
        ("Adresse 1 des Käufers", "Adresse 2 des Käufers"),
        ("Adresse 1 de l'acheteur", "Adresse 2 de l'acheteur"),
        ("Dirección 1 del comprador", "Dirección 2 del comprador"),
        ("Indirizzo 1 acquirente", "Indirizzo 2 acquirente"),
        ("Indirizzo 1 dell'acquirente", "Indirizzo 2 dell'acquirente"),
        ("Adres 1 van koper", "Adres 2 van koper"), ("Adres 1 koper", "Adres 2 koper"),
        ("Adres 1 kupującego", "Adres 2 kupującego"),
        ("Endereço 1 do comprador", "Endereço 2 do comprador"),
        ("Ship To Address 1", "Ship To Address 2"), ("Post To Address 1", "Post To Address 2"),
        ("Versand an Adresse 1", "Versand an Adresse 2"),
    ),
    "city": (
        "Buyer City", "Buyer Town", "Ort des Käufers", "Ville de l'acheteur",
        "Ciudad del comprador", "Città acquirente", "Città dell'acquirente", "Plaats van koper",
        "Plaats koper", "Miasto kupującego", "Cidade do comprador", "Ship To City",
        "Post To City", "Versand an Ort",
    ),
    "region": (
        "Buyer State", "Buyer County", "Staat des Käufers", "Bundesland des Käufers",
        "État de l'acheteur", "Provincia del comprador", "Provincia acquirente",
        "Provincie van koper", "Województwo kupującego", "Estado do comprador", "Ship To State",
        "Post To State", "Post To County",
    ),
    "postcode": (
        "Buyer Zip", "Buyer Postcode", "Buyer Post code", "PLZ des Käufers",
        "Postleitzahl des Käufers", "Code postal de l'acheteur", "Código postal del comprador",
        "CAP acquirente", "CAP dell'acquirente", "Postcode van koper", "Postcode koper",
        "Kod pocztowy kupującego", "CEP do comprador", "Código postal do comprador", "Ship To Zip",
        "Post To Postcode", "Post To Zip", "Versand an PLZ",
    ),
    "country": (
        "Buyer Country", "Land des Käufers", "Pays de l'acheteur", "País del comprador",
        "Paese acquirente", "Paese dell'acquirente", "Land van koper", "Land koper",
        "Kraj kupującego", "País do comprador", "Ship To Country", "Post To Country",
        "Versand an Land",
    ),
    "item": (
        "Item Title", "Title", "Angebotstitel", "Artikelbezeichnung", "Artikeltitel",
        "Titre de l'objet", "Titre de l'annonce", "Titre objet", "Título del artículo",
        "Título del anuncio", "Titolo oggetto", "Titolo dell'oggetto", "Titolo inserzione",
        "Titolo dell'inserzione", "Objecttitel", "Titel van object", "Titel object",
        "Titel van artikel", "Artikeltitel", "Tytuł przedmiotu", "Nazwa przedmiotu",
        "Tytuł oferty", "Título do item", "Título do artigo", "Título do anúncio",
    ),
    "sku": (
        "Custom Label", "Custom Label (SKU)", "Bestandseinheit", "Bestandseinheit (SKU)",
        "Étiquette personnalisée", "Libellé personnalisé", "Etiqueta personalizada",
        "Etichetta personalizzata", "Aangepast label", "Eigen label", "Etykieta niestandardowa",
        "Własna etykieta",
    ),
    "quantity": (
        "Quantity", "Anzahl", "Stückzahl", "Menge", "Quantité", "Cantidad", "Quantità", "Aantal",
        "Hoeveelheid", "Ilość", "Liczba", "Quantidade",
    ),
    "line_total": (
        "Sold For", "Sale Price", "Verkauft für", "Verkaufspreis", "Verkauft zu", "Vendu pour",
        "Vendu à", "Prix de vente", "Vendido por", "Precio de venta", "Venduto a", "Venduto per",
        "Prezzo di vendita", "Verkocht voor", "Verkoopprijs", "Sprzedano za",
        "Cena sprzedaży", "Preço de venda",
    ),
    "receipt_total": (
        "Total Price", "Gesamtbetrag", "Gesamtpreis", "Prix total", "Montant total",
        "Precio total", "Importe total", "Prezzo totale", "Importo totale", "Totaalprijs",
        "Totale prijs", "Totaalbedrag", "Cena całkowita", "Łączna cena", "Cena łączna",
        "Kwota całkowita", "Preço total", "Valor total",
    ),
    "date": (
        "Sale Date", "Date sold", "Verkauft am", "Verkaufsdatum", "Date de vente",
        "Date de la vente", "Vendu le", "Fecha de venta", "Fecha de la venta", "Data di vendita",
        "Data vendita", "Data della vendita", "Verkoopdatum", "Datum verkoop", "Data sprzedaży",
        "Data da venda", "Data de venda", "Paid On Date", "Zahlungsdatum", "Bezahldatum",
    ),
}  # fmt: skip
