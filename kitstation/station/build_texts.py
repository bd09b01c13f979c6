"""What is said while something is built."""

from __future__ import annotations

from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.building import Moved, NotMoved
from kitstation.station.sentences import Circumstances, Speech, Wording, amount, item_name, readable


def installed(moved: Moved, speech: Speech) -> Wording:
    """Say what was installed, and how far the assembly is."""
    what = _what(moved)
    if moved.complete:
        sentence = speech.say("Nothing is missing any more: the assembly can be finished.")
    elif moved.missing:
        sentence = speech.say(
            "{quantity} of {part} are still missing.",
            quantity=amount(moved.missing, moved.unit),
            part=moved.part_number,
        )
    else:
        sentence = speech.say("All of {part} is installed.", part=moved.part_number)
    return Wording(speech.say("Installed {what}", what=what), sentence)


def taken_out(moved: Moved, speech: Speech) -> Wording:
    """Say what was taken out of an assembly."""
    missing = amount(moved.missing, moved.unit)
    sentence = speech.say("{quantity} of {part} are missing now.", quantity=missing, part=moved.part_number)
    return Wording(speech.say("Taken out {what}", what=_what(moved)), sentence)


def not_installed(answer: NotMoved, scan: str, speech: Speech) -> Wording:
    """Say why a scan installed nothing, and what to do."""
    refused, item = answer.refused, answer.item
    what = item_name(item) if item else scan
    match refused.code:
        case RefusalCode.WRONG_PART:
            place = readable(item.location) if item else ""
            return Wording(
                speech.say("{what} does not belong in this assembly", what=what),
                speech.say("It is a {part}. Put it back to {place}.", part=item.part_number, place=place)
                if item
                else speech.say("Check the label."),
            )
        case RefusalCode.NOT_ISSUED_HERE:
            return Wording(
                speech.say("{what} is in no open kit of this run", what=what),
                speech.say("Issue it to the kit first, or install it from stock."),
            )
        case _:
            return refusal(refused, scan, speech)


def refusal(refused: Refused, scan: str, speech: Speech) -> Wording:
    """Say why something about a build was refused."""
    if refused.code is RefusalCode.NOT_ENOUGH:
        facts = refused.facts
        return Wording(
            speech.say(
                "Only {there} {unit} are there", there=facts.get("on_hand", "0"), unit=facts.get("unit", "")
            ),
            speech.say("{asked} were asked for.", asked=facts.get("asked", "")),
        )
    return speech.refusal(refused, Circumstances(scan))


def _what(moved: Moved) -> str:
    if moved.name != moved.part_number:
        return moved.name if moved.quantity == 1 else f"{amount(moved.quantity, moved.unit)} {moved.name}"
    return f"{amount(moved.quantity, moved.unit)} {moved.part_number}"
