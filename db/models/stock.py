"""Services and products, their prices, exceptions and needs."""

from __future__ import annotations

from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from db.fields import DayField, MinutesField, MoneyField, RateField
from db.models.base import Record
from db.models.team import Branch, Employee


class Tax(Record):
    """One of up to three named taxes; rates are percentages (DOMAIN 13.9)."""

    branch = ForeignKeyField(Branch, backref="taxes")
    place = IntegerField()  # 1, 2 or 3
    name = CharField()
    service_rate = RateField(default="0")
    product_rate = RateField(default="0")
    compound = BooleanField(default=False)
    active = BooleanField(default=True)

    class Meta:
        """Indexes and constraints."""

        indexes = ((("branch", "place"), True),)
        constraints = [SQL("CHECK (place BETWEEN 1 AND 3)")]


class Category(Record):
    """A group of services or products; named by id, so that a new name breaks nothing."""

    name = CharField()
    kind = CharField(max_length=1, default="S")
    position = IntegerField(default=0)
    active = BooleanField(default=True)
    origin = CharField(null=True, unique=True)


class Item(Record):
    """A service (S) or a product (P)."""

    code = CharField(unique=True)
    kind = CharField(max_length=1, default="S")
    name = CharField()
    category = ForeignKeyField(Category, null=True, backref="items")
    price = MoneyField(default=0)
    cost = MoneyField(default=0)
    backbar = MoneyField(default=0)
    setup = MinutesField(default=30)
    process = MinutesField(default=0)
    finish = MinutesField(default=0)
    tax1 = BooleanField(default=False)
    tax2 = BooleanField(default=False)
    tax3 = BooleanField(default=False)
    color = CharField(default="")
    position = IntegerField(default=0)
    add_on = BooleanField(default=False)
    reserved = BooleanField(default=False)  # the miscellaneous rows (DOMAIN 5.11)
    stock = IntegerField(null=True)
    comment = TextField(default="")
    active = BooleanField(default=True)
    origin = CharField(null=True, unique=True)

    class Meta:
        """Constraints."""

        constraints = [SQL("CHECK (kind IN ('S', 'P'))")]


class PriceCell(Record):
    """A price and length of a service for a size class, a coat, a breed group ("" means any)."""

    item = ForeignKeyField(Item, backref="price_cells")
    size = CharField(max_length=4, default="")
    coat = CharField(default="")
    group = CharField(column_name="breed_group", default="")
    price = MoneyField(null=True)
    minutes = MinutesField(null=True)  # the working time (setup); process and finish stay

    class Meta:
        """Indexes."""

        indexes = ((("item", "size", "coat", "group"), True),)


class FuturePrice(Record):
    """A price that holds from a day on; an empty exception and cell mean the list price."""

    item = ForeignKeyField(Item, backref="future_prices")
    size = CharField(max_length=4, default="")
    coat = CharField(default="")
    group = CharField(column_name="breed_group", default="")
    employee = ForeignKeyField(Employee, null=True)
    day = DayField()
    price = MoneyField()

    class Meta:
        """Indexes."""

        indexes = ((("item", "day"), False),)


class ItemLink(Record):
    """A product or add-on that goes with a service: offered, or forced onto the ticket."""

    item = ForeignKeyField(Item, backref="links")
    other = ForeignKeyField(Item)
    forced = BooleanField(default=False)
    quantity = IntegerField(default=1)

    class Meta:
        """Indexes."""

        indexes = ((("item", "other"), True),)


class ItemException(Record):
    """What one employee does differently; an empty field means the default, 0 is a value."""

    item = ForeignKeyField(Item, backref="exceptions")
    employee = ForeignKeyField(Employee, backref="exceptions")
    price = MoneyField(null=True)
    setup = MinutesField(null=True)
    process = MinutesField(null=True)
    finish = MinutesField(null=True)
    backbar = MoneyField(null=True)

    class Meta:
        """Indexes."""

        indexes = ((("item", "employee"), True),)


class ItemNeed(Record):
    """A kind of resource that a service holds, and in which part of its time."""

    item = ForeignKeyField(Item, backref="needs")
    kind = CharField()  # "tub", "dryer", ...
    phase = CharField(default="all")  # "setup", "process", "finish" or "all"

    class Meta:
        """Indexes and constraints."""

        indexes = ((("item", "kind", "phase"), True),)
        constraints = [SQL("CHECK (phase IN ('setup', 'process', 'finish', 'all'))")]


class Ability(Record):
    """A service or a whole category that a limited employee may do (an allow-list: DOMAIN 11)."""

    employee = ForeignKeyField(Employee, backref="abilities")
    item = ForeignKeyField(Item, null=True)
    category = ForeignKeyField(Category, null=True)

    class Meta:
        """Indexes and constraints."""

        indexes = ((("employee", "item", "category"), True),)
        constraints = [SQL("CHECK ((item_id IS NULL) <> (category_id IS NULL))")]
