"""Taking and bringing back: what a code that names parts or items leads to, and the question that it may leave."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from kitstation.domain.commands import IssueItem
from kitstation.domain.picking import suggested_quantity
from kitstation.domain.quantities import ONE
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station import candidates
from kitstation.station.bench_policy import BenchPolicy
from kitstation.station.kit_on_bench import KitOnBench
from kitstation.station.kit_view import KitView
from kitstation.station.occasion import Occasion
from kitstation.station.questions import Expired, HowMany, Mode, OverNeed, Question, WhichOf
from kitstation.station.resolving import Resolution
from kitstation.station.sentences import Circumstances
from kitstation.station.transfers import Transfers
from kitstation.station.verdict_making import VerdictMaker
from kitstation.station.verdicts import Verdict
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget

_BEYOND_NEED: Final = frozenset({RefusalCode.OVER_ISSUE, RefusalCode.LINE_COMPLETE, RefusalCode.KIT_COMPLETE})


class Reply(NamedTuple):
    """A verdict, and the question that is open after it."""

    verdict: Verdict
    question: Question | None = None


class Taking:
    """Decides how much of which item is meant, and hands it in."""

    def __init__(
        self, kit: KitOnBench, transfers: Transfers, making: VerdictMaker, policy: BenchPolicy
    ) -> None:
        self.policy = policy
        self._kit = kit
        self._transfers = transfers
        self._making = making

    def items(self, named: Resolution, view: KitView, mode: Mode, occasion: Occasion) -> Reply:
        """Take or bring back the one that is meant of the items that a code names; ask where it may be several."""
        items = named.targets.items
        if mode is Mode.ISSUE:
            meant = candidates.to_issue(items, view)
        else:
            meant = candidates.to_return(items, self._kit.held(items))
        if isinstance(meant, Refused):
            return self._nothing(meant, Circumstances(occasion.text, item=items[0]), occasion)
        if len(meant) > 1:
            return self._asked(WhichOf(mode, meant, named.quantity))
        return self.item(meant[0], named.quantity, mode, occasion)

    def part(self, named: Resolution, mode: Mode, occasion: Occasion) -> Reply:
        """Take or bring back the item that a part's own number stands for: loose stock needs no other number."""
        parts = named.targets.parts
        part = next((part for part in parts if self._kit.line_for(part.uid)), parts[0])
        line = self._kit.line_for(part.uid)
        if line is None:
            around = Circumstances(occasion.text, item=self._kit.first_item_of(parts[0].uid))
            return self._refused(refuse(RefusalCode.WRONG_PART, part_number=parts[0].name), around)
        issuing = mode is Mode.ISSUE
        items = self._kit.next_item_for(line, part.uid) if issuing else self._kit.items_in(line, part.uid)
        tracking = items[0].tracking if items else line.tracking
        if tracking is not TrackingType.UNTRACKED:
            return self._number_missing(part.name, tracking, Circumstances(occasion.text, line=line), named)
        if not items and issuing and (blocked := self._kit.blocked_item_for(line)):
            # The domain says why.
            return self.issue(blocked, line, named.quantity or ONE, occasion)
        if not items:
            code = RefusalCode.NOT_ENOUGH if issuing else RefusalCode.NOT_ISSUED_HERE
            return self._nothing(refuse(code), Circumstances(occasion.text, line=line), occasion)
        return self.item(items[0], named.quantity, mode, occasion)

    def item(self, item: ItemTarget, label_quantity: Decimal | None, mode: Mode, occasion: Occasion) -> Reply:
        """Take or bring back so much of an item as its label says, or as is usual, or ask."""
        issuing = mode is Mode.ISSUE
        line = self._kit.line_to_issue(item) if issuing else self._kit.line_holding(item)
        if line is None:
            refused = refuse(RefusalCode.WRONG_PART, part_number=item.part_number)
            return self._refused(refused, Circumstances(occasion.text, item=item))
        if item.serial_number is None and self._is_repeated(occasion):
            return self._refused(refuse(RefusalCode.SCANNED_TWICE), Circumstances(occasion.text, item, line))
        if mode is Mode.RETURN:
            return self._return_item(item, line, label_quantity, occasion)
        if item.serial_number:
            return self.issue(item, line, ONE, occasion)
        return self._issue_some(item, line, label_quantity, occasion)

    def issue(
        self,
        item: ItemTarget,
        line: LineState,
        number: Decimal,
        occasion: Occasion,
        *,
        over_need: bool = False,
        expired_ok: bool = False,
    ) -> Reply:
        """Issue so much of an item; where it has expired or is beyond the need, ask whether it is really meant."""
        command = IssueItem(
            item_uid=item.uid,
            line_uid=line.uid,
            quantity=number,
            over_need=over_need,
            expired_ok=expired_ok,
        )
        answer = self._transfers.issue(command, item, line, occasion)
        if isinstance(answer, Verdict):
            return Reply(answer)
        if answer.code is RefusalCode.LINE_COMPLETE and self._kit.view and self._kit.view.is_complete:
            answer = Refused(RefusalCode.KIT_COMPLETE, answer.facts)
        reply = self._refused(answer, self._around(item, line, occasion))
        if answer.code is RefusalCode.EXPIRED:
            return Reply(reply.verdict, Expired(item, line, number, over_need))
        if answer.code not in _BEYOND_NEED:
            return reply
        question = OverNeed(item, line, number, expired_ok)
        if answer.code is RefusalCode.OVER_ISSUE:
            return self._with_question(reply, question)
        return Reply(reply.verdict, question)

    def bring_back(self, item: ItemTarget, line: LineState, number: Decimal, occasion: Occasion) -> Reply:
        """Return so much of an item."""
        answer = self._transfers.bring_back(item, line, number, occasion)
        if isinstance(answer, Verdict):
            return Reply(answer)
        return self._refused(answer, self._around(item, line, occasion))

    def _issue_some(
        self, item: ItemTarget, line: LineState, label_quantity: Decimal | None, occasion: Occasion
    ) -> Reply:
        usual = suggested_quantity(remaining=line.remaining, on_hand=item.quantity)
        how_many = HowMany(Mode.ISSUE, item, line, usual, item.quantity)
        if label_quantity is None and self.policy.ask_quantity and line.remaining and item.quantity:
            return self._asked(how_many)
        reply = self.issue(item, line, label_quantity or usual, occasion)
        if reply.verdict.code == RefusalCode.OVER_ISSUE:
            # A reel holds more than is needed: the usual answer is to take a part of it.
            return self._with_question(reply, how_many)
        return reply

    def _return_item(
        self, item: ItemTarget, line: LineState, label_quantity: Decimal | None, occasion: Occasion
    ) -> Reply:
        held = self._kit.held((item,)).get(item.uid)
        if item.serial_number or not held:
            return self.bring_back(item, line, ONE, occasion)
        how_many = HowMany(Mode.RETURN, item, line, held, held)
        if label_quantity is None and self.policy.ask_return_quantity and held != ONE:
            return self._asked(how_many)
        reply = self.bring_back(item, line, label_quantity or held, occasion)
        if reply.verdict.code == RefusalCode.RETURN_EXCEEDS:
            return self._with_question(reply, how_many)
        return reply

    def _number_missing(
        self, part_number: str, tracking: TrackingType, around: Circumstances, named: Resolution
    ) -> Reply:
        meaning = named.meaning
        number = (meaning.serial_number or meaning.lot_number) if meaning else None
        if number:
            refused = refuse(RefusalCode.UNKNOWN_CODE, part_number=part_number, number=number)
        else:
            refused = refuse(RefusalCode.NUMBER_NEEDED, part_number=part_number, tracking=tracking.value)
        return self._refused(refused, around)

    def _nothing(self, refused: Refused, around: Circumstances, occasion: Occasion) -> Reply:
        """Refuse where nothing is left to move; a code that is read twice has just moved the last of it itself."""
        twice = self._is_repeated(occasion)
        return self._refused(refuse(RefusalCode.SCANNED_TWICE) if twice else refused, around)

    def _asked(self, question: Question) -> Reply:
        return Reply(self._making.asked(question), question)

    def _refused(self, refused: Refused, around: Circumstances) -> Reply:
        return Reply(self._making.refused(refused, around))

    def _with_question(self, reply: Reply, question: Question) -> Reply:
        """Ask a question with a refusal, so that what confirming does is what is said."""
        sentence = self._making.speech.question(question).sentence
        return Reply(replace(reply.verdict, sentence=sentence), question)

    def _around(self, item: ItemTarget, line: LineState, occasion: Occasion) -> Circumstances:
        view = self._kit.view
        return Circumstances(
            occasion.text,
            item,
            line,
            self._kit.whereabouts(item.uid),
            view.header.number if view else "",
            just_now=self._is_repeated(occasion),
        )

    def _is_repeated(self, occasion: Occasion) -> bool:
        return self._transfers.is_repeated(occasion, self.policy.debounce)
