"""Full records of clients and pets; prices by breed group and from a day on; linked products."""

from __future__ import annotations

import unicodedata
from typing import Any

from peewee import (
    SQL,
    BooleanField,
    CharField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from db.fields import DayField, InstantField, JsonField, MinutesField, MoneyField, RateField


def up(migrator: Any, db: Database) -> None:  # the runner hands it over untyped
    class Category(Model):
        class Meta:
            database = db
            table_name = "category"

    class Client(Model):
        class Meta:
            database = db
            table_name = "client"

    class Employee(Model):
        bookable = IntegerField(primary_key=True, column_name="id")

        class Meta:
            database = db
            table_name = "employee"

    class Item(Model):
        class Meta:
            database = db
            table_name = "item"

    class Pet(Model):
        class Meta:
            database = db
            table_name = "pet"

    class Vaccine(Model):
        class Meta:
            database = db
            table_name = "vaccine"

    class Choice(Model):
        version = IntegerField(default=1)
        kind = CharField(max_length=20)
        name = CharField()
        position = IntegerField(default=0)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "choice"
            indexes = ((("kind", "name"), True),)

    class Household(Model):
        version = IntegerField(default=1)
        name = CharField()

        class Meta:
            database = db
            table_name = "household"

    class Vet(Model):
        version = IntegerField(default=1)
        practice = CharField()
        name = CharField(default="")
        phone = CharField(default="")
        email = CharField(default="")
        address = CharField(default="")
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "vet"
            indexes = ((("practice", "name"), True),)

    class VaccineNeed(Model):
        version = IntegerField(default=1)
        vaccine = ForeignKeyField(Vaccine)
        item = ForeignKeyField(Item, null=True)
        category = ForeignKeyField(Category, null=True)

        class Meta:
            database = db
            table_name = "vaccine_need"
            indexes = ((("vaccine", "item", "category"), True),)
            constraints = [SQL("CHECK ((item_id IS NULL) <> (category_id IS NULL))")]

    class PetWeight(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet)
        day = DayField()
        grams = IntegerField()

        class Meta:
            database = db
            table_name = "pet_weight"
            indexes = ((("pet", "day"), True),)

    class PetInstruction(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet)
        kind = CharField(default="feeding")
        text = CharField()
        time = MinutesField(null=True)
        days = CharField(default="")

        class Meta:
            database = db
            table_name = "pet_instruction"

    class GroomNote(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet)
        ticket = IntegerField(null=True)
        day = DayField()
        style = CharField(default="")
        blade = CharField(default="")
        text = TextField(default="")
        author = CharField(default="")

        class Meta:
            database = db
            table_name = "groom_note"
            indexes = ((("pet", "day"), False),)

    class Photo(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet)
        file = CharField(unique=True)
        caption = CharField(default="")
        at = InstantField()

        class Meta:
            database = db
            table_name = "photo"

    class FuturePrice(Model):
        version = IntegerField(default=1)
        item = ForeignKeyField(Item)
        size = CharField(max_length=4, default="")
        coat = CharField(default="")
        group = CharField(default="", column_name="breed_group")
        employee = ForeignKeyField(Employee, null=True)
        day = DayField()
        price = MoneyField()

        class Meta:
            database = db
            table_name = "future_price"
            indexes = ((("item", "day"), False),)

    class ItemLink(Model):
        version = IntegerField(default=1)
        item = ForeignKeyField(Item)
        other = ForeignKeyField(Item)
        forced = BooleanField(default=False)
        quantity = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "item_link"
            indexes = ((("item", "other"), True),)

    db.create_tables(
        [
            Choice,
            Household,
            Vet,
            VaccineNeed,
            PetWeight,
            PetInstruction,
            GroomNote,
            Photo,
            FuturePrice,
            ItemLink,
        ]
    )
    client = {
        **{
            name: BooleanField(default=default)
            for name, default in (
                ("call_appointments", True),
                ("text_marketing", False),
                ("call_marketing", False),
                ("post_marketing", False),
                ("mail_bad", False),
                ("text_bad", False),
                ("household_primary", False),
            )
        },
        **{
            name: CharField(default="")
            for name in (
                "title",
                "gender",
                "occupation",
                "spouse",
                "children",
                "web",
                "card_number",
                "emergency_name",
                "emergency_phone",
                "emergency_relation",
            )
        },
        "anniversary": DayField(null=True),
        "preferences": TextField(default=""),
        "class_of_id": ForeignKeyField(Choice, field=Choice.id, null=True),
        "source_id": ForeignKeyField(Choice, field=Choice.id, null=True),
        "referred_by_id": ForeignKeyField(Client, field=Client.id, null=True),
        "household_id": ForeignKeyField(Household, field=Household.id, null=True),
        "service_discount": RateField(default="0"),
        "product_discount": RateField(default="0"),
    }
    pet = {
        "vet_id": ForeignKeyField(Vet, field=Vet.id, null=True),
        "behavior_note": TextField(default=""),
        "medical_note": TextField(default=""),
        "microchip": CharField(default=""),
        "rhythm": IntegerField(null=True),
        "primary_photo": IntegerField(null=True),
    }
    breed = {
        "breed_group": CharField(default=""),
        "own": BooleanField(default=False),
        "active": BooleanField(default=True),
    }
    more = {
        "branch": {"day_format": JsonField(null=True)},
        "client": client,
        "pet": pet,
        "breed": breed,
        "vaccination": {"document": CharField(default="")},
        "price_cell": {"breed_group": CharField(default="")},
        "search_line": {"name": CharField(default="")},
    }
    migrator.migrate(
        migrator.rename_column("client", "marketing", "mail_marketing"),
        *(
            migrator.add_column(table, name, field)
            for table, fields in more.items()
            for name, field in fields.items()
        ),
        migrator.drop_index("price_cell", "pricecell_item_id_size_coat"),
        migrator.add_index("price_cell", ("item_id", "size", "coat", "breed_group"), unique=True),
        migrator.add_index("search_line", ("name",)),
    )
    _widen_search_lines(db)
    # Practices were words at each pet; now each is one record that the pets share.
    db.execute_sql(
        "INSERT INTO vet (version, practice, name, phone, email, address, active)"
        " SELECT DISTINCT 1, vet, '', '', '', '', 1 = 1 FROM pet WHERE vet <> ''"
    )
    db.execute_sql(
        "UPDATE pet SET vet_id = (SELECT v.id FROM vet v WHERE v.practice = pet.vet)"
        " WHERE vet <> ''"
    )
    migrator.migrate(migrator.drop_column("pet", "vet"))
    # Sources were words at each client; now they are a list, and a new name breaks nothing.
    db.execute_sql(
        "INSERT INTO choice (version, kind, name, position, active)"
        " SELECT DISTINCT 1, 'referral', referral, 0, 1 = 1 FROM client WHERE referral <> ''"
    )
    db.execute_sql(
        "UPDATE client SET source_id = (SELECT c.id FROM choice c"
        " WHERE c.kind = 'referral' AND c.name = client.referral) WHERE referral <> ''"
    )
    migrator.migrate(migrator.drop_column("client", "referral"))


def _widen_search_lines(db: Database) -> None:
    """Let clients be found by their town, and be listed by their names without accents."""

    class SearchLine(Model):
        client_id = IntegerField(primary_key=True)
        text = TextField()
        name = CharField()

        class Meta:
            database = db
            table_name = "search_line"

    lines = db.execute_sql(
        "SELECT c.id, c.first_name, c.last_name, c.city FROM client c"
        " JOIN search_line s ON s.client_id = c.id"
    ).fetchall()
    for key, first, last, city in lines:
        town = _folded(city)
        SearchLine.update(
            name=_folded(f"{last} {first}")[:200],
            text=SearchLine.text.concat(f" {town}" if town else ""),
        ).where(SearchLine.client_id == key).execute()


def _folded(text: str) -> str:
    """Fold much as `pettui.text` does; whoever is saved later is folded by that."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    return " ".join(bare.casefold().split())
