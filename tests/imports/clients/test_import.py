"""Clients and pets of a file are in the shop afterwards, each once; or nothing is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import (
    Breed,
    Change,
    Choice,
    Client,
    Pet,
    Phone,
    SearchLine,
    Vaccination,
    Vaccine,
    database,
)
from db.models.base import table_of
from pettui.imports.clients import columns, reading
from pettui.imports.clients.report import ClientsReport
from pettui.imports.clients.run import BadRows, Wishes, import_clients
from pettui.people import clients, find
from pettui.people.clients import NewClient
from pettui.team.shop import Shop
from pettui.text import safe_line
from tests.imports.clients.conftest import Take
from tests.small_shop import DANA
from tests.ui.helpers import HOSTILE

HEAD = (
    "First Name,Last Name,E-Mail,Phone (mobile),Home Phone,City,Notes,Referred by,"
    "Pet 1,Pet 1 Breed,Pet 1 Weight (kg),Pet 1 DOB,Pet 1 Sex,Pet 2,Pet 2 Breed\n"
)
ANA = (
    'Ana,Smith,ana@x.com,(212) 555-0111,212-555-0112,"Town, NY","likes ""treats""",Google,'
    "Rex,Lab,30,03/14/2019,MN,Milo,Zonkeydoodle\n"
)
WIDE = HEAD + ANA + "Bo,Jones,bo@x.com,,,,,google,Fifi,Siamese,,5y,,,\n"
LONG = """\
Owner,Phone,Email,Pet,Breed,Size
"Novak, Jan",212 555 0120,,Aza,Poodle,small
Jan Novak,(212) 555-0120,jan@x.com,Bor,German Shepherd,L
J. Novak,2125550120,,Cyk,,
Eve Adams,,eve@x.com,Dot,,
Eve Adams,,EVE@x.com,Dot,,
Paul Adams,,eve@x.com,Eli,,
Solo,,,Fay,,
solo,,,Gus,,
"""


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Give all rows of the tables that an import writes."""
    found = {}
    for model in (
        Client,
        Phone,
        Pet,
        Breed,
        Choice,
        Vaccine,
        Vaccination,
        SearchLine,
        Change,
    ):
        sql = f'SELECT * FROM "{table_of(model)}" ORDER BY 1'  # noqa: S608  # our own name
        found[table_of(model)] = list(database.execute_sql(sql).fetchall())
    return found


def test_one_client_a_row_with_several_pets(take: Take) -> None:
    report = take(WIDE)
    assert (report.clients, report.pets, report.bad, report.left) == (2, 3, [], [])
    ana = Client.get(Client.email == "ana@x.com")
    assert (ana.first_name, ana.last_name, ana.city) == ("Ana", "Smith", "Town, NY")
    assert ana.comment == 'likes "treats"'
    assert ana.number == 1003
    numbers = [(p.kind, p.number, p.shown, p.primary) for p in ana.phones.order_by(Phone.id)]
    assert numbers == [
        ("mobile", "+12125550111", "(212) 555-0111", True),
        ("home", "+12125550112", "(212) 555-0112", False),
    ]
    rex, milo = ana.pets.order_by(Pet.id)
    assert (rex.name, rex.breed.name, rex.weight) == ("Rex", "Labrador Retriever", 30000)
    assert (rex.born, rex.sex, rex.neutered) == (date(2019, 3, 14), "male", True)
    assert (milo.breed.name, milo.breed.own) == ("Zonkeydoodle", True)
    assert report.breeds == ["Zonkeydoodle", "Siamese"]
    sources = [c.source.name for c in Client.select().where(Client.source.is_null(False))]
    assert sources == ["Google", "Google"]


def test_one_pet_a_row_with_owners_repeated(take: Take) -> None:
    report = take(LONG)
    owned = {
        f"{c.first_name} {c.last_name}".strip(): [p.name for p in c.pets.order_by(Pet.id)]
        for c in Client.select().where(Client.number > 1002)
    }
    assert owned == {
        "Jan Novak": ["Aza", "Bor", "Cyk"],
        "Eve Adams": ["Dot"],
        "Solo": ["Fay", "Gus"],
    }
    jan = Client.get(Client.last_name == "Novak")
    assert (jan.email, jan.phones.count()) == ("jan@x.com", 1)
    assert [p.size for p in jan.pets.order_by(Pet.id)] == ["S", "L", ""]
    assert [(r.line, r.words) for r in report.left] == [
        (6, "Eve Adams is there twice: see line 5"),
        (7, "Paul Adams has the e-mail address of line 5 (Eve Adams)"),
    ]


def test_an_id_of_each_pet_or_of_each_owner_both_serve(take: Take) -> None:
    by_row = "ID,Owner,Phone,Pet\n1,Ada Low,2125550100,Rex\n2,Ada Low,2125550100,Max\n"
    by_owner = "Client ID,Name,Pet\n7,Eve Low,Tim\n7,Eve Low,Tom\n7,Paul High,Tam\n8,Eve Low,Tum\n"
    assert (take(by_row).clients, take(by_owner).clients) == (1, 2)
    assert [p.name for p in Pet.select().join(Client).where(Client.first_name == "Ada")] == [
        "Rex", "Max",
    ]  # fmt: skip


def test_couples_who_share_a_phone_are_taken_on_request(take: Take) -> None:
    text = "Name,Phone,Pet\nAda Low,2125550100,Rex\nBob Low,2125550100,Max\n"
    words = "Bob Low has the phone number of line 2 (Ada Low)"
    report = take(text, dry_run=True)
    assert (report.clients, [r.words for r in report.left]) == (1, [words])
    report = take(text, take_shared=True)
    assert (report.clients, [r.words for r in report.notes]) == (2, [words])
    assert take(text, take_shared=True).clients == 0


def test_ctrl_c_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(WIDE)
    table = reading.read(path)
    before = everything()

    def stop(what: str, _done: int, _total: int) -> None:
        if what == "search lines":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_clients(shop, table, columns.propose(table), DANA, Wishes(), stop)
    assert everything() == before


def test_they_are_found_and_the_next_client_gets_the_next_number(take: Take, shop: Shop) -> None:
    take(WIDE)
    for said in ("fifi jones", "5550112", "ana@x", "town smith"):
        assert find.find(shop, said), said
    made = clients.create(shop, NewClient("Next One"), DANA)
    assert Client.get_by_id(made.client).number == 1005


def test_the_second_run_changes_nothing(take: Take) -> None:
    for text in (WIDE, LONG):
        take(text)
        before = everything()
        report = take(text)
        assert (report.clients, report.pets, report.filled) == (0, 0, 0)
        assert everything() == before


def test_it_is_one_change(take: Take) -> None:
    changes = Change.select().count()
    take(WIDE)
    assert Change.select().count() == changes + 1
    newest = Change.select().order_by(Change.id.desc()).first()
    assert newest.what == "imported list.csv: 2 clients, 3 pets"


def test_a_dry_run_tells_all_and_changes_nothing(take: Take) -> None:
    before = everything()
    wrong = "Eve,Adams,,,,,,,too,many,cells,for,a,row,of,this\n,,no@name.de,,,,,,,,,,,,\n"
    report = take(WIDE + wrong, dry_run=True)
    assert (report.clients, report.pets, len(report.bad)) == (2, 3, 2)
    assert everything() == before


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,a@b.de,,,,,,,,,,,,", "has no client's name"),
        ("A,B,,,,,,,,Poodle,,,,,", "a breed (“Poodle”) but no name"),
        ("A,B,,,,,x,y,Rex,,,,,,,extra", "has 16 values for 15 columns"),
    ],
)
def test_bad_rows_stop_everything_unless_they_may_be_skipped(
    row: str, words: str, take: Take
) -> None:
    before = everything()
    with pytest.raises(BadRows, match="1 row of list") as refused:
        take(WIDE + row + "\n")
    assert everything() == before
    assert [bad.line for bad in refused.value.report.bad] == [4]
    assert words in refused.value.report.bad[0].words
    assert take(WIDE + row + "\n", skip_bad=True).clients == 2


def test_people_who_are_here_are_left_and_named(take: Take) -> None:
    report = take(
        "Name,Phone,Email,Pet\n"
        "Mary Ortega,555-0142,,New\n"  # the phone of Maria Ortega
        "Somebody Else,,JOE@example.com,\n"
        "Chen Li,,,Coco\n"  # the same name, turned round
    )
    assert [(r.line, r.words) for r in report.left] == [
        (2, "Mary Ortega has the phone number of Maria Ortega (client 1000)"),
        (3, "Somebody Else has the e-mail address of Joe Whitfield (client 1001)"),
        (4, "Chen Li has the name of Li Chen (client 1002)"),
    ]
    assert report.clients == 0


def test_a_namesake_with_a_phone_of_their_own_is_somebody_else(take: Take) -> None:
    assert take("Name,Phone,Email,Pet\nLi Chen,212-555-0100,li2@x.com,Other\n").clients == 1


def test_what_is_empty_is_filled_on_request_and_nothing_else(take: Take) -> None:
    text = (
        "Name,Phone,City,Email,Newsletter,Pet,Weight,Color,Breed\n"
        "Li Chen,5550199,Boston,other@x.com,yes,Coco,10 lb,black,Poodle\n"
        "Li Chen,5550199,,,,Dodo,,,\n"
    )
    report = take(text, update_empty=True)
    assert (report.clients, report.filled, report.pets) == (0, 1, 1)
    chen = Client.get(Client.last_name == "Chen")
    assert (chen.city, chen.email, chen.mail_marketing) == ("Boston", "li@example.com", False)
    coco, dodo = chen.pets.order_by(Pet.id)
    assert (coco.weight, coco.color, coco.breed.name) == (4536, "black", "Poodle")
    assert dodo.name == "Dodo"
    before = everything()
    assert take(text, update_empty=True).filled == 0
    assert everything() == before


def test_what_is_not_understood_is_kept_in_the_notes(take: Take) -> None:
    report = take(
        "Name,Phone,Email,Birthday,Pet,Weight,Pet birthday,Size\n"
        "Ada,ask Joe,at home,soon,Rex,heavy,long ago,huge-ish\n"
    )
    ada = Client.get(Client.first_name == "Ada")
    assert ada.comment == "Phone: ask Joe\nE-mail: at home\nBirthday: soon"
    assert ada.pets.get().groom_notes == "Size: huge-ish\nWeight: heavy\nBirthday: long ago"
    assert [r.line for r in report.notes] == [2] * 6


def test_dates_that_can_be_read_in_two_ways_are_told(take: Take) -> None:
    text = "Owner,Pet,Birthday\nAda,Rex,3/4/2019\n"
    report = take(text, dry_run=True)
    assert "1 date such as 3/4/2019 can be read in two ways" in report.ambiguous
    assert take(text, dates="dmy").ambiguous == ""
    assert Pet.get(Pet.name == "Rex", Pet.born.is_null(False)).born == date(2019, 4, 3)


def test_consent_is_only_what_says_so(take: Take) -> None:
    take("Name,Newsletter,SMS opt in\nAda,yes,\nBob,,no\n")
    said = {c.first_name: (c.mail_marketing, c.text_marketing) for c in Client.select()}
    assert (said["Ada"], said["Bob"]) == ((True, False), (False, False))


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["3/14/2027", "yes", "Rabies 3/1/2027; DHPP", *HOSTILE]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELLS, min_size=14, max_size=14), min_size=1, max_size=5))
def test_hostile_cells_are_taken_clean_or_refused_in_words(
    take: Take, rows: list[list[str]]
) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "Name",
            "Phone",
            "Email",
            "Notes",
            "Birthday",
            "Pet",
            "Breed",
            "Weight",
            "Sex",
            "Rabies expires",
            "Vaccine",
            "Biter",
            "Deceased",
            "Client type",
        ]
    )
    writer.writerows(rows)
    report: ClientsReport = take(out.getvalue(), skip_bad=True, dry_run=True)
    assert len(report.bad) + len(report.left) + report.clients <= report.rows
    assert all(safe_line(remark.words) == remark.words for remark in report.left)
