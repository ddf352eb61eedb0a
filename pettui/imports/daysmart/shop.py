"""The shop of a backup: its name, hours, taxes, tenders and settings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from db.models import Branch, OpeningHours, Setting, Tax, Tender
from pettui.formats import DayFormat
from pettui.history.door import Door, Refused
from pettui.imports.daysmart.context import HERE, Run
from pettui.imports.daysmart.staging import Stage
from pettui.imports.daysmart.values import DAY_MINUTES, Reader, duration_minutes
from pettui.imports.report import ImportReport
from pettui.money import MoneyFormat
from pettui.team.founding import check_zone
from pettui.team.options import OPTIONS
from pettui.text import clean, fold

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME_KEYS = ("CompanyName", "BusinessName", "StoreName", "ShopName")
_MEANT = {
    "TicketUsePreviousServicePrice": "price.previous",
    "TicketAutoUpdateStartTimes": "ticket.chain_rows",
}
_READ_ELSEWHERE = {
    "CustomerID", "CompoundTax2", "CompoundTax3",
    *(f"{kind}SalesTax{n}" for kind in ("Product", "Service") for n in (1, 2, 3)),
    *(f"Tax{n}" for n in (1, 2, 3)), *(f"TaxName{n}" for n in (1, 2, 3)), *_NAME_KEYS,
}  # fmt: skip
_STEPS = (5, 10, 15, 20, 30)


@dataclass(frozen=True)
class Place:
    """What the file does not say about a shop: where it is and what money it takes."""

    zone: str
    currency: str
    locale: str
    name: str = ""


def settings_of(stage: Stage) -> dict[str, str]:
    """Give the settings of the file by key."""
    return {
        row.get("fldKey", "").strip(): row.get("fldValue", "")
        for _, row in stage.rows("tblSettings")
        if row.get("fldKey", "").strip()
    }


def customer_of(stage: Stage) -> str:
    """Give the number under which the vendor knew the shop, "" if the file has none."""
    return clean(settings_of(stage).get("CustomerID", ""), 20)


def check_place(place: Place) -> MoneyFormat:
    """Give the money format of a place; raises Refused for a zone or currency that is none."""
    if not place.zone:
        raise Refused(
            "The backup does not say in which time zone the shop is."
            " Name it: --zone America/New_York."
        )
    if not place.currency:
        raise Refused("The backup does not name the currency. Name it: --currency USD.")
    check_zone(place.zone)
    try:
        return MoneyFormat.for_shop(place.currency.upper(), place.locale)
    except ValueError as error:
        raise Refused(str(error)) from error


def make(door: Door, stage: Stage, place: Place, report: ImportReport) -> None:
    """Make the shop of the file in an empty database; raises Refused in words."""
    settings = settings_of(stage)
    name = place.name or next((settings[key] for key in _NAME_KEYS if settings.get(key)), "")
    if not name:
        name = f"Shop {customer_of(stage)}".strip()
        report.note("shop", f"the file does not name the shop; it is called {name}")
    money = check_place(place)
    region = place.locale.partition("_")[2][:2].upper() or "US"
    branch = door.insert(
        Branch, name=clean(name), zone=place.zone, currency=place.currency.upper(),
        locale=place.locale, money_format=money.as_json(),
        day_format=DayFormat.for_locale(place.locale).as_json(), region=region,
    )  # fmt: skip
    _hours(door, stage, branch.id, report)
    _taxes(door, branch.id, settings, money.places)


def _hours(door: Door, stage: Stage, branch: int, report: ImportReport) -> None:
    hours: dict[int, tuple[int, int]] = {}
    for _, fields in stage.rows("tblHours"):
        row = Reader("tblHours", fields)
        for weekday, name in enumerate(_DAYS):
            start = duration_minutes(row.text(f"fld{name}Start"))
            end = duration_minutes(row.text(f"fld{name}End"))
            if not row.yes(f"fld{name}Open"):
                continue
            if start is None or end is None or not 0 <= start < end <= DAY_MINUTES:
                report.note("hours", f"{name} is open in the file, but its hours make no sense")
                continue
            hours[weekday] = (start, end)
        report.took("tblHours")
        break  # the format keeps one record
    if not hours:
        report.note("hours", "the file has no opening hours: Monday to Friday, 9:00 to 17:00")
        hours = {weekday: (540, 1020) for weekday in range(5)}
    for weekday, (start, end) in sorted(hours.items()):
        door.insert(OpeningHours, branch=branch, weekday=weekday, start=start, end=end)


def _taxes(door: Door, branch: int, settings: dict[str, str], places: int) -> None:
    row = Reader("tblSettings", settings, places)
    for place in (1, 2, 3):
        service, product = row.rate(f"ServiceSalesTax{place}"), row.rate(f"ProductSalesTax{place}")
        door.insert(
            Tax, branch=branch, place=place,
            name=clean(row.text(f"TaxName{place}")) or f"Tax {place}",
            service_rate=Decimal(service), product_rate=Decimal(product),
            compound=place > 1 and row.yes(f"CompoundTax{place}"),
            active=row.yes(f"Tax{place}"),
        )  # fmt: skip


def settings(run: Run) -> None:
    """Take the settings that have a meaning here; an existing shop keeps its own."""
    table = "tblSettings"
    strange: list[str] = []
    for _, fields in run.stage.rows(table):
        row = run.reader(table, fields)
        key = row.text("fldKey").strip()
        if key in _READ_ELSEWHERE or key in _MEANT:
            if not run.fresh_shop:
                run.report.leave(table, "the shop has settings of its own")
                continue
            run.report.took(table)
            if key in _MEANT:
                _set(run, _MEANT[key], row.yes("fldValue"))
        else:
            run.report.leave(table, "no such setting here")
            strange.append(clean(key, 60))
    if strange and run.fresh_shop:
        run.report.note("settings", "left, having no meaning here: " + ", ".join(strange))
    if not run.fresh_shop:
        run.report.leave("tblHours", "the shop has hours of its own", run.stage.count("tblHours"))
    _book_options(run)


def _book_options(run: Run) -> None:
    table = "tblApptOptions"
    for number, (_, fields) in enumerate(run.stage.rows(table)):
        row = run.reader(table, fields)
        if not run.fresh_shop or number:
            run.report.leave(table, "the shop has settings of its own")
            continue
        run.report.took(table)
        step = "".join(c for c in row.text("fldTimeSlotInterval") if c in "0123456789")[:3]
        if step and int(step) in _STEPS:
            _set(run, "book.step", int(step))
        _set(run, "book.show_closed", row.yes("fldShowClosedTickets", default=True))


def _set(run: Run, name: str, value: bool | int) -> None:
    if value != OPTIONS[name].default:
        run.door.insert(Setting, branch=run.branch, name=name, value=value)


def tenders(run: Run) -> None:
    """Take the ways to pay; one of the same name serves."""
    table = "tblPayments"
    run.tenders.update({fold(t.name): t.id for t in Tender.select()})
    rows = [run.reader(table, fields) for _, fields in run.stage.rows(table)]
    for row in sorted(rows, key=lambda r: r.number("fldOrder")):
        name = clean(row.text("fldItem"))
        if not name:
            run.report.leave(table, "without a name")
        elif fold(name) in run.tenders:
            run.report.leave(table, HERE)
        else:
            tender(run, name)
            run.report.took(table)


def tender(run: Run, name: str) -> int:
    """Give the tender of a name, made if need be."""
    name = clean(name) or "Other"
    if fold(name) not in run.tenders:
        made = run.door.insert(Tender, name=name, position=len(run.tenders))
        run.tenders[fold(name)] = made.id
    return run.tenders[fold(name)]
