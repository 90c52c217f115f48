"""The customers export of Shopify, of today and of the years before 2023.

Customers > Export > Plain CSV file, in the admin. Shopify does not translate it.
"""

from typing import Final

from notecard.sources.address_book import AddressBook
from notecard.sources.header_words import Columns
from notecard.sources.source import Source

COLUMNS: Final[Columns] = {
    "customer_id": ("Customer ID",),
    "given": ("First Name",),
    "customer": (("First Name", "Last Name"),),
    "company": ("Default Address Company", "Company"),
    "email": ("Email",),
    "phone": (("Phone", "Default Address Phone"), "Default Address Phone"),
    "street": (
        ("Default Address Address1", "Default Address Address2"),
        ("Address1", "Address2"),
    ),
    "city": ("Default Address City", "City"),
    "region": ("Default Address Province Code", "Province Code", "Province"),
    "postcode": ("Default Address Zip", "Zip"),
    "country": ("Default Address Country Code", "Country Code", "Country"),
    "marketing": ("Accepts Email Marketing", "Accepts Marketing"),
    "orders": ("Total Orders", "Total Spent", "Tax Exempt"),
}


class ShopifyCustomers(AddressBook):
    """The file of Customers > Export > Plain CSV file."""

    id, label, system = "shopify_customers", "Shopify (customers)", "shopify"
    way_out = "In Shopify, choose Customers, then Export, then Plain CSV file."
    columns = COLUMNS
    needs = ("customer", "email", "marketing|orders", "street|customer_id")
    lacks = ("Square Customer ID", "Financial Status", "Lineitem name")


SOURCE: Final[Source] = ShopifyCustomers()
