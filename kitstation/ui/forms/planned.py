"""A form together with what comes of it: the commands that its values ask for, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kitstation.domain.commands import Command
    from kitstation.ui.forms.pane import FormPane

Values = Mapping[str, Any]
"""What a form was filled in with, by the keys of its fields."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A form, the commands that its values ask for, and what is said when they are done."""

    form: FormPane
    commands: Callable[[Values], Sequence[Command]]
    done: Callable[[Values], str]
