"""A person's data can be taken out, and erased while the money stays and the chain holds."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from db.models import ALL, Change, ChangedRow, Client, Note, Pet, Phone, Photo, Ticket, TicketRow
from db.models.base import tuples
from db.writing import write_tx
from pettui.history import undo
from pettui.history.chain import broken_links, erased_changes
from pettui.history.door import Refused, change
from pettui.people import clients, household, merging, notes, photos, story
from pettui.people.find import find
from pettui.people.pages import client_page, pet_page
from pettui.people.privacy import erase, erasure_of
from pettui.people.privacy_export import export_person
from pettui.team.shop import Shop
from tests.people.test_merging import HOSTILE, visit
from tests.small_shop import DANA

MARIA, JOE = 1, 2
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def somebody(shop: Shop, tmp_path: Path) -> tuple[int, int, Path]:
    """Make Xaviera Quux, who left traces everywhere."""
    new = clients.NewClient(
        "Xaviera Quux", "212 555 7391", "xq@quux.example",
        (clients.NewPet("Waldo", alert="Quux says: slow"),),
    )  # fmt: skip
    made = clients.create(shop, new, DANA)
    clients.set_alert(made.client, "Xaviera rings twice", DANA)
    notes.add(DANA, "Quux moved to Rye", client=made.client)
    notes.add(DANA, "Secretive dog", pet=made.pets[0])
    picture = tmp_path / "quux.png"
    picture.write_bytes(PNG)
    key = photos.add(made.pets[0], picture, DANA, "Quux and Waldo")
    household.join(made.client, MARIA, DANA)
    visit(made.client, made.pets[0], 7001, status="closed", total=4000, paid=4000)
    with change("names", DANA) as door:
        ticket = Ticket.get(Ticket.number == 7001)
        door.update(ticket, client_name="Xaviera Quux", note="Quux waits outside")
    return made.client, made.pets[0], photos.path_of(key)


def everything() -> str:
    """Read every value of every table as one text."""
    return "\n".join(str(row) for model in ALL for row in tuples(model.select()))


def test_nothing_names_the_person_any_more_and_the_money_stays(shop: Shop, tmp_path: Path) -> None:
    client, pet, file = somebody(shop, tmp_path)
    number = Client.get_by_id(client).number
    told = erasure_of(shop, client)
    assert (told.takes, told.stays, told.refused) == (
        "1 number, 2 notes and 1 file", "1 ticket and 1 pet", "",
    )  # fmt: skip
    done = erase(shop, client, DANA)
    assert (done.name, done.left) == (f"Client #{number}", ())
    left = everything()
    for trace in ("Quux", "quux", "Xaviera", "5557391", "555-7391", "Secretive"):
        assert trace not in left, trace
    assert not file.exists()
    row = Client.get_by_id(client)
    assert (row.first_name, row.last_name, row.active) == ("Client", f"#{number}", False)
    ticket = Ticket.get(Ticket.number == 7001)
    assert (ticket.client_name, ticket.total) == (f"Client #{number}", 4000)
    assert TicketRow.get(TicketRow.ticket == ticket).pet_name == "Old Pet"
    assert household.home_of(MARIA) is None
    for model in (Phone, Note):
        assert not model.select().where(model.client == client).exists()
    assert not Photo.select().exists()
    assert find(shop, "quux") == []
    assert client_page(shop, client).name == f"Client #{number}"
    assert pet_page(shop, pet).name == "Waldo"
    assert story.of_client(shop, client).entries


def test_the_chain_holds_and_says_how_much_was_erased(shop: Shop, tmp_path: Path) -> None:
    client, _, _ = somebody(shop, tmp_path)
    notes.add(DANA, "Somebody else's", client=JOE)
    digests = tuples(Change.select(Change.id, Change.digest))
    done = erase(shop, client, DANA)
    assert broken_links() == []
    assert erased_changes() == done.changes > 3
    assert tuples(Change.select(Change.id, Change.digest))[: len(digests)] == digests
    notes.add(DANA, "later", client=JOE)
    assert broken_links() == []
    sealed = next(row.key for row in ChangedRow.select().where(ChangedRow.table == "change"))
    row = ChangedRow.select().where(ChangedRow.change == sealed).first()
    with write_tx("elsewhere"):
        ChangedRow.update(new={"first_name": "forged"}).where(ChangedRow.id == row.id).execute()
    assert "was altered" in broken_links()[0]


def test_two_people_of_one_change_are_erased_one_after_the_other(
    shop: Shop, tmp_path: Path
) -> None:
    client, _, _ = somebody(shop, tmp_path)
    with change("both", DANA) as door:
        door.update(Client.get_by_id(client), city="Rye")
        door.update(Client.get_by_id(JOE), city="Troy", email="joe@troy.example")
    with change("ended", DANA) as door:
        for ticket in Ticket.select().where(Ticket.client == JOE):
            door.update(ticket, status="cancelled")
    erase(shop, client, DANA)
    assert "joe@troy.example" in everything()
    erase(shop, JOE, DANA)
    assert broken_links() == []
    assert "troy" not in everything().lower()


def test_it_cannot_be_undone(shop: Shop, tmp_path: Path) -> None:
    client, _, _ = somebody(shop, tmp_path)
    erase(shop, client, DANA)
    with pytest.raises(Refused, match="cannot be undone"):
        undo.undo(DANA)


def test_a_merged_person_is_erased_whole(shop: Shop, tmp_path: Path) -> None:
    client, _, _ = somebody(shop, tmp_path)
    again = clients.create(shop, clients.NewClient("Xavi Quux", "2125557391"), DANA).client
    merging.merge_clients(shop, again, client, DANA)
    erase(shop, again, DANA)
    assert "quux" not in everything().lower()
    assert broken_links() == []


@pytest.mark.parametrize(("status", "paid", "words"), [
    ("booked", 0, "1 visit to come"), ("closed", 100, r"still owes \$9.00"),
    ("closed", 1100, r"still has a credit of \$1.00"),
])  # fmt: skip
def test_what_is_open_is_settled_first(shop: Shop, status: str, paid: int, words: str) -> None:
    made = clients.create(shop, clients.NewClient("A B", pets=(clients.NewPet("C"),)), DANA)
    visit(made.client, made.pets[0], 7001, status=status, total=1000, paid=paid)
    with change("to come", DANA) as door:
        door.update(Ticket.get(Ticket.number == 7001), day=shop.today())
    before = everything()
    with pytest.raises(Refused, match=words):
        erase(shop, made.client, DANA)
    assert everything() == before


def test_a_person_takes_everything_along(shop: Shop, tmp_path: Path) -> None:
    client, pet, _ = somebody(shop, tmp_path)
    with change("hostile", DANA) as door:
        door.update(Client.get_by_id(client), comment=HOSTILE, preferences="=1+1")
        door.update(Pet.get_by_id(pet), groom_notes="a\nb")
    folder = tmp_path / "out"
    counts = export_person(shop, client, folder)
    assert counts["ticket"] == counts["payment"] == 1 and counts["note"] == 2
    told = json.loads((folder / "person.json").read_text())
    assert told["client"][0]["comment"] == HOSTILE
    with (folder / "client.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["preferences"] == "'=1+1"
    with (folder / "payment.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["amount"] == "40.00"
    assert [path.read_bytes() for path in (folder / "files").iterdir()] == [PNG]
    assert "Ortega" not in (folder / "person.json").read_text()
    assert "note.csv: 2 rows" in (folder / "README.txt").read_text()
    with pytest.raises(Refused):
        export_person(shop, client, folder)  # it is there already
    with pytest.raises(Refused, match="no longer here"):
        export_person(shop, 99, tmp_path / "other")
