"""The forms in which an operator is made known or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.domain.records import Role
from kitstation.ui.forms import Choice, ChoiceField, Field, FlagField, FormPane, TextField
from kitstation.ui.pages.settings.operator_row import role_name

if TYPE_CHECKING:
    from kitstation.domain.records import Operator
    from kitstation.ui.services import Services

BADGE = "badge"


def new_operator_form(services: Services, *, first: bool) -> FormPane:
    """Return the form for somebody new; the first one is an administrator unless somebody says otherwise."""
    role = Role.ADMINISTRATOR if first else Role.TECHNICIAN
    fields = (
        TextField("name", _tr("Name"), hint=_tr("As it stands in the history."), required=True),
        _badge(""),
        _roles(role),
        _pin(_tr("4 to 12 digits. Leave it empty where the badge alone is enough.")),
    )
    return FormPane(services, _tr("New operator"), fields, submit=_tr("Add"))


def edit_operator_form(services: Services, operator: Operator) -> FormPane:
    """Return the form that changes an operator. The name stays: the history has it."""
    fields: list[Field] = [
        _badge(operator.badge),
        _roles(operator.role),
        _pin(_tr("4 to 12 digits. Leave it empty to keep it as it is.")),
    ]
    if operator.pin_hash:
        fields.append(FlagField("without_pin", _tr("Take the PIN away: the badge alone is enough")))
    works_here = _tr("Works here")
    hint = _tr("Who does not work here any more cannot sign on; the history keeps the name.")
    fields.append(FlagField("active", works_here, value=operator.active, hint=hint))
    return FormPane(services, operator.name, fields, submit=_tr("Save"))


def _badge(value: str) -> TextField:
    return TextField(BADGE, _tr("Badge"), value=value, hint=_tr("Scan it, or type its code."), required=True)


def _roles(role: Role) -> ChoiceField:
    choices = [Choice(one, role_name(one)) for one in Role]
    hint = _tr(
        "Technicians kit, move and receive. Supervisors count and correct as well. Administrators do everything."
    )
    return ChoiceField("role", _tr("Role"), choices, value=role, hint=hint)


def _pin(hint: str) -> TextField:
    return TextField("pin", _tr("PIN"), hint=hint, secret=True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OperatorForms", text)
