"""Makes a large backup out of the small one: its rows again and again with new ids."""

from __future__ import annotations

import re
import sys
import uuid
from datetime import date, timedelta
from pathlib import Path

SMALL = Path(__file__).parent.parent / "data" / "daysmart-backup.xml"
REPEATED = ("tblClients", "tblTicketsSummary", "tblTicketsRow", "tblTicketsHistory", "tblLog")
CLIENTS, TICKETS, PKS = 4, 12, 1000
DAYS = 18  # the small file's tickets lie on 5 to 22 June: copies must not meet
_ROW = re.compile(r"  <(\w+)>\n(.*?)  </\1>\n", re.DOTALL)
_DATE = re.compile(r"2021-06-(\d\d)(?= \d\d:\d\d:\d\d</fld(?:Start|End|DateSch))")


def parts() -> tuple[str, list[tuple[str, str]]]:
    """Give the head with the schema, and the rows as (table, text)."""
    text = SMALL.read_text(encoding="utf-8")
    end = text.index("</xs:schema>") + len("</xs:schema>\n")
    return text[:end], [(m[1], m[0]) for m in _ROW.finditer(text, end)]


def again(table: str, row: str, copy: int) -> str:
    """Give a row once more: new keys, GUIDs and names, its visits on days of their own."""

    def shift(name: str, by: int, text: str) -> str:
        def moved(found: re.Match[str]) -> str:
            return f"<{name}>{int(found[1]) + by * copy if found[1] != '0' else 0}</{name}>"

        return re.sub(rf"<{name}>(\d+)</{name}>", moved, text)

    row = shift("fldPK", PKS, row)
    row = shift("fldTicketID", TICKETS, row)
    row = shift("fldClientID", CLIENTS, row)
    row = re.sub(
        r"<fldGuid>([^<]+)</fldGuid>",
        lambda m: f"<fldGuid>{uuid.uuid5(uuid.UUID(m[1]), str(copy))}</fldGuid>",
        row,
    )
    row = _DATE.sub(lambda m: str(date(2021, 6, int(m[1])) + timedelta(days=DAYS * copy)), row)
    if table == "tblClients":
        row = row.replace("</fldLastName>", f" {copy}</fldLastName>")
        row = row.replace("010-0142", f"{copy % 900 + 100:03}-{copy // 900 % 10000:04}")
    return row


def make_large(path: Path, size: int) -> int:
    """Write a backup of about `size` bytes and give the number of copies."""
    head, rows = parts()
    repeated = [(table, row) for table, row in rows if table in REPEATED]
    written = copies = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        written += out.write(head)
        for _, row in rows:
            written += out.write(row)
        while written < size:
            copies += 1
            for table, row in repeated:
                if "<fldClientID>0</fldClientID>" in row and table == "tblClients":
                    continue  # there is one Walk In
                written += out.write(again(table, row, copies))
        out.write("</NewDataSet>\n")
    return copies


if __name__ == "__main__":
    print(make_large(Path(sys.argv[1]), int(float(sys.argv[2]) * 1_000_000)))
