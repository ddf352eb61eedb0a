"""The form of a service."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pettui.history.door import Refused
from pettui.stock import catalog, groups, taxes
from pettui.stock.catalog import Link, ServiceRecord, read_service
from pettui.stock.saving import COLORS, save_service
from pettui.team.shop import Shop
from pettui.text import fold
from screens.stock.form import Fields, Form, Pick, refused, yes_no
from screens.widgets.line import Line

if TYPE_CHECKING:
    from screens.desk import Desk

PHASES = {"set-up": "setup", "setup": "setup", "process": "process", "finish": "finish",
          "all": "all"}  # fmt: skip
Known = tuple[ServiceRecord, list[groups.Group], list[str], list[tuple[int, str]],
              list[taxes.TaxLine]]  # fmt: skip


async def open_form(desk: Desk, item: int | None, group: int | None = None) -> int | None:
    """Open the form of a service, or of a new one; gives its id when it was saved."""
    record, known, kinds, others, rates = await desk.gateway.run(_read, desk.shop, item, group)
    money = desk.shop.money
    in_use = [tax for tax in rates if tax.active]
    categories = [("", "none"), *((str(g.id), g.name) for g in known)]
    example = f"{others[-1][1]} x2; {others[0][1]} always" if others else "Bow x2; Balm always"
    tub = kinds[-1] if kinds else "tub"

    def fields() -> Fields:
        return [
            ("Name", Line("Name", record.name)),
            ("Code", Line("Code", record.code, placeholder="made of the initials")),
            ("Category", Pick("Category", categories, str(record.category or ""))),
            ("Price", Line("Price", money.number(record.price), number=True,
                           placeholder="for any size and coat")),
            ("Set-up", Line("Set-up", str(record.setup), number=True,
                            placeholder="minutes of work")),
            ("Process", Line("Process", str(record.process), number=True,
                             placeholder="the groomer is free")),
            ("Finish", Line("Finish", str(record.finish), number=True,
                            placeholder="minutes of work")),
            *((tax.name, yes_no(tax.name[:11], on=record.taxed[tax.place - 1])) for tax in in_use),
            ("Add-on", yes_no("Add-on", on=record.add_on)),
            ("Colour", Pick("Colour", [(c, c or "none") for c in COLORS], record.color)),
            ("Needs", Line("Needs", _needs_text(record), placeholder=(
                f"such as {tub}, or for a part of the time: {tub} set-up"))),
            ("Goes with", Line("Goes with", _links_text(record), placeholder=(
                f"such as {example}"))),
            ("Backbar", Line("Backbar", money.number(record.backbar), number=True)),
            ("Comment", Line("Comment", record.comment)),
        ]  # fmt: skip

    async def save(values: Mapping[str, str]) -> int:
        wish = _understand(desk.shop, record, values, others, in_use)
        return await desk.write(save_service, wish, desk.actor, desk.shop.today())

    async def again() -> Fields:
        nonlocal record
        record = await desk.gateway.run(read_service, item or 0, desk.shop.today())
        return fields()

    title = record.name if item is not None else "New service"
    words = "By size, coat and breed group: see the price list (p)."
    found: int | None = await desk.push_screen_wait(
        Form(
            title, fields(), save, words,
            record=f"service:{item or 'new'}", again=again if item is not None else None,
        )
    )  # fmt: skip
    return found


def _read(shop: Shop, item: int | None, group: int | None) -> Known:
    rates = taxes.taxes(shop)
    record = read_service(item, shop.today()) if item is not None else ServiceRecord(
        category=group, taxed=(rates[0].active, False, False)
    )  # fmt: skip
    known = [g for g in groups.groups() if g.active or g.id == record.category]
    return record, known, catalog.resource_kinds(), catalog.linkable(item), rates


def _understand(
    shop: Shop,
    record: ServiceRecord,
    values: Mapping[str, str],
    others: Sequence[tuple[int, str]],
    in_use: Sequence[taxes.TaxLine],
) -> ServiceRecord:
    amounts, minutes = {}, {}
    for label in ("Price", "Backbar"):
        try:
            amounts[label] = int(shop.money.parse(values[label] or "0"))
        except ValueError as error:
            raise refused(label, error) from error
    for label in ("Set-up", "Process", "Finish"):
        said = values[label].strip() or "0"
        if not re.fullmatch(r"[0-9]{1,4}", said):
            raise Refused(f"{label}: type minutes in steps of 5, such as 45.")
        minutes[label] = int(said)
    taxed = list(record.taxed)
    for tax in in_use:
        taxed[tax.place - 1] = bool(values[tax.name])
    category = values["Category"]
    return replace(
        record, name=values["Name"], code=values["Code"],
        category=int(category) if category else None, price=amounts["Price"],
        backbar=amounts["Backbar"], setup=minutes["Set-up"], process=minutes["Process"],
        finish=minutes["Finish"], taxed=(taxed[0], taxed[1], taxed[2]), color=values["Colour"],
        add_on=bool(values["Add-on"]), comment=values["Comment"],
        needs=read_needs(values["Needs"]),
        links=read_links(values["Goes with"], others, record.links),
    )  # fmt: skip


def read_needs(text: str) -> tuple[tuple[str, str], ...]:
    """Read needed resources: `tub set-up, dryer process`; without a part it is all of it."""
    found = []
    for part in filter(None, (part.strip() for part in re.split("[,;]", text))):
        words = part.split()
        phase = PHASES.get(words[-1].lower()) if len(words) > 1 else None
        kind = " ".join(words[:-1] if phase else words)
        found.append((kind, phase or "all"))
    return tuple(found)


def _needs_text(record: ServiceRecord) -> str:
    words = {"all": "", "setup": " set-up", "process": " process", "finish": " finish"}
    return ", ".join(f"{kind}{words[phase]}" for kind, phase in record.needs)


def read_links(
    text: str, others: Sequence[tuple[int, str]], kept: Sequence[Link] = ()
) -> tuple[Link, ...]:
    """Read what goes with a service: `bow x2 always; shampoo`; raises Refused in words."""
    known = [*others, *((link.other, link.name) for link in kept)]
    found: dict[int, Link] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, forced, quantity = part, False, 1
        if name.lower().endswith(" always"):
            name, forced = name[:-7].strip(), True
        if times := re.fullmatch(r"(.+)\s+x\s?([0-9]{1,2})", name):
            name, quantity = times[1].strip(), int(times[2])
        key, full = _named(name, known)
        found[key] = Link(key, full, forced, quantity)
    return tuple(found.values())


def _named(name: str, known: Sequence[tuple[int, str]]) -> tuple[int, str]:
    said = fold(name)
    for fits in (
        [one for one in known if fold(one[1]) == said],
        [one for one in known if fold(one[1]).startswith(said)],
        [one for one in known if said in fold(one[1])],
    ):
        there = list(dict.fromkeys(fits))
        if len(there) == 1:
            return there[0]
        if there:
            names = ", ".join(n for _, n in there[:4])
            raise Refused(f"Goes with: {name} may be {names}. Type more of it.")
    raise Refused(f"Goes with: there is no product or add-on {name}.")


def _links_text(record: ServiceRecord) -> str:
    return "; ".join(
        f"{link.name}{f' x{link.quantity}' if link.quantity > 1 else ''}"
        f"{' always' if link.forced else ''}"
        for link in record.links
    )
