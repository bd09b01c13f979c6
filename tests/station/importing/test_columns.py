from __future__ import annotations

import pytest

from kitstation.domain.errors import ImportFault
from kitstation.station.importing.columns import (
    BOM,
    INVENTORY,
    PARTS,
    Purpose,
    plain_header,
    recognise,
)
from kitstation.station.importing.preview import PreviewColumn, preview
from kitstation.station.importing.reading import read_sheet
from kitstation.station.importing.synonyms import SYNONYMS
from tests.station.importing.bench import Desk

KICAD = '"Reference","Value","Datasheet","Footprint","Qty","DNP","MPN"\n"R1","1k","~","R_0402","1","","RC1"\n'
ALTIUM = (
    "Bill of Materials For Project [Radio.PrjPcb]\n\nReport Date:,2026-03-02\n\n"
    '"Comment","Description","Designator","Footprint","LibRef","Quantity","Manufacturer Part Number 1"\n'
    '"100n","Cap","C1, C2","0402","CAP","2","GRM155"\n'
)
DIGIKEY = (
    "Index,DigiKey Part #,Manufacturer Part Number,Description,Quantity,Unit Price\n1,296-1,TPS1,Reg,5,1.20\n"
)
MOUSER = "Mouser #:,Mfr. #:,Manufacturer:,Description:,Order Qty.\n595-TPS1,TPS1,TI,Reg,5\n"
LCSC = "LCSC Part Number,Manufacture Part Number,Manufacturer,Description,Quantity\nC123,TPS1,TI,Reg,5\n"
JLCPCB = 'Comment,Designator,Footprint,LCSC Part #\n100n,"C1,C2",0402,C1525\n'

# With full-width parentheses, as in the file that they offer to be filled in.
JLCPCB_SAMPLE = 'Comment,Designator,Footprint,JLCPCB Part #（optional）\n100n,"C1,C2",C0402,C1525\n'  # noqa: RUF001 - as they write it


@pytest.mark.parametrize(
    ("text", "header_row", "titles"),
    [
        (
            KICAD,
            1,
            {"part_number": "MPN", "quantity": "Qty", "references": "Reference", "do_not_populate": "DNP"},
        ),
        (
            ALTIUM,
            5,
            {"part_number": "Manufacturer Part Number 1", "references": "Designator", "comment": "Comment"},
        ),
        (DIGIKEY, 1, {"part_number": "Manufacturer Part Number", "quantity": "Quantity"}),
        (MOUSER, 1, {"part_number": "Mfr. #:", "quantity": "Order Qty.", "manufacturer": "Manufacturer:"}),
        (LCSC, 1, {"part_number": "Manufacture Part Number", "quantity": "Quantity"}),
        (JLCPCB, 1, {"part_number": "LCSC Part #", "references": "Designator"}),
        (JLCPCB_SAMPLE, 1, {"part_number": "JLCPCB Part #（optional）"}),  # noqa: RUF001 - as they write it
        ("mfr part #;QTY PER PCB\nA;1\n", 1, {"part_number": "mfr part #", "quantity": "QTY PER PCB"}),
    ],
    ids=["KiCad", "Altium", "Digi-Key", "Mouser", "LCSC", "JLCPCB", "JLCPCB's sample", "by hand"],
)
def test_the_columns_of_real_exports_are_recognised(
    desk: Desk, text: str, header_row: int, titles: dict[str, str]
) -> None:
    mapping = recognise(read_sheet(desk.file(text)), BOM)
    assert mapping.header.number == header_row
    assert not mapping.missing
    assert {field: mapping.title(field) for field in titles} == titles


@pytest.mark.parametrize("headers", ["LCSC Part #,PN,MPN", "MPN,PN,LCSC Part #", "PN,MPN,Mouser No"])
def test_the_manufacturers_part_number_wins_and_the_others_are_remarked(desk: Desk, headers: str) -> None:
    mapping = recognise(read_sheet(desk.file(f"{headers},Qty\na,b,c,1\n")), BOM)
    assert mapping.title("part_number") == "MPN"
    assert len(mapping.remarks) == 2


def test_a_column_named_by_hand_goes_first(desk: Desk) -> None:
    sheet = read_sheet(desk.file("MPN,My PN,Qty\na,b,1\n"))
    mapping = recognise(sheet, BOM, {"part_number": "my pn"})
    assert mapping.columns["part_number"] == 1


def test_a_column_named_by_hand_is_no_longer_what_it_seemed(desk: Desk) -> None:
    sheet = read_sheet(desk.file("Part,Qty,Count\na,1,2\n"))
    mapping = recognise(sheet, BOM, {"revision": "Qty"})
    assert mapping.columns == {"part_number": 0, "revision": 1}
    assert mapping.missing == (("quantity", "references"),)


def test_the_header_is_found_by_names_given_by_hand(desk: Desk) -> None:
    sheet = read_sheet(desk.file("My list,\nTeil,Zahl\na,1\n"))
    mapping = recognise(sheet, BOM, {"part_number": "Teil", "quantity": "Zahl"})
    assert mapping.header.number == 2


@pytest.mark.parametrize(
    ("by_hand", "why"), [({"part_number": "Nowhere"}, "no column"), ({"colour": "MPN"}, "No field")]
)
def test_naming_what_is_not_there_is_a_fault(desk: Desk, by_hand: dict[str, str], why: str) -> None:
    sheet = read_sheet(desk.file("MPN,Qty\na,1\n"))
    with pytest.raises(ImportFault, match=why):
        recognise(sheet, BOM, by_hand)


def test_only_a_header_is_a_fault(desk: Desk) -> None:
    with pytest.raises(ImportFault, match="no rows below its header"):
        recognise(read_sheet(desk.file("MPN,Qty\n,\n")), BOM)


@pytest.mark.parametrize("purpose", [BOM, PARTS, INVENTORY], ids=lambda purpose: purpose.name)
def test_no_header_means_two_fields_of_one_purpose(purpose: Purpose) -> None:
    names = [(plain_header(name), field) for field in purpose.fields for name in SYNONYMS[field]]
    meanings: dict[str, set[str]] = {}
    for name, field in names:
        assert name
        meanings.setdefault(name, set()).add(field)
    assert {name: fields for name, fields in meanings.items() if len(fields) > 1} == {}


@pytest.mark.parametrize("purpose", [BOM, PARTS, INVENTORY], ids=lambda purpose: purpose.name)
def test_every_field_is_recognised_by_its_own_name(purpose: Purpose, desk: Desk) -> None:
    header = ",".join(field for field in purpose.fields if field != "populate")
    mapping = recognise(read_sheet(desk.file(f"{header}\n{header.replace('_', '-')}1\n")), purpose)
    assert set(mapping.columns) == set(purpose.fields) - {"populate"}


def test_a_preview_shows_the_first_rows_and_what_the_columns_are_taken_for(desk: Desk) -> None:
    sheet = read_sheet(desk.file("Title\nMPN,Footprint,Qty\nA,0402,1\nB,0603\nC,0805,3\n"))
    shown = preview(sheet, recognise(sheet, BOM), rows_shown=2)
    assert shown.columns == (
        PreviewColumn("MPN", "part_number"),
        PreviewColumn("Footprint", None),
        PreviewColumn("Qty", "quantity"),
    )
    assert [(row.number, row.cells) for row in shown.rows] == [
        (3, ("A", "0402", "1")),
        (4, ("B", "0603", "")),
    ]
    assert (shown.header_row, shown.row_count, shown.delimiter) == (2, 3, ",")
