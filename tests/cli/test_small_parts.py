"""Opening hours as typed, the progress bar, and guesses about the surroundings."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from pettui.cli import surroundings
from pettui.cli.opening_times import parse_hours
from pettui.cli.progress import Progress, bar

H = 60


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("mon 9-17", {0: (9 * H, 17 * H)}),
        ("mon-fri 9-5", {d: (9 * H, 17 * H) for d in range(5)}),
        ("tue-thu 8:30-18:15; sat 9-1p", {
            1: (510, 1095), 2: (510, 1095), 3: (510, 1095), 5: (540, 780),
        }),
        ("sat-mon 10-16", {5: (600, 960), 6: (600, 960), 0: (600, 960)}),
        ("Daily 0:00-24:00", {d: (0, 1440) for d in range(7)}),
        ("Monday \u2013 Friday 9 \u2013 17", {d: (9 * H, 17 * H) for d in range(5)}),
    ],
)  # fmt: skip
def test_hours_as_people_write_them(text: str, hours: dict[int, tuple[int, int]]) -> None:
    assert parse_hours(text) == hours


@pytest.mark.parametrize(
    "text", ["", ",", "mon", "9-17", "mon 9", "t 9-17", "mon 17-9", "mon 9-17, mon 9-12", "xyz 1-2"]
)
def test_hours_that_make_no_sense(text: str) -> None:
    with pytest.raises(ValueError, match="mon-fri 9-17"):
        parse_hours(text)


def test_a_bar_tells_its_share() -> None:
    assert bar("tickets", 5, 10) == "[###############...............]  50% tickets"
    assert bar("tickets", 11, 10).count("#") == 30
    assert bar("reading", 3, 0) == "reading"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_for_a_person_and_cleared_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress() as progress:
        progress("clients", 1, 2)
        progress("clients", 2, 2)
    assert "100% clients" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_progress_says_nothing_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    with Progress() as progress:
        progress("clients", 1, 2)
    assert plain.getvalue() == ""


@pytest.mark.parametrize(
    ("tz", "zone"),
    [
        ("America/Chicago", "America/Chicago"),
        (":Europe/Vienna", "Europe/Vienna"),
        ("/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_the_machines_zone(tz: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", tz)
    assert surroundings.zone() == zone


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("/usr/share/zoneinfo/America/Indiana/Knox", "America/Indiana/Knox"),
        ("/usr/share/zoneinfo/Etc/UTC", ""),
        ("/elsewhere/file", ""),
    ],
)
def test_the_machines_zone_from_its_link(
    target: str, zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "localtime"
    link.symlink_to(target)
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(surroundings, "LOCALTIME", link)
    assert surroundings.zone() == zone


@pytest.mark.parametrize(
    ("lang", "locale", "currency"),
    [
        ("de_AT.UTF-8", "de_AT", "EUR"), ("en_GB", "en_GB", "GBP"), ("C.UTF-8", "en_US", "USD"),
        ("ja_JP.eucJP", "ja_JP", "JPY"), ("", "en_US", "USD"),
    ],
)  # fmt: skip
def test_the_persons_locale_and_its_money(
    lang: str, locale: str, currency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", lang)
    assert surroundings.locale() == locale
    assert surroundings.currency(locale) == currency
