"""Sentences: what the bench says, in the words of a colleague. `Speech` holds every one of them.

A refusal without a sentence does not type-check.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import NamedTuple, assert_never

from kitstation.domain.records import Role, TrackingType
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.questions import Expired, HowMany, Mode, OverNeed, Question, WhichOf
from kitstation.station.record_texts import (
    IN_USE_TEXTS,
    NOT_ALLOWED_TEXTS,
    RECORD_TEXTS,
    RING_TEXT,
    ROLE_TEXTS,
    UNAVAILABLE_TEXTS,
)
from kitstation.station.verdicts import Sound, Tone
from kitstation.store.queries.history import Whereabouts
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget

Translate = Callable[[str], str]


class Wording(NamedTuple):
    """A headline that is read from two metres, and the sentence below it."""

    headline: str
    sentence: str = ""


class Manner(NamedTuple):
    """How a refusal looks and sounds."""

    tone: Tone
    sound: Sound


class Circumstances(NamedTuple):
    """What is known around a refusal, as far as it is known."""

    scan: str
    item: ItemTarget | None = None
    line: LineState | None = None
    whereabouts: Whereabouts | None = None
    kit: str = ""
    just_now: bool = False


ALARM = Manner(Tone.REFUSED, Sound.REFUSED)
NOTICE = Manner(Tone.ATTENTION, Sound.ATTENTION)


def untranslated(text: str) -> str:
    """Leave a text in English."""
    return text


def digits(quantity: Decimal) -> str:
    """Return a quantity in plain digits, without zeros that say nothing."""
    return f"{quantity.normalize():f}"


def amount(quantity: Decimal, unit: str) -> str:
    """Return a quantity with its unit, in plain digits."""
    return f"{quantity:f} {unit}"


def item_name(item: ItemTarget) -> str:
    """Return what people call an inventory item."""
    return item.serial_number or item.lot_number or item.part_number


def readable(path: str) -> str:
    """Return a location's path with room to read it."""
    return path.replace("/", " / ")


def _begun(why: str) -> str:
    """Return a reason as the beginning of a sentence."""
    return why[:1].upper() + why[1:]


class Speech:
    """Says things in one language and time zone."""

    def __init__(self, translate: Translate = untranslated, zone: tzinfo | None = None) -> None:
        """`zone` is the time zone of clock times; None is the computer's own."""
        self._tr = translate
        self._zone = zone

    def clock_time(self, at: datetime) -> str:
        """Return a moment as the time on the wall."""
        return at.astimezone(self._zone).strftime("%H:%M")

    def say(self, template: str, **values: object) -> str:
        """Return a translated template with its values filled in."""
        return self._tr(template).format(**values)

    # What was done.

    def issued(self, item: ItemTarget, quantity: Decimal, line: LineState, *, kit_complete: bool) -> Wording:
        """Say that something was issued, and how far its line is now."""
        return Wording(self._moved("Issued {what}", item, quantity), self._progress(item, line, kit_complete))

    def returned(self, item: ItemTarget, quantity: Decimal, line: LineState) -> Wording:
        """Say that something was returned, and where it belongs."""
        back = self.say("Put it back to {place}", place=readable(item.location))
        return Wording(self._moved("Returned {what}", item, quantity), f"{back} · {self._count(line)}")

    def undone(self, what: str, line: LineState | None) -> Wording:
        """Say that the last issue or return was taken back."""
        return Wording(self.say("Taken back: {what}", what=what), self._count(line) if line else "")

    def kit_opened(self, number: str, run: str, open_lines: int) -> Wording:
        """Say which kit is on the bench now."""
        if not open_lines:
            sentence = self.say("“{run}” · nothing is missing", run=run)
        else:
            several = "“{run}” · {lines} lines to collect"
            sentence = self.say(
                "“{run}” · one line to collect" if open_lines == 1 else several, run=run, lines=open_lines
            )
        return Wording(self.say("Kit {kit}", kit=number), sentence)

    def mode(self, mode: Mode) -> Wording:
        """Say what scanned items are for from now on."""
        if mode is Mode.RETURN:
            return Wording(self.say("Return mode"), self.say("What you scan now goes back to its place"))
        return Wording(self.say("Issue mode"), self.say("What you scan now goes into the kit"))

    def signed_on(self, name: str, role: Role) -> Wording:
        """Say who works here now."""
        return Wording(self.say("{name} is signed on", name=name), self.say(ROLE_TEXTS[role][0]))

    def signed_off(self, name: str) -> Wording:
        """Say that somebody does not work here any more."""
        return Wording(self.say("{name} is signed off", name=name), self.say("Scan your badge to go on."))

    def pin_asked(self, name: str) -> Wording:
        """Ask somebody for their PIN."""
        return Wording(self.say("{name}: type your PIN", name=name), self.say("Then confirm."))

    def target_held(self, place: str) -> Wording:
        """Say that what is scanned from now on is moved to a place."""
        return Wording(
            self.say("Move to {place}", place=readable(place)),
            self.say("What you scan now is moved there. Cancel ends it; a kit's label opens the kit."),
        )

    def moved(self, item: ItemTarget, quantity: Decimal, place: str) -> Wording:
        """Say that something was moved, and from where."""
        return Wording(
            self._moved("Moved {what}", item, quantity),
            self.say("From {before} to {place}", before=readable(item.location), place=readable(place)),
        )

    def moved_back(self, item: ItemTarget) -> Wording:
        """Say that a move was taken back, and where the item belongs."""
        return Wording(
            self.say("Taken back: {what}", what=item_name(item)),
            self.say("Put it back to {place}", place=readable(item.location)),
        )

    def found(self, item: ItemTarget) -> Wording:
        """Say what a thing is and where it belongs, where no kit is open."""
        where = self.say(
            "{part} · {quantity} at {place}",
            part=item.part_number,
            quantity=amount(item.quantity, item.unit),
            place=readable(item.location),
        )
        return Wording(item_name(item), where)

    def named(self, name: str, what: str) -> Wording:
        """Say that a text names a place or a part."""
        return Wording(readable(name), what)

    def _moved(self, template: str, item: ItemTarget, quantity: Decimal) -> str:
        if item.serial_number:
            return self.say(template, what=item.serial_number)
        return self.say(
            template,
            what=self.say(
                "{quantity} of {part}", quantity=amount(quantity, item.unit), part=item.part_number
            ),
        )

    def _count(self, line: LineState) -> str:
        return self.say(
            "{part} · {issued} of {required}",
            part=line.part_number,
            issued=f"{line.issued:f}",
            required=f"{line.required:f}",
        )

    def _progress(self, item: ItemTarget, line: LineState, kit_complete: bool) -> str:  # noqa: FBT001 - said by name above
        parts = [self._count(line)]
        if item.lot_number:
            parts.insert(0, self.say("lot {lot}", lot=item.lot_number))
        if item.part_uid != line.part_uid:
            parts.insert(0, self._instead(item, line))
        if kit_complete:
            parts.append(self.say("kit complete"))
        elif line.is_complete:
            parts.append(self.say("line complete"))
        elif line.short:
            parts.append(self.say("{quantity} short", quantity=amount(line.short, line.unit)))
        return " · ".join(parts)

    def _instead(self, item: ItemTarget, line: LineState) -> str:
        """Say that an item stands for another part, or for another revision of it."""
        if item.part_number == line.part_number:
            return self.say("revision {other} instead of {wanted}", other=item.revision, wanted=line.revision)
        return self.say("as substitute for {part}", part=line.part_number)

    # What is asked.

    def question(self, question: Question) -> Wording:
        """Say what has to be known."""
        match question:
            case HowMany(mode=Mode.ISSUE):
                return Wording(
                    self.say("How many of {what}?", what=item_name(question.item)),
                    self.say(
                        "The line needs {needed}, there are {there}. Scan or type the number, or confirm {usual}.",
                        needed=amount(question.line.remaining, question.line.unit),
                        there=amount(question.there, question.item.unit),
                        usual=f"{question.usual:f}",
                    ),
                )
            case HowMany():
                return Wording(
                    self.say("How many of {what} come back?", what=item_name(question.item)),
                    self.say(
                        "{there} are in the kit. Scan or type the number, or confirm {usual}.",
                        there=amount(question.there, question.item.unit),
                        usual=f"{question.usual:f}",
                    ),
                )
            case OverNeed():
                return Wording(
                    self.say("More than the line needs?"),
                    self.say(
                        "The line needs {needed}. Confirm to issue {asked} all the same, or put it back.",
                        needed=amount(question.line.remaining, question.line.unit),
                        asked=amount(question.quantity, question.item.unit),
                    ),
                )
            case Expired():
                return Wording(
                    self.say("Use it although it has expired?"),
                    self.say("Put it aside and take another one, or confirm to use it all the same."),
                )
            case WhichOf():
                return Wording(
                    self.say("Which one is in your hand?"),
                    self.say("Scan or type its number in the list."),
                )

    # What was refused.

    def manner(self, code: RefusalCode, *, just_now: bool = False) -> Manner:
        """Return how a refusal looks and sounds: an alarm where a wrong thing is in the hand, else a notice."""
        if just_now:
            return NOTICE
        match code:
            case (
                RefusalCode.SCANNED_TWICE
                | RefusalCode.SEVERAL_MATCHES
                | RefusalCode.OVER_ISSUE
                | RefusalCode.LINE_COMPLETE
                | RefusalCode.KIT_COMPLETE
                | RefusalCode.NO_KIT_OPEN
                | RefusalCode.NUMBER_NEEDED
                | RefusalCode.NOTHING_TO_UNDO
                | RefusalCode.NOTHING_ASKED
                | RefusalCode.RUN_FULL
                | RefusalCode.REQUIREMENT_FULL
                | RefusalCode.OVER_ORDER
                | RefusalCode.SAME_PLACE
            ):
                return NOTICE
            case RefusalCode.QUANTITY_NEEDED:
                return Manner(Tone.QUESTION, Sound.ATTENTION)
            case _:
                return ALARM

    def refusal(self, refused: Refused, around: Circumstances) -> Wording:  # noqa: C901, PLR0912 - one branch a code, checked to be all
        """Say why not, and what to do."""
        facts = refused.facts
        match refused.code:
            case RefusalCode.UNKNOWN_CODE:
                return self._unknown(around.scan, refused)
            case RefusalCode.UNREADABLE_SCAN:
                return self._wording("That scan cannot be read", facts.get("why", ""))
            case RefusalCode.SEVERAL_MATCHES:
                return self._wording("{scan} names several things", "Choose one.", scan=around.scan)
            case RefusalCode.SCANNED_TWICE:
                return self._wording(
                    "{scan} was scanned twice",
                    "It was counted once. Scan again for another one.",
                    scan=around.scan,
                )
            case RefusalCode.NO_KIT_OPEN:
                return self._wording("No kit is open", "Scan a kit's label or choose a kit.")
            case RefusalCode.QUANTITY_NEEDED:
                return self._wording("How many?", "Scan or type the number.")
            case RefusalCode.NOTHING_ASKED:
                return self._wording("There is nothing to answer", "Scan a part.")
            case RefusalCode.NUMBER_NEEDED:
                return self._number_needed(facts.get("tracking", ""), facts.get("part_number", ""))
            case RefusalCode.WRONG_PART:
                return self._wrong_part(around)
            case RefusalCode.ALREADY_ISSUED:
                return self._already_issued(around)
            case RefusalCode.NOT_ENOUGH:
                return self._not_enough(around, facts.get("asked", ""), facts.get("on_hand", "0"))
            case RefusalCode.OVER_ISSUE:
                return self._wording(
                    "{asked} is more than the line needs",
                    "It needs {remaining} {unit}. Scan or type the number, or confirm {remaining}.",
                    asked=facts["asked"],
                    remaining=facts["remaining"],
                    unit=facts["unit"],
                )
            case RefusalCode.LINE_COMPLETE:
                return self._wording(
                    "The line is complete",
                    "{issued} of {required} are in the kit. Put it back{place}, or confirm to issue more.",
                    issued=facts["issued"],
                    required=facts["required"],
                    place=self._back_to(around),
                )
            case RefusalCode.KIT_COMPLETE:
                return self._wording(
                    "The kit is complete",
                    "Nothing is missing. Put it back{place}.",
                    place=self._back_to(around),
                )
            case RefusalCode.KIT_CLOSED:
                return self._wording(
                    "Kit {kit} is closed",
                    "It is {status}. Open another kit.",
                    kit=facts["kit"],
                    status=facts["status"],
                )
            case RefusalCode.NOT_ISSUED_HERE:
                return self._wording(
                    "{what} is not in this kit",
                    "There is nothing to return{place}.",
                    what=self._what(around),
                    place="",
                )
            case RefusalCode.RETURN_EXCEEDS:
                return self._wording(
                    "Only {issued} {unit} can come back",
                    "{asked} were asked for; the kit holds {issued}. Count again.",
                    issued=facts["issued"],
                    unit=facts["unit"],
                    asked=facts["asked"],
                )
            case RefusalCode.NOTHING_TO_UNDO:
                return self._wording(
                    "There is nothing to take back", "Nothing was issued or returned in this kit yet."
                )
            case RefusalCode.ALREADY_UNDONE:
                return self._wording("That was taken back already", "Nothing was changed.")
            case RefusalCode.CANNOT_UNDO:
                return self._wording("That cannot be taken back", "{why}.", why=_begun(facts.get("why", "")))
            case (
                RefusalCode.UNKNOWN_RECORD
                | RefusalCode.STALE_ETAG
                | RefusalCode.DUPLICATE
                | RefusalCode.DUPLICATE_SERIAL
                | RefusalCode.NUMBER_TAKEN
                | RefusalCode.TRACKING_MISMATCH
                | RefusalCode.TRACKING_IN_USE
                | RefusalCode.UNIT_MISMATCH
                | RefusalCode.BAD_QUANTITY
                | RefusalCode.BAD_NAME
                | RefusalCode.CONTAINS_ITSELF
                | RefusalCode.EMPTY_BOM
                | RefusalCode.ID_REUSED
                | RefusalCode.NOT_YOURS
                | RefusalCode.NOT_AVAILABLE
                | RefusalCode.EXPIRED
                | RefusalCode.NOT_ALLOWED
                | RefusalCode.SAME_PLACE
                | RefusalCode.ARCHIVED
                | RefusalCode.IN_USE
                | RefusalCode.CANNOT_SPLIT
                | RefusalCode.CANNOT_MERGE
                | RefusalCode.REASON_NEEDED
                | RefusalCode.STALE_COUNT
                | RefusalCode.OVER_ORDER
                | RefusalCode.ORDER_CLOSED
                | RefusalCode.JOB_SETTLED
                | RefusalCode.NOTHING_LEFT_TO_SPLIT
                | RefusalCode.BAD_LIMITS
                | RefusalCode.BAD_PATTERN
                | RefusalCode.RUN_FULL
                | RefusalCode.REQUIREMENT_FULL
                | RefusalCode.NOT_INSTALLED_HERE
                | RefusalCode.NOT_IN_WORK
                | RefusalCode.BUILD_INCOMPLETE
            ):
                return self.record_refusal(refused, around.item.location if around.item else "")
            case _:
                assert_never(refused.code)

    def record_refusal(self, refused: Refused, place: str = "") -> Wording:
        """Say why a record cannot be made or changed, or stock not be moved; `place` is where it lies."""
        facts = dict(refused.facts)
        headline, sentence = RECORD_TEXTS[refused.code]
        match refused.code:
            case RefusalCode.NOT_AVAILABLE:
                headline, sentence = UNAVAILABLE_TEXTS[facts["cause"]]
            case RefusalCode.NOT_ALLOWED if "cause" in facts:
                headline, sentence = NOT_ALLOWED_TEXTS[facts["cause"]]
            case RefusalCode.NOT_ALLOWED:
                facts |= self._who_may(facts["role"], facts["needed"])
            case RefusalCode.CONTAINS_ITSELF if "through" in facts:
                headline, sentence = RING_TEXT
            case RefusalCode.IN_USE:
                sentence = IN_USE_TEXTS.get(facts.get("cause", ""), sentence)
            case _:
                pass
        if "why" in facts and refused.code is not RefusalCode.NOT_AVAILABLE:
            facts["why"] = _begun(facts["why"])
        place = readable(place) or self.say("where it lies")
        known = {"what": "record", "name": "", "why": "", "place": place} | facts
        return self._wording(headline, sentence, **known)

    def _who_may(self, role: str, needed: str) -> dict[str, str]:
        who, whom = ROLE_TEXTS[Role(role)][0], ROLE_TEXTS[Role(needed)][1]
        return {"who": self.say(who), "needed": self.say(whom)}

    def _wording(self, headline: str, sentence: str = "", **values: object) -> Wording:
        return Wording(self.say(headline, **values), self.say(sentence, **values) if sentence else "")

    def _what(self, around: Circumstances) -> str:
        return item_name(around.item) if around.item else around.scan

    def _back_to(self, around: Circumstances) -> str:
        if around.item is None:
            return ""
        return " " + self.say("to {place}", place=readable(around.item.location))

    def _unknown(self, scan: str, refused: Refused) -> Wording:
        part, number = refused.facts.get("part_number"), refused.facts.get("number")
        if part and number:
            return self._wording(
                "{number} is not in stock here",
                "The label says it is {part}. Receive it first, or check the label.",
                number=number,
                part=part,
            )
        return self._wording(
            "{scan} is not known here",
            "No part, serial, lot, kit or location has this code. Check the label, or receive the part first.",
            scan=scan,
        )

    def _number_needed(self, tracking: str, part_number: str) -> Wording:
        if tracking == TrackingType.SERIAL:
            return self._wording(
                "Scan the serial number", "{part} is tracked by serial number.", part=part_number
            )
        return self._wording("Scan the lot number", "{part} is tracked by lot.", part=part_number)

    def _wrong_part(self, around: Circumstances) -> Wording:
        if around.item is None:
            return self._wording("{scan} is not in this kit", "Put it back where it was.", scan=around.scan)
        return self._wording(
            "{what} is not in this kit",
            "It is a {part}. Put it back{place}.",
            what=item_name(around.item),
            part=around.item.part_number,
            place=self._back_to(around),
        )

    def _already_issued(self, around: Circumstances) -> Wording:
        what = self._what(around) or self.say("It")
        if around.just_now:
            return self._wording("{what} was issued just now", "It was counted once. Go on.", what=what)
        held = around.whereabouts
        if held is None:
            return self._wording("{what} is issued already", "Put it back where it was.", what=what)
        since = self.clock_time(held.since)
        if held.kit == around.kit:
            return self._wording(
                "{what} is in this kit already",
                "Since {since}, by {who}. Take another one.",
                what=what,
                since=since,
                who=held.operator,
            )
        return self._wording(
            "{what} is in kit {kit} already",
            "Since {since}, by {who} at {station}. Take it there, or take another one.",
            what=what,
            kit=held.kit,
            since=since,
            who=held.operator,
            station=held.station,
        )

    def _not_enough(self, around: Circumstances, asked: str, on_hand: str) -> Wording:
        unit = around.item.unit if around.item else ""
        if on_hand == "0":
            return self._wording(
                "Nothing is left of {what}",
                "The records say that it is used up. Take another one, or have it counted.",
                what=self._what(around),
            )
        return self._wording(
            "Only {on_hand} {unit} are left of {what}",
            "{asked} were asked for. Take what is there, or have it counted.",
            on_hand=on_hand,
            unit=unit,
            what=self._what(around),
            asked=asked,
        )
