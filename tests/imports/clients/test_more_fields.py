"""Vaccinations, consents, dangers, and who no longer comes: as other programs write them."""

from __future__ import annotations

from datetime import date

import pytest

from db.models import Change, Client, Pet, Vaccination, Vaccine
from pettui.imports.clients import shots
from pettui.team.shop import Shop
from tests.imports.clients.conftest import Take

HEAD = "Owner,Phone,Pet,Species,Rabies Given,Rabies Expires,Kennel cough due\n"


def held(pet: str) -> dict[str, tuple[date, str]]:
    """Give the vaccinations of a pet."""
    rows = Vaccination.select(Vaccination, Vaccine).join(Vaccine).switch(Vaccination).join(Pet)
    return {v.vaccine.name: (v.expires, v.comment) for v in rows.where(Pet.name == pet)}


def test_vaccinations_run_out_when_the_file_says(take: Take) -> None:
    report = take(
        HEAD + "Ada Low,2125550100,Rexi,Dog,3/14/2024,3/14/27,4/1/2027\n"
        "Bo High,2125550101,Mia,Cat,,2027-05-06 00:00:00,n/a\n"
    )
    assert held("Rexi") == {
        "Rabies": (date(2027, 3, 14), "given Thu 14 Mar 2024"),
        "Bordetella": (date(2027, 4, 1), ""),
    }
    assert held("Mia") == {"Rabies": (date(2027, 5, 6), "")}
    assert (report.vaccinations, report.notes) == (3, [])
    assert "Among them: 3 vaccinations." in report.as_text()


def test_a_kind_is_the_shops_own_and_a_new_one_is_told(take: Take) -> None:
    before = {(v.species, v.name) for v in Vaccine.select()}
    report = take("Owner,Pet,Lepto,Rabies\nAda Low,Rexi,1/2/2027,3/14/2027\n")
    after = {(v.species, v.name): bool(v.required) for v in Vaccine.select()}
    new = set(after) - before
    assert ("Dog", "Leptospirosis") in new
    assert set(report.vaccines) == {name for _, name in new}
    assert not any(after[key] for key in new), "no service needs what only a file knows"
    assert set(held("Rexi")) == {"Leptospirosis", "Rabies"}


@pytest.mark.parametrize("said", ["soon", "2/30/2027", "3/14/1890", "yes", "exempt", "=1+1"])
def test_a_date_that_is_none_is_named_with_its_line_column_and_remedy(
    take: Take, said: str
) -> None:
    text = HEAD + f"Ada Low,2125550100,Rexi,Dog,,{said},4/1/2027\n"
    report = take(text)
    assert [(r.line, r.words) for r in report.notes] == [
        (2, f"“Rabies Expires”: “{said}” is not a date such as 3/14/2027; kept in the notes")
    ]
    assert "read it again with --update-empty" in report.as_text()
    assert list(held("Rexi")) == ["Bordetella"], "what is understood is taken all the same"
    assert Pet.get(Pet.name == "Rexi").groom_notes == f"Rabies: {said}"
    again = take(text.replace(said, "5/6/2027"), update_empty=True)
    assert (again.clients, again.vaccinations) == (0, 1)
    assert held("Rexi")["Rabies"] == (date(2027, 5, 6), "")


def test_what_is_here_is_not_changed_by_reading_again(take: Take) -> None:
    text = HEAD + "Ada Low,2125550100,Rexi,Dog,,3/14/2027,\n"
    take(text)
    changes = Change.select().count()
    report = take(text.replace("3/14/2027", "3/14/2029"), update_empty=True)
    assert (report.vaccinations, report.filled, Change.select().count()) == (0, 0, changes)
    assert held("Rexi")["Rabies"][0] == date(2027, 3, 14)


def test_when_it_was_given_alone_is_kept_in_words_and_not_guessed(take: Take) -> None:
    take("Owner,Pet,Rabies given,Notes\nAda Low,Rexi,3/14/2025,Likes liver\n")
    assert held("Rexi") == {}
    assert Pet.get(Pet.name == "Rexi").groom_notes == "Likes liver\nRabies given Fri 14 Mar 2025"


def test_one_vaccination_a_row(take: Take) -> None:
    report = take(
        "Owner,Phone,Pet,Vaccine,Date Administered,Expiration Date\n"
        "Ada Low,2125550100,Rexi,Rabies,3/14/2024,3/14/2027\n"
        "Ada Low,2125550100,Rexi,Kennel Cough,,4/1/2027\n"
        "Ada Low,2125550100,Rexi,Rattlesnake,,5/1/2027\n"
        "Ada Low,2125550100,Tiny,Rabies,,6/1/2027\n"
    )
    assert (report.clients, report.pets, report.left) == (1, 2, [])
    assert {name: day for name, (day, _) in held("Rexi").items()} == {
        "Rabies": date(2027, 3, 14), "Bordetella": date(2027, 4, 1),
        "Rattlesnake": date(2027, 5, 1),
    }  # fmt: skip
    assert list(held("Tiny")) == ["Rabies"]


def test_all_vaccinations_in_one_cell(take: Take) -> None:
    take('Owner,Pet,Vaccinations\nAda Low,Rexi,"Rabies exp: 3/14/2027, DHPP (4/1/2027)"\n')
    assert {name: day for name, (day, _) in held("Rexi").items()} == {
        "Rabies": date(2027, 3, 14), "DHPP": date(2027, 4, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mar 14, 2027", date(2027, 3, 14)), ("14-Mar-2027", date(2027, 3, 14)),
        ("March 14 2027", date(2027, 3, 14)), ("14.3.27", date(2027, 3, 14)),
        ("2027-03-14T00:00:00", date(2027, 3, 14)), ("friday", None), ("+1y", None),
        ("March 14", None), ("0000-00-00", None), ("1/1/1900", None),
    ],
)  # fmt: skip
def test_dates_of_vaccinations_are_never_guessed(text: str, wanted: date | None) -> None:
    assert shots.read_day(text, date(2026, 11, 23), month_first=True) == wanted


@pytest.mark.parametrize(
    ("column", "said", "active"),
    [
        ("Status", "Archived", False), ("Status", "active", True), ("Status", "VIP", True),
        ("Inactive", "yes", False), ("Inactive", "0", True), ("Inactive", "", True),
        ("Active", "N", False), ("Active", "TRUE", True), ("Archived", "x", False),
    ],
)  # fmt: skip
def test_clients_who_no_longer_come_are_inactive(
    take: Take, column: str, said: str, active: bool
) -> None:
    report = take(f"Name,Phone,{column}\nAda Low,2125550100,{said}\n")
    assert bool(Client.get(Client.first_name == "Ada").active) is active
    assert report.inactive == (not active)


@pytest.mark.parametrize(
    ("column", "said", "state"),
    [
        ("Deceased", "yes", (True, True)), ("Deceased", "no", (False, True)),
        ("Date of death", "3/14/2025", (True, True)), ("Pet status", "Deceased", (True, True)),
        ("Pet status", "inactive", (False, False)), ("Pet inactive", "Y", (False, False)),
        ("RIP", "1", (True, True)), ("Deceased", "", (False, True)),
    ],
)  # fmt: skip
def test_pets_that_have_died_fall_silent(
    take: Take, column: str, said: str, state: tuple[bool, bool]
) -> None:
    report = take(f"Owner,Pet,{column}\nAda Low,Rexi,{said}\n")
    pet = Pet.get(Pet.name == "Rexi")
    assert (bool(pet.deceased), bool(pet.active)) == state
    assert report.deceased == state[0]


def test_dangers_are_flags_and_what_is_said_of_them_is_a_note(take: Take) -> None:
    take(
        "Owner,Pet,Biter,Needs muzzle,Heart condition,Epileptic,Behavior\n"
        "Ada Low,Rexi,only nails,yes,x,no,Wiggles\nBo High,Mia,,,,,\n"
    )
    rex, mia = Pet.get(Pet.name == "Rexi"), Pet.get(Pet.name == "Mia")
    assert (rex.behavior, rex.medical) == ("bites,muzzle", "heart")
    assert rex.behavior_note == "Wiggles\nBITES: only nails"
    assert (mia.behavior, mia.medical, mia.behavior_note) == ("", "", "")


def test_consents_a_second_phone_and_the_rest_of_a_client(take: Take) -> None:
    report = take(
        "First Name,Last Name,Phone,Phone 2,Email Subscription Status,SMS reminders,Do not call,"
        "Anniversary,Preferred groomer,Client type,Emergency contact,Relationship,Website\n"
        "Ada,Low,212-555-0100,212-555-0199,Subscribed,no,yes,6/7/2010,Kim,VIP,Bob,brother,low.com\n"
        "Bo,High,212-555-0101,,Unsubscribed,,no,,Somebody,,,,\n"
    )
    ada, bo = (Client.get(Client.first_name == name) for name in ("Ada", "Bo"))
    assert [(p.kind, p.shown) for p in ada.phones] == [
        ("mobile", "(212) 555-0100"), ("home", "(212) 555-0199"),
    ]  # fmt: skip
    assert (ada.mail_marketing, ada.text_appointments, ada.call_appointments) == (
        True,
        False,
        False,
    )
    assert (bo.mail_marketing, bo.text_appointments, bo.call_appointments) == (False, True, True)
    assert (ada.anniversary, ada.class_of.name) == (date(2010, 6, 7), "VIP")
    assert ada.preferred_employee.first_name == "Kim"
    assert (ada.emergency_name, ada.emergency_relation, ada.web) == ("Bob", "brother", "low.com")
    assert bo.comment == "Preferred employee: Somebody"
    assert [r.words for r in report.notes] == [
        "“Preferred groomer”: “Somebody” is not somebody who works here; kept in the notes"
    ]


def test_a_dry_run_tells_of_all_of_it_and_changes_nothing(take: Take, shop: Shop) -> None:
    counts = [model.select().count() for model in (Client, Pet, Vaccine, Vaccination, Change)]
    report = take(
        "Owner,Status,Pet,Rattlesnake due,Lepto,Deceased\nAda Low,archived,Rexi,,4/1/2027,yes\n",
        dry_run=True,
    )
    assert (report.vaccinations, report.vaccines) == (1, ["Leptospirosis"])
    assert "1 vaccination, 1 inactive client, 1 deceased pet" in report.as_text()
    assert report.as_json()["new_vaccines"] == ["Leptospirosis"]
    assert counts == [
        model.select().count() for model in (Client, Pet, Vaccine, Vaccination, Change)
    ]
