"""Columns are matched by the names that other programs give them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pettui.history.door import Refused
from pettui.imports.clients import columns, shots
from pettui.imports.clients.columns import Target, corrected, propose, target
from pettui.imports.clients.reading import Table


def table(*names: str) -> Table:
    """Make a file that has these columns."""
    return Table("list.csv", "utf-8", ",", names, ())


def matched(text: str) -> str:
    """Match the columns of a head, written with commas."""
    return ",".join(str(to or "-") for to in propose(table(*text.split(","))))


@pytest.mark.parametrize(
    ("head", "ours"),
    [
        ("First Name,Last Name,E-Mail,Phone (mobile),Zip Code",
         "first_name,last_name,email,phone,postcode"),
        ("Owner,Pet 1,Pet 1 Breed,Pet 2,Pet 2 Breed,Pet 12",
         "name,pet_name,pet_breed,pet2_name,pet2_breed,pet12_name"),
        ("Owner,Dog,Breed,Birthday,Gender,Notes",
         "name,pet_name,pet_breed,pet_born,pet_sex,pet_notes"),
        ("Client Name,Birthday,Notes,Pet Name,Notes", "name,birthday,comment,pet_name,pet_notes"),
        ("Owner,Phone,Pet 1,Pet 2,Notes", "name,phone,pet_name,pet2_name,comment"),
        ("Name,Breed,Owner", "pet_name,pet_breed,name"),
        ("Name,Phone,Phone,Phone,Phone", "name,phone,home_phone,work_phone,-"),
        ("Pet,Breed,Pet,Breed,Owner", "pet_name,pet_breed,pet2_name,pet2_breed,name"),
        ("Vorname,Nachname,Handy,Straße,PLZ,Ort,Hund,Rasse,Größe,Gewicht",
         "first_name,last_name,phone,address,postcode,city,pet_name,pet_breed,pet_size,pet_weight"),
        ("Nombre del dueño,Teléfono,Correo electrónico,Nombre de la mascota,Raza,Peso",
         "name,phone,email,pet_name,pet_breed,pet_weight"),
        ("Prénom,Nom de famille,Courriel,Nom du chien,Race,Date de naissance",
         "first_name,last_name,email,pet_name,pet_breed,pet_born"),
        ("Customer First Name,CUSTOMER_LAST_NAME,Customer Email,pet_name,PetName",
         "first_name,last_name,email,pet_name,-"),
        ("Loyalty points,Name,Favourite colour of the sofa", "-,name,-"),
        ("Weight (lbs),Owner's name,Pet's name", "pet_weight,name,pet_name"),
        ("Client ID,Referred by,Emergency contact,Emergency Phone,Veterinarian",
         "ref,source,emergency_name,emergency_phone,pet_vet"),
        # heads as programs for shops and tills write them
        ("Reference ID,First Name,Last Name,Email Address,Phone Number,Street Address 1,"
         "Street Address 2,City,State,Postal Code,Birthday,Email Subscription Status,Memo",
         "ref,first_name,last_name,email,phone,address,address,city,state,postcode,birthday,"
         "mail_marketing,comment"),
        ("Owner Id,Owner First Name,Owner Last Name,Cell Phone,Home Phone,Emergency Contact Name,"
         "Animal Name,Species,Breed,Gender,Fixed,Birthday,Rabies Expiration,Bordetella Expiration",
         "ref,first_name,last_name,phone,home_phone,emergency_name,pet_name,pet_species,pet_breed,"
         "pet_sex,pet_neutered,pet_born,pet_expires:Rabies,pet_expires:Bordetella"),
        ("Client name,Primary phone,Client status,Pet name,Pet type,Weight (lb),Rabies,DA2PP,"
         "Pet status,Passed away",
         "name,phone,active,pet_name,pet_species,pet_weight,pet_expires:Rabies,pet_expires:DHPP,"
         "pet_active,pet_deceased"),
        ("FirstName,LastName,WorkPhone,ZipCode,DoNotCall,Inactive,PetName,Biter,RabiesExpires",
         "first_name,last_name,work_phone,postcode,no_call,inactive,pet_name,pet_bites,"
         "pet_expires:Rabies"),
        ("Parent,Cell Phone,Alt Phone,Pet 1,Pet 1 Rabies Exp.,Pet 2,Pet 2 Rabies Exp.,SMS Opt-In",
         "name,phone,home_phone,pet_name,pet_expires:Rabies,pet2_name,pet2_expires:Rabies,"
         "text_marketing"),
        ("Owner,Pet,Vaccine,Date Administered,Expiration Date",
         "name,pet_name,pet_vaccine,pet_vaccine_given,pet_vaccine_expires"),
        ("Owner,Dog,Rabies Date,Rabies Expires,Distemper/Parvo due,Last Bordetella",
         "name,pet_name,pet_given:Rabies,pet_expires:Rabies,pet_expires:DHPP,pet_given:Bordetella"),
        ("Owner,Dog,Rabies tag number,Rabies certificate", "name,pet_name,-,-"),
        ("Kunde,Hund,Tollwut gültig bis,Staupe geimpft am",
         "name,pet_name,pet_expires:Rabies,pet_given:DHPP"),
    ],
)  # fmt: skip
def test_heads_of_other_programs(head: str, ours: str) -> None:
    assert matched(head) == ours


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("email", Target("email")), ("pet_breed", Target("breed", 1)), ("-", None), ("", None),
        ("PET2_NAME", Target("name", 2)),
        ("pet_expires:Rabies", Target("expires:Rabies", 1)),
        ("pet2_given:Kennel cough", Target("given:Kennel cough", 2)),
        ("pet_bites", Target("bites", 1)), ("pet 3 born", None),
    ],
)  # fmt: skip
def test_fields_are_named_plainly(text: str, wanted: Target | None) -> None:
    if text == "pet 3 born":
        with pytest.raises(Refused, match="is not a field"):
            target(text)
    else:
        assert target(text) == wanted


def test_a_correction_names_a_column_by_name_or_number() -> None:
    it = table("Guardian", "Phone", "Phone")
    mapping = corrected(it, propose(it), ["guardian=last_name", "#3=-"])
    assert mapping == (Target("last_name"), Target("phone"), None)
    for wrong, words in {
        "Nobody=name": "has no column", "Phone=email": "#2 or #3",
        "Guardian": "is not a correction", "#9=name": "has no column",
    }.items():  # fmt: skip
        with pytest.raises(Refused, match=words):
            corrected(it, mapping, [wrong])


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Rabies", "expires:Rabies:0"), ("Rabies Vaccination Expiration Date", "expires:Rabies:0"),
        ("Dog 2 Rabies", "expires:Rabies:2"), ("pet3_dhpp_exp", "expires:Da2PP:3"),
        ("Distemper", "expires:Da2PP:0"), ("Tick fever due", "expires:Tick Fever:0"),
        ("H3N2 valid until", "expires:Influenza:0"), ("Rattlesnake", None), ("Expires", None),
        ("Rabies tag", None), ("", None),
    ],
)  # fmt: skip
def test_vaccinations_are_known_by_the_shops_names_and_by_the_usual_ones(
    name: str, ours: str | None
) -> None:
    found = shots.column(name, ("Rabies", "Da2PP", "Tick Fever"))
    assert (f"{found.what}:{found.vaccine}:{found.pet}" if found else None) == ours


def test_a_list_without_names_is_refused() -> None:
    with pytest.raises(Refused, match="--map"):
        columns.check(propose(table("Phone", "Pet")))
    with pytest.raises(Refused, match="Two columns are meant to be email"):
        columns.check((Target("name"), Target("email"), Target("email")))


def test_the_manual_names_every_field() -> None:
    page = (Path(__file__).parents[3] / "docs" / "import-clients.md").read_text(encoding="utf-8")
    missing = [name for name in columns.names() if not re.search(rf"\b{name}\b", page)]
    assert missing == []
