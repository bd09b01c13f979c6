"""Numbers that are typed by scanning the digits of the control sheet."""

from __future__ import annotations

from kitstation.scanning.controls import ControlCode


def with_control(typed: str, control: ControlCode) -> str:
    """Return what was typed so far, with one more digit or point, or without the last."""
    match control:
        case ControlCode.BACKSPACE:
            return typed[:-1]
        case ControlCode.POINT:
            return typed if "." in typed else f"{typed or 0}."
        case _:
            return f"{typed}{control.digit}"
