"""A grooming price list to start from: services by size and coat, add-ons, a few products."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from db.models import Category, Item, ItemNeed, PriceCell
from pettui.history.door import Door

Cells = Mapping[tuple[str, str], tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service or product of the list. Prices are in cents, lengths in minutes.

    `cells` gives price and working minutes by (size, coat), "" meaning any; `needs` names
    kinds of resources and the part of the service that holds them.
    """

    code: str
    name: str
    category: str
    price: int
    setup: int = 0
    process: int = 0
    finish: int = 0
    cells: Cells = field(default_factory=dict)
    needs: tuple[tuple[str, str], ...] = ()
    add_on: bool = False
    kind: str = "S"
    cost: int = 0
    backbar: int = 0
    stock: int | None = None
    reserved: bool = False
    comment: str = ""


CATEGORIES = (
    ("Grooming", "S"), ("Baths", "S"), ("Trims & nails", "S"), ("Cats", "S"), ("Add-ons", "S"),
    ("Retail", "P"),
)  # fmt: skip


def _by_size(*pairs: tuple[int, int], **coats: tuple[tuple[int, int], ...]) -> Cells:
    """Lay out (dollars, minutes) for XS to XL, and again for coats that cost more."""
    sizes = ("XS", "S", "M", "L", "XL")
    cells: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    for coat, row in (("", pairs), *coats.items()):
        for size, (dollars, minutes) in zip(sizes, row, strict=True):
            cells[size, coat] = (dollars * 100, minutes)
    return cells


_DRYER = (("dryer", "process"),)
_TUB_DRYER = (("tub", "setup"), ("dryer", "process"))

SERVICES = (
    Offer("FG", "Full groom", "Grooming", 8500, 60, 30, 30, _by_size(
        (62, 45), (70, 45), (85, 60), (108, 75), (135, 90),
        curly=((68, 45), (78, 60), (98, 75), (128, 90), (160, 105)),
    ), _DRYER, backbar=250, comment="Bath, dry, and cut or style from head to tail."),
    Offer("FGH", "Full groom, hand dried", "Grooming", 9200, 105, 0, 0, _by_size(
        (70, 75), (78, 90), (94, 105), (118, 135), (148, 165),
        curly=((76, 90), (88, 105), (108, 120), (138, 150), (172, 180)),
    ), backbar=250, comment="For pets that fear the dryer stand."),
    Offer("PUP", "Puppy's first groom", "Grooming", 5200, 45, 0, 0, _by_size(
        (45, 45), (48, 45), (55, 45), (65, 60), (75, 60),
    ), backbar=150, comment="Up to six months: bath, face and feet, and getting used to it."),
    Offer("DS", "De-shed treatment", "Grooming", 7800, 45, 30, 30, _by_size(
        (50, 30), (58, 45), (72, 45), (92, 60), (120, 75),
    ), _TUB_DRYER, backbar=350),
    Offer("HS", "Hand strip", "Grooming", 11500, 120, 0, 0, _by_size(
        (95, 90), (110, 120), (135, 135), (175, 165), (220, 210),
    ), comment="Wire coats; priced by the hour over the usual length."),
    Offer("BB", "Bath & brush", "Baths", 4800, 30, 0, 15, _by_size(
        (36, 30), (42, 30), (50, 30), (62, 45), (78, 60),
        long=((40, 30), (48, 30), (58, 45), (72, 60), (90, 75)),
        double=((42, 30), (50, 30), (60, 45), (76, 60), (96, 75)),
    ), (("tub", "setup"),), backbar=150),
    Offer("BD", "Bath & dry", "Baths", 5200, 30, 30, 15, _by_size(
        (38, 20), (44, 20), (54, 30), (68, 40), (86, 50),
        double=((44, 20), (52, 30), (64, 40), (82, 50), (104, 60)),
    ), _TUB_DRYER, backbar=180),
    Offer("NT", "Nail trim", "Trims & nails", 1800, 15),
    Offer("NG", "Nail grind", "Trims & nails", 2400, 15),
    Offer("EAR", "Ear cleaning", "Trims & nails", 1500, 15, backbar=40),
    Offer("TB", "Teeth brushing", "Trims & nails", 1400, 15, backbar=60),
    Offer("FFF", "Face, feet & fanny trim", "Trims & nails", 3600, 30, 0, 0, _by_size(
        (32, 30), (34, 30), (38, 30), (46, 45), (54, 45),
    )),
    Offer("CG", "Cat groom", "Cats", 8500, 45, 20, 25, {
        ("", ""): (8500, 45), ("", "long"): (9800, 60),
    }, (("kennel", "process"),), backbar=200),
    Offer("CL", "Cat lion cut", "Cats", 10500, 75, 0, 0, {
        ("", ""): (10500, 75), ("", "long"): (11800, 90),
    }, backbar=120),
    Offer("FB", "Flea bath", "Add-ons", 1600, 15, add_on=True, backbar=300),
    Offer("MED", "Medicated shampoo", "Add-ons", 1400, 10, add_on=True, backbar=350),
    Offer("DEM", "De-mat, 15 minutes", "Add-ons", 2000, 15, add_on=True),
    Offer("BLU", "Blueberry facial", "Add-ons", 1000, 5, add_on=True, backbar=80),
    Offer("PAW", "Paw balm", "Add-ons", 800, 5, add_on=True, backbar=60),
)  # fmt: skip

PRODUCTS = (
    Offer("SHAM", "Oatmeal shampoo 16 oz", "Retail", 1699, kind="P", cost=820, stock=24),
    Offer("COND", "Detangling spray 12 oz", "Retail", 1499, kind="P", cost=690, stock=18),
    Offer("BRUSH", "Slicker brush", "Retail", 1899, kind="P", cost=910, stock=15),
    Offer("COMB", "Steel comb", "Retail", 1299, kind="P", cost=540, stock=12),
    Offer("BOW", "Bow", "Retail", 300, kind="P", cost=45, stock=160),
    Offer("BAND", "Bandana", "Retail", 800, kind="P", cost=260, stock=60),
    Offer("CHEW", "Dental chews, bag", "Retail", 1199, kind="P", cost=610, stock=30),
)

RESERVED = (
    Offer("MISCS", "Miscellaneous service", "Trims & nails", 0, 15, reserved=True),
    Offer("MISCP", "Miscellaneous product", "Retail", 0, kind="P", reserved=True),
)
"""The rows for what is not on the list (DOMAIN 5.11)."""

OFFERS = (*SERVICES, *PRODUCTS, *RESERVED)


def write(
    door: Door,
    taxed: tuple[bool, bool, bool] = (True, False, False),
    offers: Iterable[Offer] = OFFERS,
) -> dict[str, int]:
    """Write the list into a shop and give the ids by code; codes in use are left as they are.

    `taxed` says which of the three taxes apply to all of it; `offers` may have other prices.
    """
    ids: dict[str, int] = dict(Item.select(Item.code, Item.id).tuples())
    groups: dict[tuple[str, str], int] = {
        (name, kind): key
        for key, name, kind in Category.select(Category.id, Category.name, Category.kind).tuples()
    }
    for position, (name, kind) in enumerate(CATEGORIES):
        if (name, kind) not in groups:
            row = door.insert(Category, name=name, kind=kind, position=position)
            groups[name, kind] = row.id
    for position, offer in enumerate(offers):
        if offer.code not in ids:
            ids[offer.code] = _write_offer(door, offer, position, groups, taxed)
    return ids


def _write_offer(
    door: Door,
    offer: Offer,
    position: int,
    groups: Mapping[tuple[str, str], int],
    taxed: tuple[bool, bool, bool],
) -> int:
    item = door.insert(
        Item,
        code=offer.code, kind=offer.kind, name=offer.name,
        category=groups[offer.category, offer.kind], price=offer.price, cost=offer.cost,
        backbar=offer.backbar, setup=offer.setup, process=offer.process, finish=offer.finish,
        tax1=taxed[0], tax2=taxed[1], tax3=taxed[2], position=position, add_on=offer.add_on,
        reserved=offer.reserved, stock=offer.stock, comment=offer.comment,
    )  # fmt: skip
    for (size, coat), (price, minutes) in offer.cells.items():
        door.insert(PriceCell, item=item, size=size, coat=coat, price=price, minutes=minutes)
    for kind, phase in offer.needs:
        door.insert(ItemNeed, item=item, kind=kind, phase=phase)
    return int(item.id)
