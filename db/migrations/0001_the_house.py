"""The first schema: shop, staff, services, clients, pets, tickets, slots, payments, history."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

from db.fields import (
    DayField,
    InstantField,
    JsonField,
    MinutesField,
    MoneyField,
    RateField,
)


def up(migrator: Any, db: Database) -> None:  # the runner hands it over untyped
    class Branch(Model):
        version = IntegerField(default=1)
        name = CharField()
        zone = CharField()
        currency = CharField(max_length=3)
        locale = CharField(default="en_US")
        phone = CharField(default="")
        money_format = JsonField(null=True)
        region = CharField(max_length=2, default="US")

        class Meta:
            database = db
            table_name = "branch"

    class Setting(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        name = CharField()
        value = JsonField(null=True)

        class Meta:
            database = db
            table_name = "setting"
            indexes = ((("branch", "name"), True),)

    class Counter(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        name = CharField()
        next_value = IntegerField(default=1000)

        class Meta:
            database = db
            table_name = "counter"
            indexes = ((("branch", "name"), True),)

    class Bookable(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        kind = CharField(max_length=10)
        label = CharField()
        position = IntegerField(default=0)
        lanes = IntegerField(default=1)
        shown = BooleanField(default=True)
        active = BooleanField(default=True)
        color = CharField(default="")

        class Meta:
            database = db
            table_name = "bookable"
            constraints = [
                SQL("CHECK (kind IN ('employee', 'resource'))"),
                SQL("CHECK (lanes >= 1)"),
            ]

    class Employee(Model):
        bookable = ForeignKeyField(Bookable, primary_key=True, column_name="id")
        version = IntegerField(default=1)
        number = IntegerField(unique=True)
        first_name = CharField(default="")
        last_name = CharField(default="")
        phone = CharField(default="")
        email = CharField(default="")
        role = CharField(default="groomer")
        limited = BooleanField(default=False)
        comment = TextField(default="")
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "employee"

    class Resource(Model):
        bookable = ForeignKeyField(Bookable, primary_key=True, column_name="id")
        version = IntegerField(default=1)
        kind = CharField()

        class Meta:
            database = db
            table_name = "resource"

    class OpeningHours(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        weekday = IntegerField()
        start = MinutesField()
        end = MinutesField()

        class Meta:
            database = db
            table_name = "opening_hours"
            indexes = ((("branch", "weekday", "start"), True),)
            constraints = [SQL('CHECK ("end" > start)')]

    class Closure(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        day = DayField(index=True)
        reason = CharField(default="")

        class Meta:
            database = db
            table_name = "closure"

    class Shift(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee)
        weekday = IntegerField()
        start = MinutesField()
        end = MinutesField()

        class Meta:
            database = db
            table_name = "shift"
            indexes = ((("employee", "weekday", "start"), True),)
            constraints = [SQL('CHECK ("end" > start)')]

    class DayPlan(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee)
        day = DayField()
        off = BooleanField(default=False)
        start = MinutesField(null=True)
        end = MinutesField(null=True)
        reason = CharField(default="")

        class Meta:
            database = db
            table_name = "day_plan"
            indexes = ((("day", "employee"), False),)

    class Tax(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        place = IntegerField()
        name = CharField()
        service_rate = RateField(default="0")
        product_rate = RateField(default="0")
        compound = BooleanField(default=False)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "tax"
            indexes = ((("branch", "place"), True),)
            constraints = [SQL("CHECK (place BETWEEN 1 AND 3)")]

    class Category(Model):
        version = IntegerField(default=1)
        name = CharField()
        kind = CharField(max_length=1, default="S")
        position = IntegerField(default=0)
        active = BooleanField(default=True)
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "category"

    class Item(Model):
        version = IntegerField(default=1)
        code = CharField(unique=True)
        kind = CharField(max_length=1, default="S")
        name = CharField()
        category = ForeignKeyField(Category, null=True)
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
        reserved = BooleanField(default=False)
        stock = IntegerField(null=True)
        comment = TextField(default="")
        active = BooleanField(default=True)
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "item"
            constraints = [SQL("CHECK (kind IN ('S', 'P'))")]

    class PriceCell(Model):
        version = IntegerField(default=1)
        item = ForeignKeyField(Item)
        size = CharField(max_length=4, default="")
        coat = CharField(default="")
        price = MoneyField(null=True)
        minutes = MinutesField(null=True)

        class Meta:
            database = db
            table_name = "price_cell"
            indexes = ((("item", "size", "coat"), True),)

    class ItemException(Model):
        version = IntegerField(default=1)
        item = ForeignKeyField(Item)
        employee = ForeignKeyField(Employee)
        price = MoneyField(null=True)
        setup = MinutesField(null=True)
        process = MinutesField(null=True)
        finish = MinutesField(null=True)
        backbar = MoneyField(null=True)

        class Meta:
            database = db
            table_name = "item_exception"
            indexes = ((("item", "employee"), True),)

    class ItemNeed(Model):
        version = IntegerField(default=1)
        item = ForeignKeyField(Item)
        kind = CharField()
        phase = CharField(default="all")

        class Meta:
            database = db
            table_name = "item_need"
            indexes = ((("item", "kind", "phase"), True),)
            constraints = [SQL("CHECK (phase IN ('setup', 'process', 'finish', 'all'))")]

    class Ability(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee)
        item = ForeignKeyField(Item, null=True)
        category = ForeignKeyField(Category, null=True)

        class Meta:
            database = db
            table_name = "ability"
            indexes = ((("employee", "item", "category"), True),)
            constraints = [SQL("CHECK ((item_id IS NULL) <> (category_id IS NULL))")]

    class Client(Model):
        version = IntegerField(default=1)
        number = IntegerField(unique=True)
        first_name = CharField(default="")
        last_name = CharField(index=True, default="")
        email = CharField(index=True, default="")
        address = CharField(default="")
        city = CharField(default="")
        state = CharField(default="")
        postcode = CharField(default="")
        alert = TextField(default="")
        comment = TextField(default="")
        referral = CharField(default="")
        preferred_employee = ForeignKeyField(Employee, null=True)
        birthday = DayField(null=True)
        mail_appointments = BooleanField(default=True)
        text_appointments = BooleanField(default=True)
        marketing = BooleanField(default=False)
        anonymous = BooleanField(default=False)
        active = BooleanField(default=True)
        created = InstantField()
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "client"

    class Phone(Model):
        version = IntegerField(default=1)
        client = ForeignKeyField(Client)
        kind = CharField(default="mobile")
        number = CharField()
        shown = CharField()
        digits = CharField(index=True)
        primary = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "phone"

    class Breed(Model):
        version = IntegerField(default=1)
        species = CharField(default="Dog")
        name = CharField()
        size = CharField(max_length=4, default="")
        coat = CharField(default="")
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "breed"
            indexes = ((("species", "name"), True),)

    class Pet(Model):
        version = IntegerField(default=1)
        client = ForeignKeyField(Client)
        name = CharField()
        species = CharField(default="Dog")
        breed = ForeignKeyField(Breed, null=True)
        size = CharField(max_length=4, default="")
        coat = CharField(default="")
        weight = IntegerField(null=True)
        born = DayField(null=True)
        sex = CharField(default="")
        neutered = BooleanField(null=True)
        color = CharField(default="")
        behavior = TextField(default="")
        medical = TextField(default="")
        alert = TextField(default="")
        groom_notes = TextField(default="")
        vet = CharField(default="")
        deceased = BooleanField(default=False)
        active = BooleanField(default=True)
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "pet"

    class Vaccine(Model):
        version = IntegerField(default=1)
        species = CharField(default="Dog")
        name = CharField()
        required = BooleanField(default=False)
        active = BooleanField(default=True)
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "vaccine"
            indexes = ((("species", "name"), True),)

    class Vaccination(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet)
        vaccine = ForeignKeyField(Vaccine)
        expires = DayField()
        comment = CharField(default="")

        class Meta:
            database = db
            table_name = "vaccination"
            indexes = ((("pet", "vaccine"), True),)

    class PetPrice(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet)
        item = ForeignKeyField(Item)
        price = MoneyField(null=True)
        minutes = MinutesField(null=True)

        class Meta:
            database = db
            table_name = "pet_price"
            indexes = ((("pet", "item"), True),)

    class Note(Model):
        version = IntegerField(default=1)
        client = ForeignKeyField(Client, null=True)
        pet = ForeignKeyField(Pet, null=True)
        category = CharField(default="")
        text = TextField()
        at = InstantField()
        author = CharField(default="")

        class Meta:
            database = db
            table_name = "note"
            constraints = [SQL("CHECK ((client_id IS NULL) <> (pet_id IS NULL))")]

    class SearchLine(Model):
        client = ForeignKeyField(Client, primary_key=True)
        text = TextField()

        class Meta:
            database = db
            table_name = "search_line"

    class Ticket(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        number = IntegerField()
        kind = CharField(max_length=5, default="visit")
        status = CharField(max_length=12, default="booked")
        client = ForeignKeyField(Client, null=True)
        client_name = CharField(default="")
        pet_names = CharField(default="")
        day = DayField()
        note = TextField(default="")
        reason = CharField(default="")
        double_booked = CharField(default="")
        confirmed_by = CharField(default="")
        created_via = CharField(default="Main Desk")
        referral = CharField(default="")
        created = InstantField()
        arrived = InstantField(null=True)
        started = InstantField(null=True)
        ready = InstantField(null=True)
        closed = InstantField(null=True)
        ended = InstantField(null=True)
        tax1_name = CharField(default="")
        tax2_name = CharField(default="")
        tax3_name = CharField(default="")
        tax1_service = RateField(default="0")
        tax2_service = RateField(default="0")
        tax3_service = RateField(default="0")
        tax1_product = RateField(default="0")
        tax2_product = RateField(default="0")
        tax3_product = RateField(default="0")
        tax2_compound = BooleanField(default=False)
        tax3_compound = BooleanField(default=False)
        subtotal = MoneyField(default=0)
        tax1 = MoneyField(default=0)
        tax2 = MoneyField(default=0)
        tax3 = MoneyField(default=0)
        rounding = RateField(default="0")
        total = MoneyField(default=0)
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "ticket"
            indexes = (
                (("branch", "number"), True),
                (("client", "day"), False),
                (("day", "status"), False),
            )
            constraints = [
                SQL("CHECK (kind IN ('visit', 'block'))"),
                SQL(
                    "CHECK (status IN ('booked', 'confirmed', 'arrived', 'in progress', 'ready',"
                    " 'closed', 'cancelled', 'late cancel', 'no-show', 'void'))"
                ),
            ]

    class TicketRow(Model):
        version = IntegerField(default=1)
        ticket = ForeignKeyField(Ticket)
        position = IntegerField(default=0)
        kind = CharField(max_length=1, default="S")
        item = ForeignKeyField(Item, null=True)
        pet = ForeignKeyField(Pet, null=True)
        employee = ForeignKeyField(Employee, null=True)
        day = DayField(null=True)
        start = MinutesField(null=True)
        setup = MinutesField(default=0)
        process = MinutesField(default=0)
        finish = MinutesField(default=0)
        lane = IntegerField(default=0)
        requested = BooleanField(default=False)
        description = CharField(default="")
        category_name = CharField(default="")
        pet_name = CharField(default="")
        employee_name = CharField(default="")
        quantity = IntegerField(default=1)
        used = IntegerField(default=1)
        price = MoneyField(default=0)
        price_from = CharField(default="")
        minutes_from = CharField(default="")
        discount = MoneyField(default=0)
        percent = RateField(default="0")
        subtotal = MoneyField(default=0)
        total = MoneyField(default=0)
        tax1 = BooleanField(default=False)
        tax2 = BooleanField(default=False)
        tax3 = BooleanField(default=False)
        taxable = MoneyField(default=0)
        cost = MoneyField(default=0)
        backbar = MoneyField(default=0)
        commission_used = MoneyField(default=0)
        commission_purchased = MoneyField(default=0)
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "ticket_row"
            indexes = ((("day", "employee"), False), (("ticket", "position"), False))
            constraints = [
                SQL("CHECK (kind IN ('S', 'P', 'B'))"),
                SQL(
                    "CHECK (start IS NULL OR"
                    " (start >= 0 AND start + setup + process + finish <= 1440))"
                ),
                SQL("CHECK (setup >= 0 AND process >= 0 AND finish >= 0 AND lane >= 0)"),
            ]

    class Hold(Model):
        version = IntegerField(default=1)
        row = ForeignKeyField(TicketRow)
        resource = ForeignKeyField(Resource)
        phase = CharField(default="all")
        lane = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "hold"
            indexes = ((("row", "resource", "phase"), True),)

    class Slot(Model):
        who = ForeignKeyField(Bookable, index=False)
        slot = BigIntegerField()
        lane = IntegerField(default=0)
        row = ForeignKeyField(TicketRow)

        class Meta:
            database = db
            table_name = "slot"
            # The key is all that is looked up: half the size, and quicker to write.
            without_rowid = isinstance(db, SqliteDatabase)
            primary_key = CompositeKey("who", "slot", "lane")

    class TicketNote(Model):
        version = IntegerField(default=1)
        ticket = ForeignKeyField(Ticket)
        text = TextField()
        at = InstantField()
        author = CharField(default="")

        class Meta:
            database = db
            table_name = "ticket_note"

    class Tender(Model):
        version = IntegerField(default=1)
        name = CharField(unique=True)
        position = IntegerField(default=0)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "tender"

    class Payment(Model):
        version = IntegerField(default=1)
        ticket = ForeignKeyField(Ticket)
        tender = ForeignKeyField(Tender)
        amount = MoneyField()
        reference = CharField(default="")
        at = InstantField()
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "payment"

    class Change(Model):
        command = CharField(unique=True, max_length=36)
        what = CharField()
        at = InstantField()
        account = IntegerField(null=True)
        account_name = CharField(default="")
        terminal = CharField()
        sequence = IntegerField()
        kind = CharField(max_length=4, default="do")
        reverses = ForeignKeyField("self", null=True)
        reversed = BooleanField(default=False)
        undoable = BooleanField(default=True)
        digest = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "change"
            indexes = ((("terminal", "sequence"), True),)

    class ChangedRow(Model):
        change = ForeignKeyField(Change)
        table = CharField(column_name="table_name")
        key = IntegerField()
        old = JsonField(null=True)
        new = JsonField(null=True)
        ticket = IntegerField(index=True, null=True)
        client = IntegerField(index=True, null=True)

        class Meta:
            database = db
            table_name = "changed_row"
            indexes = ((("table", "key"), False),)

    class OldHistory(Model):
        ticket = IntegerField(index=True)
        text = TextField()
        origin = CharField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "old_history"

    db.create_tables(
        [
            Branch,
            Setting,
            Counter,
            Bookable,
            Employee,
            Resource,
            OpeningHours,
            Closure,
            Shift,
            DayPlan,
            Tax,
            Category,
            Item,
            PriceCell,
            ItemException,
            ItemNeed,
            Ability,
            Client,
            Phone,
            Breed,
            Pet,
            Vaccine,
            Vaccination,
            PetPrice,
            Note,
            SearchLine,
            Ticket,
            TicketRow,
            Hold,
            Slot,
            TicketNote,
            Tender,
            Payment,
            Change,
            ChangedRow,
            OldHistory,
        ]
    )
