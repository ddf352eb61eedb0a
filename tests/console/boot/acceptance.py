"""What a machine with the kiosk must do, in the order in which it happens to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.console.boot.machine import Machine
from tests.console.boot.people import BADGES, PINS

CLOCK = "Your number"
ANA, BEN = BADGES[3], BADGES[4]
SERVICE = "systemctl show --property=MainPID --value kiosk"
ACTIVE = "cat /sys/class/tty/tty0/active"
SHOP = "/var/lib/pettui/shop.db"
PETTUI = f"runuser -u pettui -- env PETTUI_DATABASE={SHOP} /opt/pettui/bin/pettui"
SLOW = 60  # seconds for what takes two on a real machine: this one is emulated

ESCAPES = """
    ctrl-alt-f1 ctrl-alt-f2 ctrl-alt-f7 ctrl-alt-f12 alt-f2 alt-left alt-right alt-up
    ctrl-alt-delete ctrl-alt-backspace
    alt-sysrq-b alt-sysrq-e alt-sysrq-k alt-sysrq-r alt-sysrq-i alt-sysrq-o
    scroll_lock ctrl-scroll_lock shift-scroll_lock alt-scroll_lock num_lock
    pause ctrl-pause print alt-print menu
    ctrl-c ctrl-d ctrl-q ctrl-z ctrl-s ctrl-p ctrl-o ctrl-x ctrl-l ctrl-r ctrl-backslash ctrl-spc
    shift-pgup shift-pgdn f1 f2 f3 f10 f11 f12 alt-f4 alt-x alt-shift-x ctrl-alt-x tab shift-tab
"""


class Trial:
    """The machine under test, and how many punches were acknowledged on its screen."""

    def __init__(self, machine: Machine, pictures: Path) -> None:
        self.machine, self.pictures = machine, pictures
        self.acknowledged = 0

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        self.machine.screen(self.pictures / f"kiosk-{name}.png")

    def punches(self) -> int:
        """Count the punches in the database."""
        return int(self.asked("SELECT count(*) FROM punch"))

    def asked(self, query: str) -> str:
        """Ask the database past the program."""
        return self.machine.told(f'runuser -u pettui -- sqlite3 -readonly {SHOP} "{query}"')

    def at_the_clock(self, seconds: float = SLOW) -> None:
        """Wait until the clock is there for the next person."""
        self.machine.until(CLOCK, seconds)

    def swipe(self, badge: str, *, says: str = "Clocked", choose: str = "1") -> None:
        """Punch with a badge and see it acknowledged.

        Enter alone would not punch twice within a minute: it says that it was done already.
        """
        self.machine.swipe(badge)
        self.machine.until("Enter  ", SLOW)
        if choose:
            self.machine.press(f"kp_{choose}")
        self.machine.press("kp_enter")
        self.machine.until(says, SLOW)
        self.acknowledged += 1


def boots(trial: Trial) -> None:
    """Without a login prompt, from power-on to the clock."""
    shown = trial.machine.until(CLOCK, 240)
    assert "Wagging Tails" in shown
    assert "login:" not in shown
    for name in ("Ana", "Ben", "Kim", "Luis"):
        assert name in shown, "who is expected today"
    trial.picture("clock")
    trial.machine.shell()
    assert trial.machine.told("systemctl is-active kiosk") == "active"
    assert trial.machine.told("systemctl --failed --no-legend --plain | wc -l") == "0"
    assert trial.machine.told("cat /sys/module/kernel/parameters/consoleblank") == "0"


def keypad(trial: Trial) -> None:
    """Luis types his number and his PIN, and sees what Enter will do before it is done."""
    machine = trial.machine
    machine.keypad("1001")
    machine.until("Now your PIN", SLOW)
    for digit in PINS[2]:
        machine.press(f"kp_{digit}")
    shown = machine.until("••••••", SLOW)
    assert PINS[2] not in shown
    trial.picture("pin")
    machine.press("kp_enter")
    shown = machine.until("Luis", SLOW)
    assert "Clock in" in shown
    trial.picture("card")
    assert trial.punches() == 0, "nothing is punched before Enter"
    machine.press("kp_enter")
    machine.until("Clocked in", SLOW)
    trial.picture("clocked-in")
    trial.acknowledged += 1
    assert trial.punches() == 1
    trial.at_the_clock()


def badge(trial: Trial) -> None:
    """Ana and Ben hold their badges to the reader, which types at full speed."""
    trial.swipe(ANA, choose="")
    trial.at_the_clock()
    trial.swipe(BEN, choose="")
    trial.at_the_clock()
    assert trial.punches() == trial.acknowledged
    shown = trial.machine.until("Ben", SLOW)
    assert ANA not in shown
    trial.picture("who-is-in")
    log = "cat /var/lib/pettui/*.log 2>/dev/null; journalctl --no-pager --output=cat"
    secret = "|".join((*PINS.values(), *BADGES.values()))
    assert trial.machine.told(f"({log}) | grep -c -E '{secret}' || true") == "0"


def wrong_pin(trial: Trial) -> None:
    """A wrong PIN and a number nobody has are told in the same words; others go on."""
    answers = []
    for number in ("1002", "4711"):
        trial.machine.keypad(number)
        trial.machine.until("Now your PIN", SLOW)
        trial.machine.keypad("111222")
        answers.append(_answer(trial))
        trial.machine.press("esc")
        trial.at_the_clock()
    assert answers[0] == answers[1]
    assert trial.punches() == trial.acknowledged


def _answer(trial: Trial) -> str:
    """Read the card that comes instead of the question for the PIN, without the time of day."""
    end = time.monotonic() + SLOW
    while "Now your PIN" in (shown := trial.machine.screen()) or "•" in shown:
        assert time.monotonic() < end, shown
        time.sleep(0.2)
    return "\n".join(shown.splitlines()[2:8])


def nobody_gets_out(trial: Trial) -> None:
    """No key leads to another console, a prompt, a restart or the end of the program."""
    machine = trial.machine
    process, boot = machine.told(SERVICE), machine.told("cat /proc/sys/kernel/random/boot_id")
    for keys in ESCAPES.split():
        machine.press(keys)
        time.sleep(0.1)
        found = machine.told(f"{ACTIVE}; {SERVICE}").split()
        assert found == ["tty1", process], f"{keys}: {found}"
    machine.press("esc")
    machine.press("esc")
    trial.at_the_clock()
    assert machine.told("cat /proc/sys/kernel/random/boot_id") == boot
    trial.swipe(ANA, says="Clocked out")
    trial.at_the_clock()


def comes_back_after_a_kill(trial: Trial) -> None:
    """kill -9: back on the screen, and what was typed meanwhile is nobody's."""
    machine = trial.machine
    process = machine.told(SERVICE)
    machine.told(f"kill -9 {process}")
    machine.type("77", gap=0.02)
    machine.told(f'while [ "$({SERVICE})" = {process} -o "$({SERVICE})" = 0 ]; do sleep 0.2; done')
    began = time.monotonic()
    machine.told("while ! systemctl is-active --quiet kiosk; do sleep 0.2; done")
    trial.at_the_clock()
    assert time.monotonic() - began < SLOW
    assert "77" not in machine.screen()
    trial.swipe(ANA)
    trial.at_the_clock()


def comes_back_after_a_hang(trial: Trial) -> None:
    """A program that is stopped gives no sign of life: killed and started anew."""
    machine = trial.machine
    process = machine.told(SERVICE)
    machine.told(f"kill -STOP {process}")
    machine.told(f'while [ "$({SERVICE})" = {process} ]; do sleep 0.5; done', seconds=40)
    machine.told("while ! systemctl is-active --quiet kiosk; do sleep 0.5; done")
    trial.at_the_clock()
    assert machine.told("journalctl --no-pager -u kiosk | grep -c 'Watchdog timeout'") == "1"
    trial.swipe(BEN)
    trial.at_the_clock()


def says_what_is_wrong_with_the_database(trial: Trial) -> None:
    """A shop that is gone is told in words; the clock goes on, and punches do when it is back."""
    machine = trial.machine
    machine.told(f"mkdir /root/away && mv {SHOP}* /root/away/")
    machine.until("NO PUNCHES NOW", SLOW)
    trial.picture("no-database")
    machine.told(f"cp -a /root/away/* {Path(SHOP).parent}/")
    end = time.monotonic() + SLOW
    while "NO PUNCHES NOW" in machine.screen():
        assert time.monotonic() < end, machine.screen()
        time.sleep(0.5)
    trial.swipe(BEN)
    trial.at_the_clock()
    assert trial.punches() == trial.acknowledged


def a_full_disk_takes_no_punch(trial: Trial) -> None:
    """A full disk: the clock says so and never pretends; with room again it goes on."""
    machine = trial.machine
    machine.run(
        "dd if=/dev/zero of=/filled bs=1M; dd if=/dev/zero of=/filled2 bs=1k; sync", seconds=180
    )
    before = trial.punches()
    machine.swipe(ANA)
    machine.until("Enter  ", SLOW)
    machine.press("kp_1")
    machine.press("kp_enter")
    end = time.monotonic() + SLOW
    while "full" not in (shown := machine.screen()).lower():
        assert "Clocked" not in shown, "acknowledged on a full disk"
        assert time.monotonic() < end, shown
        time.sleep(0.2)
    trial.picture("full-disk")
    machine.told("rm -f /filled*; sync")
    trial.at_the_clock()
    assert trial.punches() == before
    trial.swipe(ANA)
    trial.at_the_clock()


def a_new_installation_takes_over(trial: Trial) -> None:
    """The same command on the machine that runs: the clock comes back with the new program."""
    machine = trial.machine
    process = machine.told(SERVICE)
    said = machine.told("/opt/pettui/bin/pettui kiosk --install", seconds=180)
    assert "The clock runs on tty1." in said
    machine.told(f'while [ "$({SERVICE})" = {process} ]; do sleep 0.5; done')
    machine.told("while ! systemctl is-active --quiet kiosk; do sleep 0.5; done")
    trial.at_the_clock()
    assert machine.told(ACTIVE) == "tty1"


def a_power_cut_loses_nothing(trial: Trial) -> None:
    """The power goes in the moment of the acknowledgement, and amid a punch."""
    machine = trial.machine
    for moment in (0.0, 0.15):
        trial.swipe(BEN)
        acknowledged = trial.acknowledged
        if moment:
            trial.at_the_clock()
            machine.swipe(ANA)
            machine.until("Enter  ", SLOW)
            machine.press("kp_1")
            machine.press("kp_enter", hold=0.01)
            time.sleep(moment)
        machine.cut_power()
        machine.start()
        trial.at_the_clock(240)
        machine.shell()
        found = trial.punches()
        assert acknowledged <= found <= acknowledged + bool(moment), (acknowledged, found)
        trial.acknowledged = found
        told = machine.told(f"{PETTUI} doctor --full", seconds=180)
        assert "BAD" not in told, told


def a_wrong_clock_is_no_reason_to_refuse(trial: Trial) -> None:
    """The battery of the board is empty: the punch is taken, and marked for a manager."""
    machine = trial.machine
    machine.told("sync")
    machine.cut_power()
    machine.start(at=datetime(2001, 1, 1, 12, tzinfo=UTC))
    trial.at_the_clock(240)
    machine.shell()
    trial.swipe(ANA)
    assert trial.asked("SELECT clock FROM punch ORDER BY id DESC LIMIT 1") == "behind"
    assert trial.punches() == trial.acknowledged


def everything_goes_away(trial: Trial) -> None:
    """The machine is an ordinary one again; the shop stays."""
    machine = trial.machine
    before = trial.punches()
    machine.told("/opt/pettui/bin/pettui kiosk --uninstall", seconds=180)
    assert machine.told("systemctl is-active getty@tty1") == "active"
    assert machine.run("systemctl cat kiosk")[0] != 0
    left = "find /etc /opt /usr -xdev -name '*pettui*' -o -xdev -name 'kiosk*'"
    found = set(machine.told(left).split())
    assert found <= {"/etc/pettui", "/etc/pettui/kiosk.env"}, found
    assert trial.punches() == before
    machine.press("ctrl-alt-f2")
    machine.told(f'while [ "$({ACTIVE})" != tty2 ]; do sleep 0.2; done')


STEPS: tuple[Callable[[Trial], None], ...] = (
    boots,
    keypad,
    badge,
    wrong_pin,
    nobody_gets_out,
    comes_back_after_a_kill,
    comes_back_after_a_hang,
    says_what_is_wrong_with_the_database,
    a_full_disk_takes_no_punch,
    a_new_installation_takes_over,
    a_power_cut_loses_nothing,
    a_wrong_clock_is_no_reason_to_refuse,
    everything_goes_away,
)
