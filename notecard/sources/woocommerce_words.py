"""What WooCommerce calls what its two exports have in common, as its translations have it.

English, German, French, Spanish, Italian, Dutch, Polish, Portuguese.
"""

from typing import Final

NUMBER: Final = (
    "Order Number", "Order #", "Order No.", "Bestellnummer", "Bestellung #", "Bestell-Nr.",
    "Bestellung Nr.", "Bestellnr.", "Auftragsnummer", "Numéro de commande", "Commande #",
    "Commande n°",
    "N° de commande", "Nº commande", "Número de pedido", "Pedido #", "Pedido n.º", "N.º de pedido",
    "Numero ordine", "Numero d'ordine", "Numero dell'ordine", "Ordine #", "Ordine n.", "N. ordine",
    "N. d'ordine", "Bestelnummer", "Bestelling #", "Bestelling nr.", "Bestelnr.", "Ordernummer",
    "Numer zamówienia", "Zamówienie #", "Zamówienie nr", "Nr zamówienia", "Número do pedido",
    "Nº do pedido", "N.º do pedido", "Número da encomenda", "Encomenda #", "N.º da encomenda",
    "Encomenda n.º", "Order ID", "Bestell-ID", "Bestellungs-ID", "ID de commande",
    "ID de la commande", "ID commande", "ID de pedido", "ID del pedido", "ID pedido", "ID ordine",
    "ID dell'ordine", "Bestel-ID", "Bestelling ID", "Order-ID", "ID zamówienia",
    "Identyfikator zamówienia", "ID do pedido", "ID da encomenda",
)  # fmt: skip
PENDING: Final = (
    "pending", "Pending payment", "wc-pending", "on-hold", "On hold", "wc-on-hold",
    "checkout-draft", "wc-checkout-draft", "Draft", "Ausstehend", "Zahlung ausstehend",
    "Ausstehende Zahlung", "Warten auf Zahlung", "Wartend", "In Wartestellung", "Wartestellung",
    "Zurückgestellt", "In der Warteschleife", "Entwurf", "En attente", "Attente paiement",
    "En attente de paiement", "Attente de paiement", "Paiement en attente", "Mise en attente",
    "Brouillon", "Pendiente", "Pendiente de pago", "Pago pendiente", "En espera", "Borrador",
    "In attesa", "In attesa di pagamento", "In sospeso", "Pagamento in sospeso",
    "Pagamento in attesa", "Bozza", "In afwachting", "In afwachting van betaling",
    "Wachtend op betaling", "Wacht op betaling", "Betaling in afwachting", "Wachtend",
    "In de wacht", "In wacht", "Concept", "Oczekujące", "Oczekujące na płatność",
    "Oczekuje na płatność", "Oczekiwanie na płatność", "Wstrzymane", "Wstrzymano",
    "Wstrzymane (oczekujące na płatność)", "Szkic", "Pendente", "Pagamento pendente",
    "Pendente de pagamento", "Aguardando", "Aguardando pagamento", "A aguardar pagamento",
    "Em espera", "Rascunho",
)  # fmt: skip
VOIDED: Final = (
    "cancelled", "Canceled", "wc-cancelled", "trash", "Storniert", "Abgebrochen", "Annulée",
    "Annulé", "Annulation", "Cancelado", "Cancelada", "Anulado", "Anulada", "Annullato",
    "Annullata", "Cancellato", "Cancellata", "Geannuleerd", "Anulowane", "Anulowano", "Anulowana",
)  # fmt: skip
FAILED: Final = (
    "failed", "wc-failed", "Fehlgeschlagen", "Échouée", "Échoué", "Échec", "Fallido", "Fallida",
    "Fallito", "Non riuscito", "Mislukt", "Nieudane", "Nie powiodło się", "Niepowodzenie",
    "Malsucedido", "Falhou", "Falhado", "Falhada", "Falha",
)  # fmt: skip
NOT_COUNTED: Final = {"pending": PENDING, "voided": VOIDED, "failed": FAILED}
REFUNDED: Final = (
    "refunded", "wc-refunded", "Rückerstattet", "Erstattet", "Zurückerstattet", "Remboursée",
    "Remboursé", "Reembolsado", "Reembolsada", "Rimborsato", "Rimborsata", "Terugbetaald",
    "Gerestitueerd", "Zwrócone", "Zwrócono", "Zrefundowane", "Zwrot",
)  # fmt: skip
