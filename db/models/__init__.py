"""The tables, by area. `ALL` is in the order in which their keys allow them to be made."""

from __future__ import annotations

from db.models.base import Record, Row, database
from db.models.book import Hold, Series, Slot, Ticket, TicketNote, TicketRow
from db.models.clock import (
    BreakKind,
    Credential,
    HourAdjustment,
    Notice,
    OvertimeRule,
    PayPeriod,
    PayRate,
    PinFailure,
    Punch,
    PunchRequest,
)
from db.models.history import Change, ChangedRow, OldHistory
from db.models.people import (
    Breed,
    Choice,
    Client,
    ClientAlias,
    GroomNote,
    Household,
    Note,
    NotSame,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    Photo,
    SearchLine,
    Vaccination,
    Vaccine,
    VaccineNeed,
    Vet,
)
from db.models.stock import (
    Ability,
    Category,
    FuturePrice,
    Item,
    ItemException,
    ItemLink,
    ItemNeed,
    PriceCell,
    Tax,
)
from db.models.team import (
    Bookable,
    Branch,
    Closure,
    Counter,
    DayPlan,
    Employee,
    OpeningHours,
    Override,
    Resource,
    RightException,
    Role,
    Rotation,
    Setting,
    Shift,
)
from db.models.till import Payment, Tender
from db.models.waiting import RecallCall, WaitEmployee, WaitEntry, WaitRow, WaitWindow

ALL: tuple[type[Row], ...] = (
    Branch, Setting, Counter, Bookable, Employee, Resource, OpeningHours, Closure, Shift, Rotation,
    DayPlan, Role, RightException, Override,
    Tax, Category, Item, PriceCell, FuturePrice, ItemLink, ItemException, ItemNeed, Ability,
    Choice, Household, Client, ClientAlias, NotSame, Phone, Breed, Vet, Pet, PetWeight,
    PetInstruction, GroomNote, Photo, Vaccine, VaccineNeed, Vaccination, PetPrice, Note, SearchLine,
    Series, Ticket, TicketRow, Hold, Slot, TicketNote, Tender, Payment,
    WaitEntry, WaitRow, WaitEmployee, WaitWindow, RecallCall,
    Credential, PinFailure, BreakKind, PayRate, Punch, PunchRequest, HourAdjustment, PayPeriod,
    OvertimeRule, Notice,
    Change, ChangedRow, OldHistory,
)  # fmt: skip

__all__ = [
    "ALL", "Ability", "Bookable", "Branch", "BreakKind", "Breed", "Category", "Change",
    "ChangedRow", "Choice", "Client", "ClientAlias", "Closure", "Counter", "Credential",
    "DayPlan", "Employee", "FuturePrice", "GroomNote", "Hold", "HourAdjustment", "Household",
    "Item", "ItemException", "ItemLink", "ItemNeed", "NotSame", "Note", "Notice", "OldHistory",
    "OpeningHours", "Override", "OvertimeRule", "PayPeriod", "PayRate", "Payment", "Pet",
    "PetInstruction", "PetPrice", "PetWeight", "Phone", "Photo", "PinFailure", "PriceCell",
    "Punch", "PunchRequest", "RecallCall", "Record", "Resource", "RightException", "Role",
    "Rotation", "Row", "SearchLine", "Series", "Setting", "Shift", "Slot", "Tax", "Tender",
    "Ticket", "TicketNote", "TicketRow", "Vaccination", "Vaccine", "VaccineNeed", "Vet",
    "WaitEmployee", "WaitEntry", "WaitRow", "WaitWindow", "database",
]  # fmt: skip
