"""The rules without a database: one working set in which everything that was never made is known to be absent."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import get_args

from kitstation.domain import restoring
from kitstation.domain.commands import Entry
from kitstation.domain.decisions import decide
from kitstation.domain.generating import wanted_scopes, with_numbers
from kitstation.domain.movements import Bucket, Spot
from kitstation.domain.numbering import number_in
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.records import RULES_UID, BuildRequirement, InventoryItem, Location, Record
from kitstation.domain.refusals import Refused
from kitstation.domain.touches import Touches, touches_of
from kitstation.domain.working_set import Image, WorkingSet


class Memory:
    """Commands in, outcomes out, all records in memory."""

    def __init__(self) -> None:
        self.records = WorkingSet()
        self.records.rules.note_absent([RULES_UID])

    def execute(self, entry: Entry) -> Outcome:
        """Decide one command and let it take effect."""
        entry = self.prepared(entry)
        decision = decide(entry, self.records)
        if isinstance(decision, Refused):
            return decision
        self.records.apply(entry, decision)
        return Accepted(entry.command_id, decision)

    def prepared(self, entry: Entry) -> Entry:
        """Note all that deciding a command asks for, as a store would load it; return it with its numbers."""
        touches = touches_of((entry,))
        self._follow_past_commands(touches)
        _note_absent(self.records, touches)
        self._note_lists(touches)
        self._note_places(touches)
        self._note_uses(touches)
        self._note_begun(touches)
        self._note_numbers(touches)
        return with_numbers(entry, self.records)

    @property
    def items(self) -> list[InventoryItem]:
        """Every inventory item, deleted ones too."""
        records = self.records.items
        return [item for uid in records if (item := records.find(uid))]

    def _follow_past_commands(self, touches: Touches) -> None:
        self.records.past_commands.note_absent(touches.commands)
        for uid in touches.commands:
            past = self.records.past_commands.find(uid)
            for image in past.images if past else ():
                restoring.touch(image, touches)
                own = {each.uid for each in past.images} if past else set()
                self.records.referred_to.note(image.uid, self._is_referred_to(image, own))

    def _is_referred_to(self, image: Image, own: set[str]) -> bool:
        """Whether another record names it, or something was ever put there or installed in it."""
        naming = {name for name, (kind, _) in restoring.REFERENCES.items() if kind is image.kind}
        named = any(
            getattr(record, field.name) == image.uid
            for kind in get_args(Record)
            for key in self.records.rows_of(kind)
            if (record := self.records.rows_of(kind).find(key)) and record.uid not in own
            for field in fields(record)
            if field.name in naming
        )
        bucket = {Location: Bucket.ON_HAND, BuildRequirement: Bucket.DELIVERED}.get(image.kind)
        spots = (
            spot for movement in self.records.ledger.movements for spot in (movement.source, movement.target)
        )
        return named or any((spot.bucket, spot.place) == (bucket, image.uid) for spot in spots)

    def _note_uses(self, touches: Touches) -> None:
        lines = [line for uid in self.records.mbom_lines if (line := self.records.mbom_lines.find(uid))]
        asked = {line.assembly_uid for line in lines if line.uid in touches.substituted} | touches.used_in
        for part_uid in asked:
            around, found = {part_uid}, set[str]()
            while around - found:
                found |= around
                around = {line.assembly_uid for line in lines if found & {line.part_uid, *line.substitutes}}
            self.records.used_in.note(part_uid, found - {part_uid})

    def _note_begun(self, touches: Touches) -> None:
        ledger = self.records.ledger
        for run_uid in touches.begun:
            begun = Decimal(0)
            for item in self.items:
                if item.run_uid == run_uid:
                    begun -= ledger.balance(Spot(item.uid, Bucket.RECEIVED, ""))
                    begun -= ledger.balance(Spot(item.uid, Bucket.REMOVED, "scrap"))
                    begun -= ledger.balance(Spot(item.uid, Bucket.REMOVED, "loss")) if item.in_work else 0
            self.records.begun.note(run_uid, begun)

    def _note_places(self, touches: Touches) -> None:
        records = self.records
        places = {uid: place for uid in records.locations if (place := records.locations.find(uid))}
        for uid in touches.subtrees:
            tree = [uid]
            for root in tree:
                tree.extend(place.uid for place in places.values() if place.parent_uid == root)
            records.subtrees.note(uid, tree[1:])
            records.items_at.note_absent([uid])
        lines = (records.kit_lines.find(uid) for uid in records.kit_lines)
        for part_uid in {line.part_uid for line in lines if line}:
            records.kitted_parts.note(part_uid, value=True)

    def _note_lists(self, touches: Touches) -> None:
        records = self.records
        for position_uid in touches.stock_at_positions:
            if position := records.positions.find(position_uid):
                touches.items_of_part_at.add((position.part_uid, position.location_uid))
        for part_uid, location_uid in touches.items_of_part_at:
            found = [
                item.uid
                for item in self.items
                if (item.part_uid, item.location_uid) == (part_uid, location_uid)
            ]
            records.items_of_part_at.note((part_uid, location_uid), found)
        self._note_names(touches)

    def _note_names(self, touches: Touches) -> None:
        records = self.records
        for uid, name in touches.renamed:
            if location := records.locations.find(uid):
                records.sublocations.note_absent([(location.parent_uid or "", name)])
        for uid, parent_uid in touches.moved:
            if location := records.locations.find(uid):
                records.sublocations.note_absent([(parent_uid, location.name)])
        for uid, number in touches.renumbered:
            if item := records.items.find(uid):
                records.serials.note_absent([(item.part_uid, number)])
        for uid, number in touches.serials_of_runs:
            if run := records.runs.find(uid):
                records.serials.note_absent([(run.part_uid, number)])

    def _note_numbers(self, touches: Touches) -> None:
        for entry in touches.numbered:
            for scope in filter(None, wanted_scopes(entry, self.records)):
                counts = [
                    number_in(scope, item.part_uid, number)
                    for item in self.items
                    for number in (item.serial_number, item.lot_number)
                ]
                self.records.last_numbers.note(scope, max(counts, default=0))


def _part_named(number: str, records: WorkingSet) -> str | None:
    """Return the number of the part that a text names, as any of its numbers."""
    parts = [part for uid in records.parts if (part := records.parts.find(uid))]
    own = {
        (text, part.part_number)
        for part in parts
        for text in (part.part_number, part.manufacturer_part_number, part.gtin)
    }
    sold = (records.supplier_parts.find(uid) for uid in records.supplier_parts)
    own |= {(one.supplier_part_number, records.parts.get(one.part_uid).part_number) for one in sold if one}
    traded = (records.trade_numbers.find(uid) for uid in records.trade_numbers)
    own |= {(one.number, records.parts.get(one.part_uid).part_number) for one in traded if one}
    return max((name for text, name in own if text == number), default=None)


def _note_absent(records: WorkingSet, touches: Touches) -> None:
    records.parts.note_absent(touches.parts)
    records.print_jobs.note_absent(touches.print_jobs)
    records.part_numbers.note_absent(touches.part_numbers)
    records.suppliers.note_absent(touches.suppliers)
    records.supplier_names.note_absent(touches.supplier_names)
    records.supplier_parts.note_absent(touches.supplier_parts)
    records.supplier_part_numbers.note_absent(touches.supplier_part_numbers)
    records.trade_numbers.note_absent(touches.trade_numbers)
    for number in touches.named_parts:
        records.named_parts.note(number, _part_named(number, records))
    records.locations.note_absent(touches.locations | touches.subtrees)
    records.sublocations.note_absent(touches.sublocations)
    records.barcodes.note_absent(touches.barcodes)
    records.mbom_lines.note_absent(touches.mbom_lines)
    records.runs.note_absent(touches.runs | touches.mboms_of_runs)
    records.items.note_absent(touches.items)
    records.serials.note_absent(touches.serials)
    records.kits.note_absent(
        touches.kits | touches.lines_of_kits | touches.filled_kits | touches.holdings_of_kits
    )
    records.kit_numbers.note_absent(touches.kit_numbers)
    records.kit_lines.note_absent(touches.kit_lines | touches.holdings_of_lines)
    records.kitted_parts.note_absent(touches.kitted_parts)
    records.requirements.note_absent(touches.requirements)
    records.catalogues.note_absent(touches.catalogues)
    records.catalogue_refs.note_absent(touches.catalogue_refs)
    records.positions.note_absent(touches.positions | touches.stock_at_positions)
    records.position_refs.note_absent(touches.position_refs)
    records.position_places.note_absent(touches.position_places)
    records.order_lines.note_absent(touches.order_lines)
    records.operators.note_absent(touches.operators)
    records.operator_names.note_absent(touches.operator_names)
    records.badges.note_absent(touches.badges)
    records.past_commands.note_absent(touches.commands)
