"""All commands of the back office. Plain data: what a key, the footer and the help say."""

from __future__ import annotations

from screens.frame.commands import Command
from screens.frame.context import Context

_OVER = ("cancelled", "late cancel", "no-show", "void")


def on_visit(context: Context) -> str:
    """Require a visit under the cursor, or marked ones."""
    return "" if context.status or context.marked else "Put the cursor on a visit first."


def on_entry(context: Context) -> str:
    """Require a visit or a time block under the cursor, or marked visits."""
    if context.status or context.marked or context.block:
        return ""
    return "Put the cursor on a visit or a time block first."


def change_entry(context: Context) -> str:
    """Require a visit or a time block that may still be changed."""
    if context.read_only:
        return context.read_only
    if context.status == "closed":
        return "This ticket is closed. Undo its closing (u), or book the visit again (y, p)."
    if context.status in _OVER:
        return f"This visit is over ({context.status}). Undo that (u), or book it again (y, p)."
    return on_entry(context)


def change_visit(context: Context) -> str:
    """Require a visit, and no time block, that may still be changed."""
    if context.block and not context.marked:
        return "A time block has no pet. Put the cursor on a visit."
    return context.read_only or on_visit(context) or change_entry(context)


def change_book(context: Context) -> str:
    """Require that something may be written here."""
    return context.read_only


def paste(context: Context) -> str:
    """Require something that was copied."""
    return context.read_only or ("" if context.copied else "Copy a visit first (y).")


COMMANDS: tuple[Command, ...] = (
    # The book.
    Command("book.new", ("n",), "new", "Book a visit where the cursor is.", "Book",
            footer=1, when=change_book),
    Command("book.line", ("a",), "one line", "Book a visit by typing one line.", "Book",
            footer=6, when=change_book),
    Command("book.free", ("f",), "free slot", "Find the next time that is free and long enough.",
            "Book", footer=7),
    Command("book.open", ("Enter",), "open", "Open the visit: its rows, prices and notes.",
            "Book", footer=2, when=on_entry),
    Command("book.edit", ("e",), "edit", "Change the rows, notes and prices of the visit.",
            "Book", footer=9, when=change_entry),
    Command("book.move", ("m",), "move", "Move or stretch with the arrows; Enter drops it.",
            "Change", footer=3, when=change_entry),
    Command("book.status", ("s",), "next status",
            "Take the visit one step on: booked, confirmed, arrived, in progress, ready, closed.",
            "Change", footer=4, when=change_visit),
    Command("book.end", ("x",), "end",
            "End the visit: cancelled, late cancel, no-show or a mistake.",
            "Change", footer=5, when=change_entry),
    Command("book.block", ("B",), "block time", "Keep time free: lunch, a meeting, an errand.",
            "Book", footer=8, when=change_book),
    Command("book.copy", ("y",), "copy", "Remember the visit, to book it again elsewhere.",
            "Book", footer=10, when=on_visit),
    Command("book.paste", ("p",), "book again", "Book the copied visit where the cursor is.",
            "Book", footer=11, when=paste),
    Command("book.rebook", ("R",), "rebook", "Book the same visit again in some weeks.",
            "Book", footer=12, when=on_visit),
    Command("book.wait", ("w",), "to wait list", "Put the visit on the wait list.",
            "Change", when=change_visit),
    Command("book.mark", ("Space",), "mark", "Mark the visit, to change several at once.",
            "Change", when=on_visit),
    Command("book.history", ("H",), "history",
            "Show who changed the visit, when, and what it was before.", "Look", when=on_entry),
    Command("book.why", ("$",), "why this price",
            "Show where the prices and lengths of the visit come from.", "Look", when=on_visit),
    Command("book.note", ("N",), "note", "Write a note that the visit's block shows.", "Change",
            when=on_entry),
    Command("book.client", ("o",), "owner", "Open the page of the visit's owner.", "Look",
            when=on_visit),
    Command("book.groom", ("G",), "groom note",
            "Write down blade, style and weight of the visit.", "Change", when=on_visit),
    Command("book.day_before", (",",), "day before", "Show the day before.", "Look"),
    Command("book.day_after", (".",), "next day", "Show the next day.", "Look", footer=14),
    Command("book.week_before", ("<",), "week before", "Show the same weekday a week before.",
            "Look"),
    Command("book.week_after", (">",), "next week", "Show the same weekday a week later.", "Look"),
    Command("book.today", ("t",), "today", "Show today, with the cursor at now.", "Look",
            footer=15),
    Command("book.date", ("d",), "date", "Go to a date, typed as people say it: fri, +6w, 12/3.",
            "Look", footer=13),
    Command("book.view", ("v",), "view", "Change between day, week of one employee, and list.",
            "Look"),
    Command("book.finer", ("+", "="), "finer", "Show less time a line.", "Look"),
    Command("book.coarser", ("-",), "coarser", "Show more time a line.", "Look"),
    Command("book.closed", ("z",), "show ended",
            "Show or hide visits that were cancelled or missed.", "Look"),
    # The screens, in the order of a day's work.
    Command("go.book", ("F2", "g b"), "book", "Open the appointment book.", "Go to"),
    Command("go.settings", ("g e",), "settings", "Open the settings of the shop.", "Go to"),
    Command("go.wait", ("F3", "g w"), "wait list", "Open the wait list.", "Go to"),
    Command("go.clients", ("F4", "g c"), "clients", "Open the clients and their pets.", "Go to"),
    Command("go.tickets", ("F5", "g t"), "tickets", "Open the tickets and the till.", "Go to"),
    Command("go.clock", ("F6", "g k"), "clock", "Open the time clock.", "Go to"),
    Command("go.payroll", ("F7", "g p"), "payroll", "Open payroll.", "Go to"),
    Command("go.mailing", ("F8", "g m"), "mailing", "Open mailings and recalls.", "Go to"),
    Command("go.reports", ("F9", "g r"), "reports", "Open the reports.", "Go to"),
    Command("go.stock", ("g s",), "services and prices",
            "Open the services, the price list, resources, taxes and lists.", "Go to"),
    # The list of clients.
    Command("clients.open", ("Enter",), "open", "Open the client under the cursor.", "Clients",
            footer=1),
    Command("clients.new", ("n",), "new client", "Make a new client: name, phone, pets.",
            "Clients", footer=2),
    Command("clients.edit", ("e",), "edit", "Change the client under the cursor.", "Clients",
            footer=3),
    Command("clients.filter", ("f",), "filter", "Go back to the filter.", "Clients"),
    Command("clients.order", ("s",), "sort",
            "Sort by name, the newest first, or the last visit first.", "Clients", footer=5),
    Command("clients.inactive", ("z",), "inactive", "Show or hide inactive clients.", "Clients",
            footer=6),
    # The pages of a client and of a pet.
    Command("people.open", ("Enter",), "open", "Go to the visit or the pet under the cursor.",
            "Page", footer=1),
    Command("people.book", ("n",), "book a visit", "Book a visit for this client or pet.", "Page",
            footer=2),
    Command("people.note", ("N",), "note", "Add a dated note.", "Page", footer=3),
    Command("people.alert", ("A",), "alert", "Set what is shown at every booking.", "Page"),
    Command("people.edit", ("e",), "edit",
            "Change the note under the cursor, or what is on record, in a form.", "Page",
            footer=5),
    Command("people.remove", ("D",), "remove",
            "Remove the note under the cursor, or a record made by mistake.", "Page"),
    Command("people.pet", ("P",), "new pet", "Add a pet of this client.", "Page"),
    Command("people.history", ("H",), "history", "Show who changed what, and when.", "Page"),
    Command("people.more", ("m",), "more",
            "Household, feeding, prices, photographs, another owner, and what else.", "Page",
            footer=6),
    # What hangs on a pet.
    Command("pet.groom", ("G",), "groom note",
            "Write down blade, style and weight of today's visit.", "Pet", footer=1),
    Command("pet.weigh", ("W",), "weigh", "Enter what the pet weighs today.", "Pet"),
    Command("pet.shot", ("V",), "vaccination",
            "Enter until when a vaccination counts; the one that lacks is offered.", "Pet"),
    Command("pet.why", ("$",), "prices",
            "Show what every service costs for the pet, and why.", "Pet"),
    # Services, the price list, and the shop's lists.
    Command("stock.open", ("Enter", "e"), "change", "Change what is under the cursor.",
            "Services and prices", footer=1),
    Command("stock.new", ("n",), "new", "Add a service, a resource or an entry.",
            "Services and prices", footer=2),
    Command("stock.filter", ("f",), "filter", "Filter the services while one types.",
            "Services and prices", footer=3),
    Command("stock.prices", ("p",), "price list",
            "Open the price list: sizes, coats and breed groups as one sheet.",
            "Services and prices", footer=4),
    Command("stock.own", ("o",), "employees' own",
            "Open what employees do differently: prices and times.",
            "Services and prices"),
    Command("stock.lists", ("l",), "lists",
            "Open categories, resources, taxes, coats and the other lists.",
            "Services and prices", footer=5),
    Command("stock.raise", ("R",), "raise prices",
            "Raise the prices of a category by a percentage; shows them all first.",
            "Services and prices"),
    Command("stock.print", ("P",), "print", "Print the price list, or write it into a file.",
            "Services and prices"),
    Command("stock.off", ("x",), "in or out of use",
            "Offer something no more, or again; what refers to it stays.",
            "Services and prices"),
    Command("stock.delete", ("D",), "delete",
            "Delete what nothing refers to; undo brings it back.", "Services and prices"),
    Command("stock.inactive", ("z",), "show inactive", "Show or hide what is offered no more.",
            "Services and prices"),
    Command("stock.up", ("K",), "move up", "Move the entry up in its list.",
            "Services and prices"),
    Command("stock.down", ("J",), "move down", "Move the entry down in its list.",
            "Services and prices"),
    Command("stock.next_layer", ("]",), "next leaf",
            "Turn the price list to the next coat or breed group.", "Price list", footer=1),
    Command("stock.last_layer", ("[",), "leaf before",
            "Turn the price list to the coat or breed group before.", "Price list"),
    Command("stock.what", ("m",), "minutes",
            "Change between prices and minutes, or to the next leaf.", "Price list", footer=3),
    Command("stock.clear", ("Delete",), "clear",
            "Clear the cell; it then shows what it falls back to.", "Price list", footer=5),
    Command("stock.copy_down", ("ctrl+d",), "copy down",
            "Write what counts here into the cell below.", "Price list"),
    Command("stock.fill_right", ("ctrl+r",), "fill right",
            "Write what counts here into all cells to the right.", "Price list"),
    Command("stock.why", ("$",), "why", "Show where this price comes from.", "Price list",
            footer=2),
    Command("stock.day", ("d",), "from a day",
            "See and write the prices that hold from a day on.", "Price list", footer=4),
    # The time clock.
    Command("clock.open", ("Enter",), "open, decide",
            "Decide what is under the cursor, or open the person's card.", "Time clock", footer=1),
    Command("clock.approve", ("a",), "approve",
            "Let what somebody asks for, or what is doubtful, count as it is.", "Time clock",
            footer=2),
    Command("clock.new", ("n",), "enter punches", "Enter punches that were missed, with a reason.",
            "Time clock", footer=3),
    Command("clock.edit", ("e",), "amend",
            "Change what a punch means; the original stays and is shown.", "Time clock", footer=4),
    Command("clock.void", ("x",), "void",
            "Let a punch or an adjustment count for nothing, or a void punch again.",
            "Time clock", footer=5),
    Command("clock.adjust", ("h",), "adjust hours",
            "Add hours to a day by hand, or take some, with a reason.", "Time clock", footer=6),
    Command("clock.before", (",",), "period before", "Show the pay period before.", "Time clock",
            footer=9),
    Command("clock.after", (".",), "next period", "Show the next pay period.", "Time clock"),
    Command("clock.this", ("t",), "this period", "Show the pay period of today.", "Time clock"),
    Command("clock.date", ("d",), "period of a day", "Ask for a day, and show its pay period.",
            "Time clock"),
    Command("clock.close", ("C",), "close",
            "Close and lock the pay period, or open it again; shows what stands in the way.",
            "Time clock", footer=7),
    Command("clock.print", ("P",), "print, export",
            "Write hours into a file: time sheets to sign, or a table for a spreadsheet.",
            "Time clock", footer=8),
    Command("clock.more", ("m",), "PIN, badge, roles",
            "Give or take a person's PIN, badges and roles.", "Time clock", footer=10),
    Command("clock.lists", ("l",), "rules and lists",
            "Open overtime rules, kinds of break, notices and the settings of hours.",
            "Time clock", footer=11),
    Command("clock.history", ("H",), "history",
            "Show every row that made the punch what it is, the original first.", "Time clock"),
    Command("clock.all", ("z",), "show all",
            "Show or hide what may be looked at, or days with nothing.", "Time clock"),
    Command("clock.person_before", ("[",), "person before", "Show the card of the person before.",
            "Time clock"),
    Command("clock.person_after", ("]",), "next person", "Show the card of the next person.",
            "Time clock"),
    # The settings.
    Command("settings.edit", ("Enter", "e"), "change", "Change the setting under the cursor.",
            "Settings", footer=1),
    Command("settings.default", ("Delete",), "default", "Take the setting back to its default.",
            "Settings", footer=2),
    Command("settings.filter", ("f",), "filter", "Filter the settings while one types.",
            "Settings", footer=3),
    # Everywhere.
    Command("desk.find", ("/",), "find", "Find a client, pet, phone number or ticket.",
            "Everywhere", footer=16),
    Command("desk.undo", ("u",), "undo", "Undo the last change made at this terminal.",
            "Everywhere", footer=17),
    Command("desk.redo", ("U",), "redo", "Bring back what was undone last.", "Everywhere"),
    Command("desk.help", ("?", "F1"), "help", "Search what can be done here, and do it.",
            "Everywhere", footer=18),
    Command("desk.palette", ("F10", "ctrl+p"), "commands",
            "Search all commands by name and run one.", "Everywhere"),
    Command("desk.theme", (), "dark or light", "Change between the dark and the light theme.",
            "Everywhere"),
    Command("desk.themes", (), "choose a theme", "Choose the colours from a list.", "Everywhere"),
    Command("desk.quit", ("ctrl+q",), "quit", "Leave pettui. Everything is saved already.",
            "Everywhere", everywhere=True),
)  # fmt: skip
