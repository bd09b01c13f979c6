"""The sentences of commands about the printing of labels."""

from __future__ import annotations

from typing import assert_never

from kitstation.domain.commands import PrintCommand, PrintLabels, Reprint, SettlePrintJob
from kitstation.domain.records import LabelKind, PrintState
from kitstation.station.timeline.wording import Words

_SETTLED = {
    PrintState.QUEUED: "Labels “{labels}” wait for their printer",
    PrintState.SENDING: "Began to send labels “{labels}” to their printer",
    PrintState.SENT: "Sent labels “{labels}” to their printer",
    PrintState.FAILED: "Labels “{labels}” cannot be printed",
    PrintState.CANCELLED: "Gave up labels “{labels}”",
    PrintState.UNCERTAIN: "It is not certain whether labels “{labels}” came out",
}


def say_printing(command: PrintCommand, words: Words) -> str:
    """Say which labels were asked for, and what became of that."""
    match command:
        case PrintLabels():
            asked = words.say(
                "Asked for {number} “{labels}” of {what} at {printer}",
                number=_number(len(command.record_uids) * command.copies, words),
                labels=command.template,
                what=_what(command, words),
                printer=command.printer,
            )
            return _from_label(asked, command.first_label, words)
        case Reprint():
            again = words.say("Asked for labels “{labels}” again", labels=words.name(command.job_uid))
            if command.printer is not None:
                again = words.say("{sentence} at {printer}", sentence=again, printer=command.printer)
            return _from_label(again, command.first_label, words)
        case SettlePrintJob():
            settled = words.say(_SETTLED[command.state], labels=words.name(command.uid))
            return words.because(settled, command.note)
        case _:
            assert_never(command)


def _from_label(sentence: str, first_label: int, words: Words) -> str:
    if first_label == 1:
        return sentence
    return words.say("{sentence}, from label {number} of the sheet on", sentence=sentence, number=first_label)


def _number(number: int, words: Words) -> str:
    return words.say("one label") if number == 1 else words.say("{number} labels", number=number)


def _what(command: PrintLabels, words: Words) -> str:
    first, others = command.record_uids[0], len(command.record_uids) - 1
    name = _name(command.kind, first, words)
    return words.say("{name} and {number} more", name=name, number=others) if others else name


def _name(kind: LabelKind, uid: str, words: Words) -> str:
    match kind:
        case LabelKind.ITEM | LabelKind.LOT:
            return words.item(uid)
        case LabelKind.LOCATION:
            return words.place(uid)
        case LabelKind.KIT_LINE:
            return words.say("{part} for {kit}", part=words.line_part(uid), kit=words.kit_line(uid))
        case LabelKind.KIT:
            return words.say("kit {kit}", kit=words.name(uid))
        case LabelKind.OPERATOR:
            return words.name(uid)
