"""The words that explain an export: README.txt in each one, and the page of the manual."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from pettui.exports.describing import KINDS, Table, tables
from pettui.text import count, safe_line

WIDTH = 92
ABOUT = (
    "Every table is there twice. The files in jsonl/ are exact: one JSON object a line, in UTF-8."
    " `pettui import export FOLDER` makes the same shop of them, in an empty database. The files"
    " in csv/ are for spreadsheets: UTF-8 with a byte-order mark, commas, lines that end with CR"
    " LF, the columns' names in the first line; an empty cell stands for an empty text and for no"
    " value alike.",
    "A text that a spreadsheet would run as a formula (one that begins with = + - @, a tab or"
    " their wide forms, also after blanks) has an apostrophe before it in the CSV files. To have"
    " it back, remove one apostrophe where such a sign follows it. `pettui export --raw` leaves"
    " these texts as they are, for mail merges; do not open its files in a spreadsheet.",
    "schema.json says the same for programs: the tables with their columns, types, keys and"
    " numbers of rows, and the size and SHA-256 of each file. What follows from other tables"
    " (the slots of the book, the lines of the search) is not written; it is made anew.",
    "The photographs and documents of pets are in files/, byte by byte, under the names that the"
    " tables have (photo.file, vaccination.document). files.jsonl lists them, one JSON object a"
    " line, with their size and SHA-256. One that is on record and could not be read has the"
    ' reason there instead, as "missing"; the rest is exported all the same.',
    "All of it is as of one moment, in whatever state the shop was then. It holds the personal"
    " data of clients and staff: keep it where others cannot read it.",
)


def text(made: dict[str, Any]) -> str:
    """Write the README of an export from what its schema.json says."""
    shop = made["shop"]
    lines = [
        f"Everything that {safe_line(shop['name'])} kept in pettui on {made['made']}",
        "",
        f"Written by {made['program']}, schema {made['schema']}. Amounts are in"
        f" {shop['currency']}, whose smallest unit is"
        f" {_unit(shop['currency'], shop['currency_places'])}. The shop's zone is {shop['zone']}.",
        "",
    ]
    for paragraph in ABOUT:
        lines += [*textwrap.wrap(paragraph, WIDTH), ""]
    if made["raw"]:
        lines += ["This export is raw: its CSV files are not safe to open in a spreadsheet.", ""]
    if files := made.get("files"):
        missing = f", {files['missing']} could not be read" if files["missing"] else ""
        lines += [f"FILES: {count(files['kept'], 'file')}{missing}", ""]
    lines += ["TYPES", "", *(f"  {kind:<10} {words}" for kind, words in KINDS.items()), ""]
    lines += ["TABLES", ""]
    rows = {table["name"]: table["rows"] for table in made["tables"]}
    for table in tables():
        lines += [f"{table.name} ({count(rows[table.name], 'row')})"]
        lines += textwrap.wrap(table.about, WIDTH, initial_indent="  ", subsequent_indent="  ")
        width = max(len(name) for name in table.names)
        for column in table.columns:
            head = f"    {column.name:<{width}}  "
            words = _words(column.kind, column.refers_to, column.null, column.about)
            lines += textwrap.wrap(
                words, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
            )
        lines += [f"  {line}" for line in _keys(table)]
        lines += [""]
    return "\n".join(lines)


def page() -> str:
    """Write the page of the manual, `docs/export.md`."""
    lines = ["# What an export holds", ""]
    lines += [
        "`pettui export FOLDER` writes everything that a shop keeps into a new folder, as of one"
        " moment, while others go on working. Nothing is left of an export that is interrupted.",
        "",
    ]
    for paragraph in ABOUT:
        lines += [paragraph, ""]
    lines += ["## Types", "", "| type | what it is |", "| --- | --- |"]
    lines += [f"| {kind} | {words} |" for kind, words in KINDS.items()]
    lines += ["", "## Tables", ""]
    for table in tables():
        lines += [f"### {table.name}", "", table.about, ""]
        lines += ["| column | type | |", "| --- | --- | --- |"]
        for column in table.columns:
            kind = _words(column.kind, column.refers_to, column.null, "")
            lines.append(f"| {column.name} | {kind} | {column.about} |")
        lines += ["", *(f"- {line}" for line in _keys(table)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _words(kind: str, refers_to: str, null: bool, about: str) -> str:
    said = f"reference to {refers_to}" if refers_to else kind
    said += ", may be missing" if null else ""
    return f"{said}: {about}" if about else said


def _keys(table: Table) -> Iterator[str]:
    yield f"key: {', '.join(table.key)}"
    for names in table.unique:
        yield f"no two rows have the same {' and '.join(names)}"
    for rule in table.rules:
        yield f"always: {rule.removeprefix('CHECK ').strip('()')}"


def _unit(currency: str, places: int) -> str:
    return f"1/{10**places} {currency}" if places else f"1 {currency}"
