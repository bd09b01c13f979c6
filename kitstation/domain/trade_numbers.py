"""Rules for the numbers under which labels of others name a part."""

from __future__ import annotations

from kitstation.domain.commands import AddTradeNumber
from kitstation.domain.gtin import gtin_forms
from kitstation.domain.names import refuse_unknown
from kitstation.domain.records import TradeNumber
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_trade_number(command: AddTradeNumber, records: WorkingSet) -> Changes | Refused:
    """Remember a number for a part. What names a part already, by any of its numbers, is not given to another one."""
    part = records.parts.find(command.part_uid)
    if part is None:
        return refuse_unknown("part", command.part_uid)
    if part.archived:
        return refuse(RefusalCode.ARCHIVED, what="part", name=part.part_number)
    holders = filter(None, map(records.named_parts.find, gtin_forms(command.number)))
    if (holder := next(holders, None)) is not None:
        return refuse(RefusalCode.NUMBER_TAKEN, name=command.number, part_number=holder)
    if records.trade_numbers.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="trade number", name=command.uid)
    return Changes(puts=(TradeNumber(uid=command.uid, part_uid=part.uid, number=command.number),))
