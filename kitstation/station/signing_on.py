"""Signing on: badges and PINs that are scanned at a bench, and what the bench says about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from kitstation.domain.records import Operator
from kitstation.domain.refusals import RefusalCode
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.meaning import Reading
from kitstation.station.attendance import Attendance, Step
from kitstation.station.sentences import Wording
from kitstation.station.verdict_making import VerdictMaker
from kitstation.station.verdicts import Done, Sound, Tone, Verdict


class SigningOn:
    """Answers badges and PINs, before anything else is looked for in a scan."""

    def __init__(self, attendance: Attendance, making: VerdictMaker) -> None:
        self._attendance = attendance
        self._making = making

    def scanned(self, text: str, reading: Reading, now: datetime, debounce: timedelta) -> Verdict | None:
        """Return the verdict of a badge or of a part of a PIN; None where a scan is neither."""
        if reading.control is not None:
            return self._pressed(reading.control, now) if self._attendance.asked else None
        plain = reading.meanings[-1].fields["text"]
        whose = self._attendance.whose(text) or self._attendance.whose(plain)
        if whose is not None:
            return self._said(self._attendance.show_badge(whose, now, debounce), whose, now)
        if self._attendance.asked and plain.isascii() and plain.isdigit():
            return self.give_pin(plain, now)
        # Who goes on working has not been let in.
        self._attendance.cancel_pin()
        return None

    def give_pin(self, pin: str, now: datetime) -> Verdict:
        """Answer a PIN that was entered."""
        asked = self._attendance.asked
        if asked is None:
            return self._making.refused_for(RefusalCode.NOTHING_ASKED)
        return self._said(self._attendance.give_pin(pin, now), asked, now)

    def sign_off(self) -> Verdict:
        """Sign off whoever is there."""
        present = self._attendance.present
        self._attendance.sign_off()
        if present is None:
            return self._making.refused_for(RefusalCode.NOTHING_ASKED)
        return self._signed_off(present)

    def _pressed(self, control: ControlCode, now: datetime) -> Verdict:
        typed = self._attendance.typed
        match control:
            case ControlCode.CONFIRM:
                return self.give_pin(typed, now)
            case ControlCode.BACKSPACE:
                return self._typed(typed[:-1])
            case _ if control.digit is not None:
                return self._typed(f"{typed}{control.digit}")
            case _:
                self._attendance.cancel_pin()
                say = self._making.speech.say
                wording = Wording(say("Cancelled"), say("Nobody is signed on."))
                return self._making.said(Done.CANCELLED, Tone.NEUTRAL, Sound.NONE, wording)

    def _typed(self, typed: str) -> Verdict:
        self._attendance.type_pin(typed)
        say = self._making.speech.say
        wording = Wording("•" * len(typed) or "…", say("Type the PIN, then confirm."))
        return self._making.said(Done.DIGIT_TYPED, Tone.QUESTION, Sound.NONE, wording)

    def _said(self, step: Step, operator: Operator, now: datetime) -> Verdict:
        making, name = self._making, operator.name
        match step:
            case Step.SIGNED_ON:
                wording = making.speech.signed_on(name, operator.role)
                return making.said(Done.SIGNED_ON, Tone.NEUTRAL, Sound.ATTENTION, wording)
            case Step.SIGNED_OFF:
                return self._signed_off(operator)
            case Step.AGAIN:
                return making.refused_for(RefusalCode.SCANNED_TWICE, name)
            case Step.PIN_ASKED:
                wording = making.speech.pin_asked(name)
                return making.said(Done.PIN_ASKED, Tone.QUESTION, Sound.ATTENTION, wording)
            case Step.PIN_WRONG:
                left = self._attendance.left(operator)
                return making.refused_for(RefusalCode.NOT_ALLOWED, cause="pin", name=name, left=left)
            case Step.LOCKED:
                until = making.speech.clock_time(self._attendance.closed_until(operator, now) or now)
                return making.refused_for(RefusalCode.NOT_ALLOWED, cause="locked", name=name, until=until)
            case _:
                assert_never(step)

    def _signed_off(self, operator: Operator) -> Verdict:
        wording = self._making.speech.signed_off(operator.name)
        return self._making.said(Done.SIGNED_OFF, Tone.NEUTRAL, Sound.ATTENTION, wording)
