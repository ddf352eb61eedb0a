"""Clients, their phones and pets, notes, vaccinations, and the search line over them."""

from __future__ import annotations

from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from db.fields import DayField, InstantField, MinutesField, MoneyField
from db.models.base import Record, Row
from db.models.stock import Item
from db.models.team import Employee


class Client(Record):
    """Somebody who brings pets."""

    number = IntegerField(unique=True)
    first_name = CharField(default="")
    last_name = CharField(default="", index=True)
    email = CharField(default="", index=True)
    address = CharField(default="")
    city = CharField(default="")
    state = CharField(default="")
    postcode = CharField(default="")
    alert = TextField(default="")  # shown when booking (the vendor's pop-up)
    comment = TextField(default="")
    referral = CharField(default="")
    preferred_employee = ForeignKeyField(Employee, null=True)
    birthday = DayField(null=True)
    mail_appointments = BooleanField(default=True)
    text_appointments = BooleanField(default=True)
    marketing = BooleanField(default=False)
    anonymous = BooleanField(default=False)  # stands for everybody without a record ("Walk In")
    active = BooleanField(default=True)
    created = InstantField()
    origin = CharField(null=True, unique=True)


class Phone(Record):
    """One phone number of a client, as written for people and as digits for searching."""

    client = ForeignKeyField(Client, backref="phones")
    kind = CharField(default="mobile")
    number = CharField()  # E.164 where it is understood, else as typed
    shown = CharField()  # as the shop's country writes it
    digits = CharField(index=True)
    primary = BooleanField(default=False)


class Breed(Record):
    """A breed with the size class that its pets usually have."""

    species = CharField(default="Dog")
    name = CharField()
    size = CharField(max_length=4, default="")
    coat = CharField(default="")
    origin = CharField(null=True, unique=True)

    class Meta:
        """Indexes."""

        indexes = ((("species", "name"), True),)


class Pet(Record):
    """An animal. Flags are shown in words on every view (bites, medical)."""

    client = ForeignKeyField(Client, backref="pets")
    name = CharField()
    species = CharField(default="Dog")
    breed = ForeignKeyField(Breed, null=True)
    size = CharField(max_length=4, default="")  # XS S M L XL; "" follows the breed
    coat = CharField(default="")
    weight = IntegerField(null=True)  # grams
    born = DayField(null=True)
    sex = CharField(default="")
    neutered = BooleanField(null=True)
    color = CharField(default="")
    behavior = TextField(default="")  # flags, comma separated: "bites,muzzle"
    medical = TextField(default="")  # flags, comma separated: "heart,diabetic"
    alert = TextField(default="")
    groom_notes = TextField(default="")
    vet = CharField(default="")
    deceased = BooleanField(default=False)
    active = BooleanField(default=True)
    origin = CharField(null=True, unique=True)


class Vaccine(Record):
    """A kind of vaccination, per species; the required ones are checked on the visit's date."""

    species = CharField(default="Dog")
    name = CharField()
    required = BooleanField(default=False)
    active = BooleanField(default=True)
    origin = CharField(null=True, unique=True)

    class Meta:
        """Indexes."""

        indexes = ((("species", "name"), True),)


class Vaccination(Record):
    """When one pet's vaccination runs out."""

    pet = ForeignKeyField(Pet, backref="vaccinations")
    vaccine = ForeignKeyField(Vaccine)
    expires = DayField()
    comment = CharField(default="")

    class Meta:
        """Indexes."""

        indexes = ((("pet", "vaccine"), True),)


class PetPrice(Record):
    """Price and working minutes agreed for one pet and service; beats every other source."""

    pet = ForeignKeyField(Pet, backref="prices")
    item = ForeignKeyField(Item)
    price = MoneyField(null=True)
    minutes = MinutesField(null=True)

    class Meta:
        """Indexes."""

        indexes = ((("pet", "item"), True),)


class Note(Record):
    """A dated note about a client or a pet."""

    client = ForeignKeyField(Client, null=True, backref="notes")
    pet = ForeignKeyField(Pet, null=True, backref="notes")
    category = CharField(default="")
    text = TextField()
    at = InstantField()
    author = CharField(default="")

    class Meta:
        """Constraints."""

        constraints = [SQL("CHECK ((client_id IS NULL) <> (pet_id IS NULL))")]


class SearchLine(Row):
    """What finds a client: folded names, pets, phone digits, e-mail. Derived, never edited."""

    client = ForeignKeyField(Client, primary_key=True)
    text = TextField()
