"""What goes wrong with labels."""

from __future__ import annotations

from kitstation.domain.errors import KitstationError


class LabelFault(KitstationError):
    """A label cannot be drawn as its template says, or could not be read if it were printed."""


class TemplateFault(KitstationError):
    """The file of a template cannot be used; `detail` names each element at fault."""
