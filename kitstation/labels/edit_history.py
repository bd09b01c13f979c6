"""What was done, so that it can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

_MOST_STEPS = 500
State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class EditHistory(Generic[State]):
    """The states of something that is edited: `now`, those before it and those that were undone. Never changed itself.

    `joined` names what the last step was part of: another step of it, such as the next key press that moves the
    same thing, takes its place.
    """

    now: State
    before: tuple[State, ...] = ()
    undone: tuple[State, ...] = ()
    joined: str = ""

    def done(self, state: State, *, joining: str = "") -> EditHistory[State]:
        """Return the history after one more step; steps that join into the same thing are undone as one."""
        if state == self.now:
            return self
        if joining and joining == self.joined:
            return replace(self, now=state, undone=())
        return EditHistory(state, (*self.before, self.now)[-_MOST_STEPS:], (), joining)

    def undo(self) -> EditHistory[State]:
        """Return the history with the last step taken back; the same where there is none."""
        if not self.before:
            return self
        return EditHistory(self.before[-1], self.before[:-1], (*self.undone, self.now))

    def redo(self) -> EditHistory[State]:
        """Return the history with the last step that was taken back done again; the same where there is none."""
        if not self.undone:
            return self
        return EditHistory(self.undone[-1], (*self.before, self.now), self.undone[:-1])

    def parted(self) -> EditHistory[State]:
        """Return the history so that the next step joins with none before it."""
        return replace(self, joined="")
