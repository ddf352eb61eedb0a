"""Clients, their phones and pets, notes, vaccinations, and the search line over them."""

from __future__ import annotations

from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from db.fields import DayField, InstantField, MinutesField, MoneyField, RateField
from db.models.base import Record, Row
from db.models.stock import Category, Item
from db.models.team import Employee


class Household(Record):
    """People of one home: mailings go there once, and pets may be brought by any of them."""

    name = CharField()


class Choice(Record):
    """An entry of a list that the shop keeps: referral sources, client classes, coats, ..."""

    kind = CharField(max_length=20)  # "referral", "class", "coat", "note", "block"
    name = CharField()
    position = IntegerField(default=0)
    active = BooleanField(default=True)

    class Meta:
        """Indexes."""

        indexes = ((("kind", "name"), True),)


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
    preferred_employee = ForeignKeyField(Employee, null=True)
    birthday = DayField(null=True)
    mail_appointments = BooleanField(default=True)
    text_appointments = BooleanField(default=True)
    call_appointments = BooleanField(default=True)
    mail_marketing = BooleanField(default=False)  # marketing is asked for apart, per channel
    text_marketing = BooleanField(default=False)
    call_marketing = BooleanField(default=False)
    post_marketing = BooleanField(default=False)
    mail_bad = BooleanField(default=False)  # the address bounced
    text_bad = BooleanField(default=False)
    title = CharField(default="")
    gender = CharField(default="")
    occupation = CharField(default="")
    spouse = CharField(default="")
    children = CharField(default="")
    web = CharField(default="")
    card_number = CharField(default="")
    anniversary = DayField(null=True)
    preferences = TextField(default="")
    class_of = ForeignKeyField(Choice, null=True, backref="classed")
    source = ForeignKeyField(Choice, null=True, backref="referred")
    referred_by = ForeignKeyField("self", null=True, backref="brought")
    household = ForeignKeyField(Household, null=True, backref="members")
    household_primary = BooleanField(default=False)
    emergency_name = CharField(default="")
    emergency_phone = CharField(default="")
    emergency_relation = CharField(default="")
    service_discount = RateField(default="0")
    product_discount = RateField(default="0")
    anonymous = BooleanField(default=False)  # stands for everybody without a record ("Walk In")
    active = BooleanField(default=True)
    created = InstantField()
    origin = CharField(null=True, unique=True)


class ClientAlias(Record):
    """The number of a client who was merged into another one: it still finds who was kept."""

    number = IntegerField(unique=True)
    was = IntegerField()  # the id that is gone; the history still says it
    client = ForeignKeyField(Client, backref="aliases")
    at = InstantField()
    origin = CharField(null=True, unique=True)


class NotSame(Record):
    """Two clients or pets who look alike, and are not the same; `one` is the lower id."""

    kind = CharField(max_length=6)  # "client" or "pet"
    one = IntegerField()
    other = IntegerField()

    class Meta:
        """Indexes."""

        indexes = ((("kind", "one", "other"), True),)


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
    group = CharField(column_name="breed_group", default="")  # "doodle", "terrier", ...: for prices
    own = BooleanField(default=False)  # added by the shop
    active = BooleanField(default=True)
    origin = CharField(null=True, unique=True)

    class Meta:
        """Indexes."""

        indexes = ((("species", "name"), True),)


class Vet(Record):
    """A veterinary practice."""

    practice = CharField()
    name = CharField(default="")
    phone = CharField(default="")
    email = CharField(default="")
    address = CharField(default="")
    active = BooleanField(default=True)

    class Meta:
        """Indexes."""

        indexes = ((("practice", "name"), True),)


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
    vet = ForeignKeyField(Vet, null=True, backref="pets")
    behavior_note = TextField(default="")
    medical_note = TextField(default="")
    microchip = CharField(default="")
    rhythm = IntegerField(null=True)  # weeks between visits that the owner wants
    primary_photo = IntegerField(null=True)
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
    document = CharField(default="")  # a file in the shop's folder

    class Meta:
        """Indexes."""

        indexes = ((("pet", "vaccine"), True),)


class VaccineNeed(Record):
    """A service or category that asks for a vaccination; none at all means every service."""

    vaccine = ForeignKeyField(Vaccine, backref="needs")
    item = ForeignKeyField(Item, null=True)
    category = ForeignKeyField(Category, null=True)

    class Meta:
        """Indexes and constraints."""

        indexes = ((("vaccine", "item", "category"), True),)
        constraints = [SQL("CHECK ((item_id IS NULL) <> (category_id IS NULL))")]


class PetWeight(Record):
    """A pet's weight on a day."""

    pet = ForeignKeyField(Pet, backref="weights")
    day = DayField()
    grams = IntegerField()

    class Meta:
        """Indexes."""

        indexes = ((("pet", "day"), True),)


class PetInstruction(Record):
    """Feeding, medication and the like: what, at what time, on which weekdays."""

    pet = ForeignKeyField(Pet, backref="instructions")
    kind = CharField(default="feeding")
    text = CharField()
    time = MinutesField(null=True)
    days = CharField(default="")  # "mon,thu"; "" is every day


class GroomNote(Record):
    """What was done at a visit: style, blades, how it went. The ticket may be gone by now."""

    pet = ForeignKeyField(Pet, backref="groomings")
    ticket = IntegerField(null=True)
    day = DayField()
    style = CharField(default="")
    blade = CharField(default="")
    text = TextField(default="")
    author = CharField(default="")

    class Meta:
        """Indexes."""

        indexes = ((("pet", "day"), False),)


class Photo(Record):
    """A photograph of a pet: a file in the shop's folder, opened outside."""

    pet = ForeignKeyField(Pet, backref="photos")
    file = CharField(unique=True)
    caption = CharField(default="")
    at = InstantField()


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
    """What finds a client: folded names, pets, phone digits, e-mail, town. Derived, never edited.

    `name` is the folded last and first name: clients are listed in its order.
    """

    client = ForeignKeyField(Client, primary_key=True)
    text = TextField()
    name = CharField(default="", index=True)
