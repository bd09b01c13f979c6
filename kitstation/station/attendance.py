"""Attendance: who is signed on at one bench, and who is being asked for a PIN."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from kitstation.domain.records import Operator, Role
from kitstation.station.desk import Desk
from kitstation.station.operators import Staff, is_pin

TRIES: Final = 3
"""So many wrong PINs, one after the other, close a badge for a while."""
CLOSED_FOR: Final = timedelta(minutes=5)


class Step(Enum):
    """What a badge or a PIN led to."""

    SIGNED_ON = auto()
    SIGNED_OFF = auto()
    AGAIN = auto()
    """The badge that has just signed on was read a second time."""
    PIN_ASKED = auto()
    PIN_WRONG = auto()
    LOCKED = auto()


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who works at the bench now, as everybody may see it.

    `operator` is empty where nobody has signed on; `role` is None where that forbids everything. `offered` says
    that there are operators to sign on. `pin_for` is who is asked for a PIN, of which `pin_typed` digits are there.
    """

    operator: str = ""
    role: Role | None = Role.ADMINISTRATOR
    offered: bool = False
    pin_for: str = ""
    pin_typed: int = 0
    badges: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _PinAsked:
    operator: Operator
    typed: str = ""


class Attendance:
    """Signs operators on and off. `desk` hands in commands for whoever is there."""

    def __init__(self, staff: Staff, desk: Desk) -> None:
        """The desk's operator is signed on, if they are recorded and its role is not None."""
        self._staff = staff
        self._desk = desk
        self._present = staff.named(desk.operator) if desk.role is not None else None
        self._asked: _PinAsked | None = None
        self._since: datetime | None = None
        self._seen: datetime | None = None
        self._wrong: dict[str, int] = {}
        self._closed_until: dict[str, datetime] = {}

    # What can be seen.

    @property
    def present(self) -> Operator | None:
        """Who is signed on."""
        return self._present

    @property
    def asked(self) -> Operator | None:
        """Who is asked for a PIN."""
        return self._asked.operator if self._asked else None

    @property
    def typed(self) -> str:
        """What has been entered of the PIN."""
        return self._asked.typed if self._asked else ""

    @property
    def desk(self) -> Desk:
        """Return what hands in commands for whoever is there, or for nobody."""
        if self._present is not None:
            return replace(self._desk, operator=self._present.name, role=self._present.role)
        if self._staff.is_open:
            return replace(self._desk, role=Role.ADMINISTRATOR)
        return replace(self._desk, operator="", role=None)

    @property
    def on_duty(self) -> OnDuty:
        """Who works here, for everybody to see."""
        return OnDuty(
            operator=self._present.name if self._present else "",
            role=self.desk.role,
            offered=bool(self._staff.active),
            pin_for=self._asked.operator.name if self._asked else "",
            pin_typed=len(self.typed),
            badges=self._staff.badges,
        )

    def whose(self, text: str) -> Operator | None:
        """Return whose badge a scanned text is."""
        return self._staff.with_badge(text)

    def left(self, operator: Operator) -> int:
        """Return how many wrong PINs somebody may still give."""
        return TRIES - self._wrong.get(operator.uid, 0)

    def closed_until(self, operator: Operator, now: datetime) -> datetime | None:
        """Return until when somebody's badge is closed; None where it is not."""
        until = self._closed_until.get(operator.uid)
        return until if until is not None and now < until else None

    # What can be done.

    def set_desk(self, desk: Desk) -> None:
        """Work at another desk from now on; who is signed on stays so."""
        self._desk = desk

    def refresh(self, staff: Staff) -> None:
        """Take in what is known of operators now: who may not work here any more is signed off."""
        self._staff = staff
        if self._present is not None:
            self._present = next((one for one in staff.active if one.uid == self._present.uid), None)
        if self._asked is not None and not any(one == self._asked.operator for one in staff.active):
            self._asked = None

    def sign_off_idle(self, now: datetime, after: timedelta | None) -> bool:
        """Sign off who has done nothing for so long, take note of `now`, and return whether that was so."""
        seen, self._seen = self._seen, now
        if self._present is None or after is None or seen is None or now - seen < after:
            return False
        self.sign_off()
        return True

    def sign_off(self) -> None:
        """Let nobody be signed on."""
        self._present, self._asked, self._since = None, None, None

    def show_badge(self, operator: Operator, now: datetime, debounce: timedelta) -> Step:
        """Sign on whose badge it is, or off if they are; ask for the PIN where there is one."""
        if self._present is not None and self._present.uid == operator.uid:
            if self._since is not None and now - self._since < debounce:
                return Step.AGAIN
            self.sign_off()
            return Step.SIGNED_OFF
        # Somebody else stands here now, whether or not their PIN is right.
        self.sign_off()
        if self.closed_until(operator, now):
            return Step.LOCKED
        if operator.pin_hash:
            self._asked = _PinAsked(operator)
            return Step.PIN_ASKED
        return self._sign_on(operator, now)

    def type_pin(self, typed: str) -> None:
        """Take in what has been entered of the PIN so far."""
        if self._asked is not None:
            self._asked = replace(self._asked, typed=typed)

    def give_pin(self, pin: str, now: datetime) -> Step:
        """Sign on who is asked, if the PIN is theirs. Too many wrong ones close the badge for a while."""
        if self._asked is None:
            return Step.SIGNED_OFF
        operator = self._asked.operator
        if is_pin(operator, pin):
            self._wrong.pop(operator.uid, None)
            return self._sign_on(operator, now)
        self._wrong[operator.uid] = self._wrong.get(operator.uid, 0) + 1
        if self._wrong[operator.uid] < TRIES:
            self._asked = _PinAsked(operator)
            return Step.PIN_WRONG
        del self._wrong[operator.uid]
        self._closed_until[operator.uid] = now + CLOSED_FOR
        self._asked = None
        return Step.LOCKED

    def cancel_pin(self) -> None:
        """Ask for the PIN no longer."""
        self._asked = None

    def _sign_on(self, operator: Operator, now: datetime) -> Step:
        self._present, self._asked, self._since = operator, None, now
        return Step.SIGNED_ON
