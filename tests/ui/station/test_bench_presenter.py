"""What the bench says, in the widgets' words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from kitstation.domain.errors import StoreFault
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.station.bench import BenchView
from kitstation.station.kit_view import KitView
from kitstation.station.questions import HowMany, Mode, OverNeed, WhichOf
from kitstation.station.sentences import Speech, digits
from kitstation.station.verdicts import Sound, Verdict
from kitstation.station.verdicts import Tone as VerdictTone
from kitstation.store.queries.history import PastScan
from kitstation.store.queries.kits import KitHeader, LineState
from kitstation.store.queries.scan_targets import ItemTarget
from kitstation.store.queries.takes import TakeFrom
from kitstation.ui.kit_heading import KitHeadings
from kitstation.ui.pages.bench.bench_presenter import Answer, BenchPresenter, NoStep
from kitstation.ui.pages.bench.lines import LineColumns, LineRow, line_state
from kitstation.ui.pages.bench.scan_log import ScanLog
from kitstation.ui.tables.column import ProgressCell, RowState
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.next_step_card import NextStep
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PRESENTER = BenchPresenter(Speech())
HEADINGS = KitHeadings(Speech())


def take(location: str = "Stores/B2-01", **known: object) -> TakeFrom:
    """Return stock to take: a lot of 500, as far as nothing else is said."""
    usual: dict[str, object] = {
        "item_uid": "item",
        "serial_number": None,
        "lot_number": "LOT-77",
        "quantity": Decimal(500),
        "location": location,
        "expires_on": None,
        "expired": False,
    }
    return TakeFrom(**(usual | known))  # type: ignore[arg-type] # the defaults' types are those of the fields


def line(part: str = "PART", **known: object) -> LineState:
    """Return a line that needs 51 and has 500 in stock, as far as nothing else is said."""
    usual: dict[str, object] = {
        "uid": f"line of {part}",
        "kit_uid": "kit",
        "part_uid": f"uid of {part}",
        "part_number": part,
        "revision": "A",
        "description": "",
        "tracking": TrackingType.LOT,
        "unit": "ea",
        "required": Decimal(51),
        "issued": Decimal(0),
        "on_hand": Decimal(500),
        "designators": (),
        "take": take(),
    }
    return LineState(**(usual | known))  # type: ignore[arg-type] # the defaults' types are those of the fields


def view(*lines: LineState, mode: Mode = Mode.ISSUE) -> BenchView:
    """Return a bench with a kit of these lines."""
    header = KitHeader(
        uid="kit",
        number="K-1",
        status=KitStatus.IN_PROGRESS,
        run="October",
        assembly="BOARD",
        revision="A",
        run_quantity=Decimal("3.0"),
        created_at=NOON,
        lines=len(lines),
        lines_complete=sum(one.is_complete for one in lines),
        required=sum((one.required for one in lines), Decimal(0)),
        issued=sum((one.issued for one in lines), Decimal(0)),
    )
    return BenchView(KitView.of(header, lines), mode, None, ())


def item(lot: str = "LOT-77", part: str = "PART") -> ItemTarget:
    """Return 500 of a lot."""
    return ItemTarget(
        uid=f"item {lot} {part}",
        part_uid=f"uid of {part}",
        part_number=part,
        revision="A",
        tracking=TrackingType.LOT,
        serial_number=None,
        lot_number=lot,
        quantity=Decimal(500),
        unit="ea",
        location="Stores/B2-01",
        expires_on=None,
        received_at=NOON,
    )


def test_the_next_step_says_where_what_and_why() -> None:
    step = PRESENTER.step(view(line(), line("NEXT", take=take("Stores/B2-02"))))
    assert step == NextStep(
        "Stores / B2-01",
        "51",
        "ea",
        "PART",
        item="lot LOT-77",
        reason="oldest first",
        there="500 there",
        trailing=PillContent("then B2-02, 1 line", Tone.ACCEPTED),
    )


@pytest.mark.parametrize(
    ("stock", "reason"),
    [
        (take(), "oldest first"),
        (take(expires_on=date(2026, 5, 1)), "use by 2026-05-01, first to expire"),
        (take(expires_on=date(2026, 1, 1), expired=True), "expired 2026-01-01: have it checked"),
    ],
)
def test_the_reason_for_an_item_is_said(stock: TakeFrom, reason: str) -> None:
    step = PRESENTER.step(view(line(take=stock)))
    assert isinstance(step, NextStep)
    assert step.reason == reason


@pytest.mark.parametrize(
    ("other", "trailing"),
    [
        (None, "last stop"),
        (take("Stores/B2-01"), "then stay here"),
        (take("Cellar/9"), "then Cellar / 9, 1 line"),
    ],
)
def test_where_the_walk_goes_on_is_said(other: TakeFrom | None, trailing: str) -> None:
    lines = [line("A", take=take("Stores/B2-01"))]
    if other is not None:
        lines.append(line("Z", take=other))
    if other is not None and other.location < "Stores":
        lines[0] = line("A", take=take("Attic/1"))
    step = PRESENTER.step(view(*lines))
    assert isinstance(step, NextStep)
    assert step.trailing is not None
    assert step.trailing.text == trailing


@pytest.mark.parametrize(
    ("shown", "title", "tone"),
    [
        (view(line(issued=Decimal(51))), "The kit is complete", Tone.ACCEPTED),
        (view(line(on_hand=Decimal(0), take=None)), "Nothing more to take", Tone.ATTENTION),
        (view(line(), mode=Mode.RETURN), "Scan what goes back", Tone.RETURNED),
    ],
)
def test_without_a_next_step_it_is_said_why(shown: BenchView, title: str, tone: Tone) -> None:
    step = PRESENTER.step(shown)
    assert isinstance(step, NoStep)
    assert step.title == title
    assert step.trailing is not None
    assert step.trailing.tone is tone


def test_the_heading_never_claims_more_than_there_is() -> None:
    heading = HEADINGS.heading(view(line(required=Decimal("76.5"), issued=Decimal("75.9"))))
    assert heading is not None
    assert (heading.pieces, heading.lines) == ("75 of 77 pieces", "0 of 1 lines")
    assert heading.subtitle == "Run “October” · BOARD × 3"  # noqa: RUF001 - so many times
    assert heading.done < heading.total


def test_the_step_marks_its_line_and_return_mode_none() -> None:
    assert [row.current for row in PRESENTER.rows(view(line(), line("Z")))] == [True, False]
    assert [row.current for row in PRESENTER.rows(view(line(), mode=Mode.RETURN))] == [False]


@pytest.mark.parametrize(
    ("row", "state", "text", "drawn"),
    [
        (LineRow(line(), current=True), RowState.CURRENT, "next", ProgressCell(0.0)),
        (
            LineRow(line(issued=Decimal(51))),
            RowState.FADED,
            "complete",
            PillContent("complete", Tone.ACCEPTED),
        ),
        (
            LineRow(line(on_hand=Decimal(50))),
            RowState.NORMAL,
            "short 1",
            PillContent("short 1", Tone.ATTENTION),
        ),
        (LineRow(line(issued=Decimal("25.5"))), RowState.NORMAL, "open", ProgressCell(0.5)),
    ],
)
def test_a_line_is_marked_in_words_as_well_as_in_colour(
    row: LineRow, state: RowState, text: str, drawn: object
) -> None:
    columns = {column.key: column for column in LineColumns(Speech()).all()}
    assert line_state(row) is state
    assert columns["progress"].text(row) == text
    assert columns["progress"].drawn is not None
    assert columns["progress"].drawn(row) == drawn


@pytest.mark.parametrize(
    ("quantity", "text"),
    [("0.0", "0"), ("7.50", "7.5"), ("100", "100"), ("1E+2", "100"), ("0.000001", "0.000001")],
)
def test_quantities_are_plain(quantity: str, text: str) -> None:
    assert digits(Decimal(quantity)) == text


def test_units_other_than_pieces_are_written() -> None:
    columns = {column.key: column for column in LineColumns(Speech()).all()}
    assert columns["left"].text(LineRow(line(unit="g", required=Decimal("7.5")))) == "7.5 g"
    assert columns["left"].text(LineRow(line())) == "51"


def test_each_question_can_be_answered_by_one_key() -> None:
    how_many = PRESENTER.question(HowMany(Mode.ISSUE, item(), line(), Decimal(51), Decimal(500)))
    assert how_many.usual is not None
    assert (how_many.usual.label, how_many.usual.answer) == ("51", Answer.CONFIRM)
    assert (how_many.sentence, how_many.detail) == ("PART", "lot LOT-77 · Stores / B2-01")
    assert how_many.figures == "The line needs 51 ea · 500 ea there"
    over = PRESENTER.question(OverNeed(item(), line(), Decimal(60)))
    assert not over.takes_number
    assert over.figures == "The line needs 51 ea, you have 60 ea"
    assert [choice.label for choice in over.suggestions] == ["Issue 60 ea all the same"]
    which = PRESENTER.question(WhichOf(Mode.ISSUE, tuple(item(f"L{n}") for n in range(12)), None))
    assert [choice.answer for choice in which.suggestions] == list(range(1, 10))
    assert which.suggestions[0].label.startswith("1   L0\n")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            HowMany(Mode.ISSUE, item(), line(), Decimal(51), Decimal(500)),
            "Scan or type the number, or confirm 51.",
        ),
        (OverNeed(item(), line(), Decimal(60)), "Confirm to issue it all the same, or put it back."),
    ],
)
def test_the_banner_asks_and_leaves_the_figures_to_the_card(
    question: HowMany | OverNeed, sentence: str
) -> None:
    wording = Speech().question(question)
    asked = Verdict(
        accepted=False,
        code="QUANTITY_NEEDED",
        tone=VerdictTone.QUESTION,
        sound=Sound.ATTENTION,
        headline=wording.headline,
        sentence=wording.sentence,
    )
    assert PRESENTER.banner(asked, question).sentence == sentence
    assert PRESENTER.banner(asked).sentence == wording.sentence


def test_short_lines_are_counted_and_named() -> None:
    short = line(on_hand=Decimal(50), take=None)
    heading = HEADINGS.heading(view(short, line("Z")))
    assert heading is not None
    assert (heading.short, heading.short_parts) == ("1 line short", "1 ea PART")
    both = HEADINGS.heading(view(short, line("Z", on_hand=Decimal(49))))
    assert both is not None
    assert (both.short, both.short_parts) == ("2 lines short", "2 ea Z\n1 ea PART")
    none = HEADINGS.heading(view(line()))
    assert none is not None
    assert none.short == ""


@pytest.mark.parametrize(
    ("shown", "place"),
    [
        (line(), "Stores / B2-01"),
        (line(on_hand=Decimal(0), take=None), "not in stock"),
        (line(issued=Decimal(51), take=None), "–"),  # noqa: RUF001 - what the table shows
    ],
)
def test_a_line_says_where_its_part_lies_or_that_there_is_none(shown: LineState, place: str) -> None:
    columns = {column.key: column for column in LineColumns(Speech()).all()}
    assert columns["location"].text(LineRow(shown)) == place


def test_what_failed_is_never_green_and_says_what_to_do() -> None:
    fault = StoreFault("The disk is full", detail="no room", hint="Make room.")
    assert PRESENTER.not_recorded("SN-1", fault) == BannerWords(
        Tone.REFUSED, "Not recorded: SN-1", "The disk is full. Make room.", "no room"
    )
    bug = PRESENTER.not_recorded("SN-1", LookupError("x"))
    assert (bug.tone, bug.code) == (Tone.REFUSED, "LookupError")
    assert "Scan it again." in bug.sentence


def past(command_id: str, **known: object) -> PastScan:
    """Return an issue of 14 that the journal knows."""
    usual: dict[str, object] = {
        "command_id": command_id,
        "kind": "IssueItem",
        "at": NOON,
        "operator": "Ada",
        "part_number": "RC0402",
        "serial_number": None,
        "lot_number": "L",
        "quantity": Decimal(14),
        "unit": "ea",
        "undone": False,
    }
    return PastScan(**(usual | known))  # type: ignore[arg-type] # the defaults' types are those of the fields


def test_refusals_stand_between_the_scans_that_they_came_between() -> None:
    log = ScanLog(Speech(), UTC)
    log.note(BannerWords(Tone.REFUSED, "first no"), NOON, ())
    log.note(BannerWords(Tone.REFUSED, "second no"), NOON + timedelta(seconds=7), (past("1"),))
    log.note(BannerWords(Tone.REFUSED, "third no"), NOON + timedelta(seconds=8), (past("1"),))
    listed = log.entries((past("2"), past("1")))
    assert [entry.sentence for entry in listed] == [
        "14 × RC0402",  # noqa: RUF001 - so many times
        "third no",
        "second no",
        "14 × RC0402",  # noqa: RUF001 - so many times
        "first no",
    ]
    assert listed[2].time == "12:00:07"
    log.begin()
    assert [entry.tone for entry in log.entries((past("1"),))] == [Tone.ACCEPTED]


@pytest.mark.parametrize(
    ("scan", "sentence", "detail", "tone"),
    [
        (past("1", serial_number="FPGA-1"), "FPGA-1", "issued · RC0402", Tone.ACCEPTED),
        (past("1", kind="ReturnItem", unit="g"), "14 g of RC0402", "returned · lot L", Tone.RETURNED),
        (past("1", lot_number=None, undone=True), "14 × RC0402", "taken back", Tone.IDLE),  # noqa: RUF001 - so many times
    ],
)
def test_each_past_scan_says_what_it_was_and_what_came_of_it(
    scan: PastScan, sentence: str, detail: str, tone: Tone
) -> None:
    (entry,) = ScanLog(Speech(), UTC).entries((scan,))
    assert (entry.sentence, entry.detail, entry.tone) == (sentence, detail, tone)
    assert entry.undone is scan.undone is not entry.undoable
