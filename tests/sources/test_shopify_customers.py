"""Shopify's customers, as exported today and in earlier years."""

from collections.abc import Callable

from notecard.core.purchases import Contact, Person, Read
from notecard.sources.shopify_customers import SOURCE

Reading = Callable[..., list[Read]]

NEW = """\
Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,\
Default Address Address1,Default Address Address2,Default Address City,\
Default Address Province Code,Default Address Country Code,Default Address Zip,\
Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags
'700001,Ann,Lee,a@example.com,yes,,1 Elm Street,Unit 2,Troy,NY,US,'02180,'(212) 555-0101,\
'+12125550102,no,11.37,1,,no,
,,,,no,,,,,,,,,'+12125550199,no,0.00,0,,no,
"""
OLD = """\
First Name,Last Name,Email,Company,Address1,Address2,City,Province,Province Code,Country,\
Country Code,Zip,Phone,Accepts Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt
Ann,Lee,a@example.com,,1 Elm Street,Unit 2,Troy,New York,NY,United States,US,'02180,\
'+12125550102,no,11.37,1,,,no
"""


def _people(reads: list[Read]) -> list[Person]:
    assert all(isinstance(read, Contact) for read in reads)
    return [read.person for read in reads if isinstance(read, Contact)]


def test_the_apostrophes_before_numbers_go(read: Reading) -> None:
    ann, nameless = _people(read(NEW, SOURCE))
    assert (ann.system_id, ann.name, ann.given) == ("700001", "Ann Lee", "Ann")
    assert (ann.phone, ann.also) == ("+12125550102", ("(212) 555-0101",))
    assert (ann.address.postcode, ann.address.country) == ("02180", "US")
    assert ann.address.lines == ("1 Elm Street", "Unit 2")
    assert nameless == Person(phone="+12125550199")


def test_the_older_layout(read: Reading) -> None:
    (ann,) = _people(read(OLD, SOURCE, encoding="utf-8-sig", newline="\r\n"))
    assert (ann.name, ann.email, ann.phone) == ("Ann Lee", "a@example.com", "+12125550102")
    assert (ann.address.region, ann.address.country) == ("NY", "US")
