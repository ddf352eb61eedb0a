"""The settings as people see and change them: listed, checked in words, written by the door."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from db.models import Branch, Setting
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team import facts
from pettui.team.facts import FACTS
from pettui.team.options import OPTIONS, Option
from pettui.team.shop import Shop, load_shop
from pettui.text import clean, fold


class NotUnderstood(Refused):
    """A setting that does not exist, or a value that it does not take."""


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting as lists show it.

    `value` is plain data, `shown` and `default` are as people type them. A fact about the shop
    has no default and is never `changed`. `version` is what was seen, for `put` and `unset`.
    """

    name: str
    group: str
    words: str
    allowed: str
    value: Any
    shown: str
    default: str
    changed: bool
    version: int
    is_fact: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed value means: what is kept, and words that echo it."""

    value: Any
    words: str


def lines(shop: Shop, text: str = "") -> list[SettingLine]:
    """Give all settings that have all of some words in name, sentence, group or value."""
    versions = {row.name: row.version for row in Setting.select().where(_here(shop))}
    branch = Branch.get_by_id(shop.branch)
    found = [_fact_line(shop, name, branch.version) for name in FACTS]
    found += [_line(shop, option, versions.get(option.name, 0)) for option in OPTIONS.values()]
    words = fold(text).split()
    return [line for line in found if all(word in _story(line) for word in words)]


def line_of(shop: Shop, name: str) -> SettingLine:
    """Give one setting; raises NotUnderstood for a name that does not exist."""
    known = _known(name)
    return next(line for line in lines(shop) if line.name == known)


def understand(shop: Shop, name: str, text: str) -> Meant:
    """Read a typed value; raises Refused with words that name the setting and what is allowed."""
    name = _known(name)
    if name in FACTS:
        try:
            return Meant(*FACTS[name].read(shop, text))
        except ValueError as error:
            raise NotUnderstood(f"{name}: {error}") from error
    option = OPTIONS[name]
    try:
        value = option.kind.read(text)
    except ValueError as error:
        said = clean(text, 40)
        raise NotUnderstood(f"{name} cannot be “{said}”; it is {option.kind.allowed}.") from error
    return Meant(value, f"{option.words} {_said(option, value)}")


def put(shop: Shop, name: str, text: str, by: Actor, *, seen: int | None = None) -> Shop:
    """Give a setting another value, and give the shop as it is then.

    Raises Refused in words, and its subclass Clash when somebody changed it since `seen`.
    """
    name = _known(name)
    if name in OPTIONS:
        value = understand(shop, name, text).value
        if value == OPTIONS[name].default_in(shop.formats):
            return unset(shop, name, by, seen=seen)
        return _write(shop, name, value, by, seen)
    with change(f"changed {name}", by) as door:
        meant = understand(shop, name, text)  # what it hangs on is read in the same transaction
        door.what = f"set {name} to {clean(text) or 'nothing'} (was {facts.shown(shop, name)})"
        facts.write(door, shop, name, meant.value, seen)
    return load_shop()


def unset(shop: Shop, name: str, by: Actor, *, seen: int | None = None) -> Shop:
    """Take a setting back to its default, and give the shop as it is then."""
    name = _known(name)
    if name in FACTS:
        raise Refused(f"{name} has no default; every shop says its own. Set it instead.")
    option = OPTIONS[name]
    with change(f"set {name} back", by) as door:
        row = Setting.get_or_none(_here(shop), Setting.name == name)
        if row is not None:
            door.refuse_stale(row, seen)
            default = option.kind.say(option.default_in(shop.formats))
            door.what = f"set {name} back to {default} (was {_kept(option, row.value)})"
            door.delete(row)
    return load_shop()


def _write(shop: Shop, name: str, value: Any, by: Actor, seen: int | None) -> Shop:
    option = OPTIONS[name]
    with change(f"set {name} to {option.kind.say(value)}", by) as door:
        _refuse_unfit(name, value)
        row = Setting.get_or_none(_here(shop), Setting.name == name)
        before = option.default_in(shop.formats) if row is None else row.value
        door.what += f" (was {_kept(option, before)})"
        if row is None:
            door.insert(Setting, branch=shop.branch, name=name, value=value)
        else:
            door.refuse_stale(row, seen)
            door.update(row, value=value)
    return load_shop()


def _refuse_unfit(name: str, value: Any) -> None:
    """Refuse what a setting takes in general, but not in this shop as it is."""
    if name == "kiosk.identify" and value == "PIN alone":
        from pettui.team.timeclock.secrets import refuse_too_many

        refuse_too_many()
    if name == "access.sign_in" and value:
        from pettui.team.access.signing_in import refuse_without_owner

        refuse_without_owner()


def _here(shop: Shop) -> Any:
    return Setting.branch == shop.branch


def _known(name: str) -> str:
    said = name.strip().lower()
    if said in OPTIONS or said in FACTS:
        return said
    known = [*FACTS, *OPTIONS]
    close = get_close_matches(said, known, 1) or [n for n in known if said and said in n][:1]
    hint = f" Did you mean {close[0]}?" if close else " `pettui settings list` shows all."
    raise NotUnderstood(f"There is no setting “{clean(name, 40)}”.{hint}")


def _kept(option: Option, value: Any) -> str:
    return option.kind.say(value) if option.kind.accepts(value) else clean(str(value), 40)


def _said(option: Option, value: Any) -> str:
    return f"It will be {option.kind.say(value)}."


def _line(shop: Shop, option: Option, version: int) -> SettingLine:
    value, default = shop.setting(option.name), option.default_in(shop.formats)
    return SettingLine(
        option.name, option.group, option.words, option.kind.allowed, value,
        option.kind.say(value), option.kind.say(default), value != default, version,
    )  # fmt: skip


def _fact_line(shop: Shop, name: str, version: int) -> SettingLine:
    fact, shown = FACTS[name], facts.shown(shop, name)
    return SettingLine(
        name, "The shop", fact.words, fact.allowed, shown, shown, "", False, version, is_fact=True
    )


def _story(line: SettingLine) -> str:
    return fold(f"{line.name} {line.words} {line.group} {line.shown}") + (
        " changed" if line.changed else ""
    )
