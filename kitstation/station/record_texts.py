"""The sentences about records that cannot be made or changed, and about stock that cannot be moved, by refusal code."""

from __future__ import annotations

from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode

Text = tuple[str, str]
"""A headline and the sentence below it, with places for the refusal's facts."""

RECORD_TEXTS: dict[RefusalCode, Text] = {
    RefusalCode.UNKNOWN_RECORD: (
        "There is no such {what}",
        "Check its name. Somebody else may have removed it.",
    ),
    RefusalCode.STALE_ETAG: (
        "Somebody else has changed it meanwhile",
        "Look at it again, then try again.",
    ),
    RefusalCode.DUPLICATE: (
        "{name} exists already",
        "Choose another name, or use the {what} that is there.",
    ),
    RefusalCode.DUPLICATE_SERIAL: (
        "Serial number {serial_number} exists already",
        "Part {part_number} has it. Check the label.",
    ),
    RefusalCode.NUMBER_TAKEN: (
        "{name} is {part_number} already",
        "A number names one part only. Look at the label again, or correct the part that has this number.",
    ),
    RefusalCode.TRACKING_MISMATCH: (
        "The part is tracked by {part_tracking}, this is {item_tracking}",
        "Give the number that the part is tracked by, and no other.",
    ),
    RefusalCode.TRACKING_IN_USE: (
        "The part stays tracked by {part_tracking}",
        "{items} inventory items carry such numbers.",
    ),
    RefusalCode.UNIT_MISMATCH: (
        "The part is counted in {part_unit}",
        "Give the quantity in {part_unit}.",
    ),
    RefusalCode.BAD_QUANTITY: ("{quantity} is no possible quantity", "{why}."),
    RefusalCode.BAD_NAME: ("“{name}” is no possible {what}", "{why}."),
    RefusalCode.CONTAINS_ITSELF: (
        "{part_number} cannot contain itself",
        "Neither directly nor through something that is in it. Choose another one.",
    ),
    RefusalCode.EMPTY_BOM: ("{part_number} has no bill of materials", "Import one first."),
    RefusalCode.ID_REUSED: ("That was asked for before, differently", "Try again."),
    RefusalCode.NOT_YOURS: (
        "That was done by {operator}",
        "Ask {operator} or a supervisor to take it back.",
    ),
    RefusalCode.NOT_AVAILABLE: ("It may not be taken", "{why}."),
    RefusalCode.EXPIRED: (
        "It expired on {expired_on}",
        "Put it aside and take another one, or confirm to use it all the same.",
    ),
    RefusalCode.NOT_ALLOWED: ("{who} may not do that", "Ask {needed}."),
    RefusalCode.SAME_PLACE: ("It is kept there already", "Choose another place."),
    RefusalCode.ARCHIVED: ("{name} is closed", "Nothing new goes there. Choose another {what}."),
    RefusalCode.IN_USE: ("It is still in use", "{why}."),
    RefusalCode.CANNOT_SPLIT: ("It cannot be split like that", "{why}."),
    RefusalCode.CANNOT_MERGE: ("They cannot become one", "{why}."),
    RefusalCode.REASON_NEEDED: ("Say why", "The history keeps the reason."),
    RefusalCode.STALE_COUNT: (
        "Something has moved since the count began",
        "{expected} were expected, now there are {on_hand} {unit}. Count it again.",
    ),
    RefusalCode.OVER_ORDER: (
        "{asked} is more than is still to come",
        "Order {order}: {remaining} of {ordered} are open. Count again, or confirm to take all of it.",
    ),
    RefusalCode.JOB_SETTLED: (
        "That print job is {state}",
        "Look at the list of print jobs, then decide anew.",
    ),
    RefusalCode.ORDER_CLOSED: ("Order {order} is {status}", "Nothing is received on it."),
    RefusalCode.NOTHING_LEFT_TO_SPLIT: ("Kit {kit} lacks nothing", "There is nothing to split off."),
    RefusalCode.BAD_LIMITS: (
        "{minimum} to {maximum} are no possible limits",
        "The maximum must be above the minimum; 0 and 0 mean that there are none.",
    ),
    RefusalCode.BAD_PATTERN: ("“{pattern}” makes no numbers", "{why}."),
    RefusalCode.RUN_FULL: (
        "The run makes {makes}, and {begun} are begun",
        "{asked} more of “{run}” would be too many. Let the run make more first, or finish what is begun.",
    ),
    RefusalCode.REQUIREMENT_FULL: (
        "{installed} of {required} {unit} are installed already",
        "The assembly needs no more of it. Put it back, or take the other one out first.",
    ),
    RefusalCode.NOT_INSTALLED_HERE: (
        "Only {installed} {unit} of it are installed there",
        "{asked} were to come out. Check the number on the part.",
    ),
    RefusalCode.NOT_IN_WORK: (
        "The assembly is not in work here",
        "It is finished, installed or gone. Look it up to see where it is.",
    ),
    RefusalCode.BUILD_INCOMPLETE: (
        "{part_number} is missing",
        "{installed} of {required} are installed. Install the rest, or confirm to finish without it.",
    ),
}

UNAVAILABLE_TEXTS: dict[str, Text] = {
    "held": ("It is held: {why}", "Put it back. A supervisor can release it."),
    "in_work": ("It is still being built", "Finish the build before it is used."),
    "location": (
        "Nothing is taken from {place}",
        "That place is closed for picking. Put it back, and take another one.",
    ),
}
"""By the cause: why something of an item may not be taken."""

RING_TEXT: Text = (
    "{part_number} cannot contain itself",
    "{through} needs it, directly or through its own parts. Choose another part.",
)
"""Where something would contain itself through the part that is named."""

NOT_ALLOWED_TEXTS: dict[str, Text] = {
    "nobody": ("Nobody is signed on", "Scan your badge, then scan again."),
    "pin": ("That is not the PIN of {name}", "Type it again, or cancel. Tries that are left: {left}."),
    "locked": ("{name} cannot sign on now", "The PIN was wrong too often. Try again at {until}."),
    "other": (
        "Only an administrator does that for {name}",
        "Sign on as {name}, or leave the operator out.",
    ),
}
"""By the cause: why somebody may not do something, besides their role."""

ROLE_TEXTS: dict[Role, tuple[str, str]] = {
    Role.TECHNICIAN: ("A technician", "a technician"),
    Role.SUPERVISOR: ("A supervisor", "a supervisor"),
    Role.ADMINISTRATOR: ("An administrator", "an administrator"),
}
"""A role at the beginning of a sentence, and within one."""

IN_USE_TEXTS: dict[str, str] = {
    "reserved": "{quantity} are reserved for a kit. Release them first.",
    "picked": "{quantity} are in a kit. Return them first.",
    "delivered": "{quantity} are installed in an assembly. Take them out first.",
    "assembly": "{quantity} are installed in it. Take them out first.",
}
"""By the cause: what holds it."""
