"""Roles: what somebody may do, in one table."""

from __future__ import annotations

from kitstation.domain import commands
from kitstation.domain.commands import Command
from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode, Refused, refuse

TECHNICIAN: frozenset[type[Command]] = frozenset(
    {
        commands.IssueItem,
        commands.ReturnItem,
        commands.Undo,
        commands.ReserveItem,
        commands.ReleaseItem,
        commands.InstallItem,
        commands.UninstallItem,
        commands.StartBuild,
        commands.CompleteBuild,
        commands.CreateItem,
        commands.TransferItem,
        commands.SplitItem,
        commands.MergeItems,
        commands.HoldItem,
        commands.ScrapItem,
        commands.CreatePart,
        commands.AddTradeNumber,
        commands.CreateSupplier,
        commands.CreateRun,
        commands.CreateKit,
        commands.UpdateKit,
        commands.SetKitStatus,
        commands.AddKitLine,
        commands.FillKitFromMbom,
        commands.SplitKit,
        commands.PrintLabels,
        commands.SettlePrintJob,
        commands.Reprint,
    }
)
SUPERVISOR: frozenset[type[Command]] = TECHNICIAN | frozenset(
    {
        commands.UpdateItem,
        commands.DeleteItem,
        commands.AddStock,
        commands.RemoveStock,
        commands.RecountItem,
        commands.BookCount,
        commands.ReleaseHold,
        commands.UpdateKitLine,
        commands.RemoveKitLine,
        commands.UpdateRun,
        commands.UpdatePart,
        commands.UpdateSupplier,
        commands.SetSupplierPart,
        commands.CreateMbomLine,
        commands.UpdateMbomLine,
        commands.DeleteMbomLine,
        commands.CreateLocation,
        commands.UpdateLocation,
        commands.MoveLocation,
        commands.CreateCatalogue,
        commands.CreatePosition,
        commands.UpdatePosition,
        commands.DeletePosition,
        commands.CreateOrderLine,
        commands.UpdateOrderLine,
    }
)
ADMINISTRATOR: frozenset[type[Command]] = SUPERVISOR | frozenset(
    {commands.SetRules, commands.CreateOperator, commands.UpdateOperator}
)
MAY: dict[Role, frozenset[type[Command]]] = {
    Role.TECHNICIAN: TECHNICIAN,
    Role.SUPERVISOR: SUPERVISOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


def may(role: Role, kind: type[Command]) -> bool:
    """Whether somebody in a role may hand in commands of a kind."""
    return kind in MAY[role]


def refuse_role(role: Role | None, command: Command) -> Refused | None:
    """Refuse what the role does not allow, and say who may. Who has not signed on has no role, and may nothing."""
    if role is None:
        return refuse(RefusalCode.NOT_ALLOWED, cause="nobody", command=type(command).__name__)
    if may(role, type(command)):
        return None
    who = next(other for other in Role if may(other, type(command)))
    return refuse(RefusalCode.NOT_ALLOWED, role=role.value, needed=who.value, command=type(command).__name__)
