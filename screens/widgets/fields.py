"""The fields of a form as data: what kind each is, how it is shown, and what typed text means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pettui.text import clean, clean_note, fold


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate for a field: what it puts there, the value behind it, and a hint beside it."""

    text: str
    token: Any = None
    hint: str = ""


Offers = Callable[[str], Awaitable[Sequence[Offer]]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field: the text, and the value behind it where an offer was taken."""

    text: str = ""
    token: Any = None


class Kind:
    """A line of text. Other kinds say what else can stand in a field."""

    long = False
    readonly = False
    follows = False  # what can be chosen hangs on what is typed already

    def shown(self, value: Any) -> Typed:
        """Write a value as it stands in the field."""
        return Typed("" if value is None else str(value))

    def read(self, typed: Typed) -> Any:
        """Give the value; raises ValueError with words for people."""
        return clean(typed.text, 500)

    def echo(self, typed: Typed) -> str:
        """Say what was understood, where the text does not say it itself."""
        return ""

    async def offers(self, text: str) -> Sequence[Offer]:
        """Give candidates for what is typed, the likeliest first; () where there are none."""
        return ()

    def takes(self, before: str, offer: Offer) -> Typed:
        """Give what stands in the field once an offer is taken."""
        return Typed(offer.text, offer.token)


class Words(Kind):
    """A line of text."""


class Long(Kind):
    """Text of several lines."""

    long = True

    def read(self, typed: Typed) -> str:
        """Give the text with its line breaks."""
        return clean_note(typed.text)


class ReadOnly(Kind):
    """Something that the form only shows."""

    readonly = True


@dataclass(frozen=True)
class Said(Kind):
    """Something that people say in words of their own: a date, an age, a weight, a percentage.

    Attributes:
        understand: reads the text; raises ValueError with a hint.
        write: writes the value into the field.
        words: says what was understood.
    """

    understand: Callable[[str], Any]
    write: Callable[[Any], str]
    words: Callable[[Any], str] = lambda value: ""

    def shown(self, value: Any) -> Typed:
        """Write the value."""
        return Typed(self.write(value))

    def read(self, typed: Typed) -> Any:
        """Understand the text."""
        return self.understand(typed.text)

    def echo(self, typed: Typed) -> str:
        """Say what was understood."""
        return self.words(self.understand(typed.text)) if typed.text.strip() else ""


@dataclass(frozen=True)
class Listed(Kind):
    """One of a list, found by the beginning of any of its words.

    Attributes:
        options: the list.
        free: whether something else may be typed; what that makes is said in `new`.
        new: what a free text makes, such as "a new breed of the shop's own".
    """

    options: Sequence[Offer]
    free: bool = False
    new: str = ""

    def shown(self, value: Any) -> Typed:
        """Write the option that has this value; a free text is its own value."""
        if value is None or value == "":
            return Typed()
        known = next((o for o in self.options if self._value(o) == value), None)
        return Typed(known.text if known else str(value), known.token if known else None)

    @staticmethod
    def _value(offer: Offer) -> Any:
        return offer.text if offer.token is None else offer.token

    def _found(self, typed: Typed) -> Offer | None:
        said = fold(typed.text)
        same = [o for o in self.options if fold(o.text) == said]
        picked = next((o for o in same if typed.token is not None and o.token == typed.token), None)
        if picked or same:
            return picked or same[0]
        begins = [o for o in self.options if matches(said, o.text)] if said else []
        return begins[0] if len(begins) == 1 and not self.free else None

    def read(self, typed: Typed) -> Any:
        """Give the option's value, or a free text."""
        text = clean(typed.text, 200)
        found = self._found(typed)
        if found is not None:
            return self._value(found)
        if not text:
            return ""
        if not self.free:
            there = ", ".join(offer.text for offer in self.options[:6])
            more = ", …" if len(self.options) > 6 else ""
            raise ValueError(f"“{clean(text, 40)}” is not in the list: {there}{more}.")
        return text

    def echo(self, typed: Typed) -> str:
        """Say what a shortened or a new text becomes."""
        found = self._found(typed)
        if found is None:
            return self.new if self.free and typed.text.strip() else ""
        return found.hint if fold(found.text) == fold(typed.text) else found.text

    async def offers(self, text: str) -> Sequence[Offer]:
        """Give the options whose words begin like what is typed; all of them for nothing."""
        said = fold(text)
        first = [o for o in self.options if fold(o.text).startswith(said)]
        return first + [o for o in self.options if o not in first and matches(said, o.text)]


def matches(said: str, text: str) -> bool:
    """Tell whether every word typed begins a word of a text."""
    words = fold(text).replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in said.split())


YES_NO = (Offer("yes", True), Offer("no", False))


@dataclass(frozen=True)
class YesNo(Listed):
    """Yes or no; with `unknown`, nothing is an answer, too."""

    options: Sequence[Offer] = YES_NO
    unknown: bool = False

    def shown(self, value: Any) -> Typed:
        """Write the answer."""
        return Typed() if value is None else Typed("yes" if value else "no", bool(value))

    def read(self, typed: Typed) -> bool | None:
        """Give the answer."""
        if not typed.text.strip() and self.unknown:
            return None
        found = self._found(Typed(typed.text))
        if found is None:
            raise ValueError("Say yes or no.")
        return bool(found.token)


@dataclass(frozen=True)
class Several(Kind):
    """Several of a list, with commas between them; the value is a tuple of tokens.

    What is not in the list is kept as it is written where it was there before or `free`.
    """

    options: Sequence[Offer]
    known: tuple[str, ...] = field(default=())
    follows = True

    def shown(self, value: Any) -> Typed:
        """Write all of them in words."""
        words = {offer.token: offer.text for offer in self.options}
        return Typed(", ".join(words.get(token, str(token)) for token in value))

    def read(self, typed: Typed) -> tuple[str, ...]:
        """Give the tokens in the order of the list; raises ValueError for what is unknown."""
        found: dict[str, None] = {}
        for part in filter(None, (clean(p, 60) for p in typed.text.split(","))):
            found[self._token(part)] = None
        order = {offer.token: place for place, offer in enumerate(self.options)}
        return tuple(sorted(found, key=lambda token: order.get(token, 99)))

    def _token(self, part: str) -> str:
        said = fold(part)
        for offer in self.options:
            if fold(offer.text) == said or offer.token == said:
                return str(offer.token)
        for token in self.known:
            if fold(token) == said:
                return token
        begins = [offer for offer in self.options if matches(said, offer.text)]
        if len(begins) == 1:
            return str(begins[0].token)
        raise ValueError(f"“{clean(part, 30)}” is not in the list; Down shows it.")

    def echo(self, typed: Typed) -> str:
        """Say all of them in whole words, where they were shortened."""
        whole = self.shown(self.read(typed)).text
        return "" if fold(whole) == fold(typed.text) else whole

    async def offers(self, text: str) -> Sequence[Offer]:
        """Give what may follow the last comma."""
        *before, last = text.split(",")
        there = {fold(part) for part in before}
        said = fold(last)
        if any(fold(offer.text) == said for offer in self.options):
            there, said = {*there, said}, ""
        return [
            offer for offer in self.options
            if fold(offer.text) not in there and matches(said, offer.text)
        ]  # fmt: skip

    def takes(self, before: str, offer: Offer) -> Typed:
        """Put the offer in place of what was being typed."""
        *parts, last = (part.strip() for part in before.split(","))
        if any(fold(known.text) == fold(last) for known in self.options):
            parts.append(last)
        return Typed(", ".join([*filter(None, parts), offer.text]))


@dataclass(frozen=True)
class Looked(Kind):
    """Somebody or something that is searched for; the value is the key of what was taken."""

    look: Offers
    what: str = "client"

    def read(self, typed: Typed) -> Any:
        """Give the key of what was taken."""
        if not typed.text.strip():
            return None
        if typed.token is None:
            raise ValueError(f"Choose a {self.what} from the list below, or empty the field.")
        return typed.token

    async def offers(self, text: str) -> Sequence[Offer]:
        """Search."""
        return await self.look(text) if text.strip() else ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its name in the record, its label, its kind, and a hint while it is empty."""

    name: str
    label: str
    kind: Kind = field(default_factory=Words)
    hint: str = ""
    need: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand on one page of a form."""

    title: str
    fields: tuple[FormField, ...]
