from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.errors import ImportFault
from kitstation.station.importing.delimited import read_delimited
from kitstation.station.importing.reading import read_sheet
from kitstation.station.importing.sheet import Sheet
from kitstation.station.importing.workbook import read_workbook
from tests.station.importing.bench import Desk, Table

MIDNIGHT = datetime(2027, 3, 31)  # noqa: DTZ001 - spreadsheets know no time zones
TABLE = "MPN,Qty\nABC-1,3\nDEF-2,10\n"


def sound_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["MPN", "=1", 2.5])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


SOUND = sound_workbook()


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(desk: Desk, delimiter: str) -> None:
    sheet = read_sheet(desk.file(TABLE.replace(",", delimiter)))
    assert sheet.delimiter == delimiter
    assert cells(sheet) == [("MPN", "Qty"), ("ABC-1", "3"), ("DEF-2", "10")]


@pytest.mark.parametrize(
    ("encoding", "text", "remarked"),
    [
        ("utf-8", "MPN,Value\nA,10 µF ±5 %\n", False),
        ("utf-8-sig", "MPN,Value\nA,10 µF ±5 %\n", False),
        ("utf-16", "MPN\tValue\nA\t10 µF Ω\n", False),
        ("cp1252", "MPN,Value\nA,10µF\n", True),
        ("cp1252", "MPN;Beschreibung\nA;Koaxialstecker für Gehäuse, Größe 5\nB;Lötöse\n", True),
        ("gb18030", "MPN,名称,数量,备注\nA,贴片电阻,10,厚膜\nB,贴片电容,5,陶瓷\n", True),
    ],
)
def test_the_encoding_is_found_and_a_guess_is_remarked(
    desk: Desk, encoding: str, text: str, remarked: bool
) -> None:
    sheet = read_sheet(desk.file(text, encoding=encoding))
    lines = text.splitlines()
    assert cells(sheet) == [tuple(line.split(sheet.delimiter)) for line in lines]
    assert bool(sheet.remarks) is remarked


def test_utf_16_of_the_other_byte_order_is_read() -> None:
    sheet = read_delimited(b"\xfe\xff" + TABLE.encode("utf-16-be"), "t")
    assert cells(sheet)[1] == ("ABC-1", "3")


def test_excels_own_line_about_the_delimiter_is_heeded_and_counted(desk: Desk) -> None:
    sheet = read_sheet(desk.file("sep=;\r\nMPN;Qty\r\nA,B;1\r\n"))
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("MPN", "Qty")), (3, ("A,B", "1"))]


def test_blanks_after_delimiters_do_not_spoil_quotes(desk: Desk) -> None:
    sheet = read_sheet(desk.file('Reference, Quantity, Value\nFB1 ,1, "600R, 0.5A"\nFB2 ,1, "5"" x"\n'))
    assert cells(sheet)[1:] == [("FB1 ", "1", "600R, 0.5A"), ("FB2 ", "1", '5" x')]


def test_rows_have_the_number_of_their_first_line_in_the_file(desk: Desk) -> None:
    sheet = read_sheet(desk.file('MPN,Note\n\nA,"two\nlines"\n,\nB,x\n'))
    assert [row.number for row in sheet.rows] == [1, 3, 6]


def test_a_quote_appears_only_after_the_sample_and_is_still_a_quote(desk: Desk) -> None:
    sheet = read_sheet(desk.file("MPN,Value\n" + "A,plain words\n" * 6000 + 'B,"with, comma"\n'))
    assert sheet.rows[-1].cells == ("B", "with, comma")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_all_line_ends_count_lines(desk: Desk, line_end: str) -> None:
    sheet = read_sheet(desk.file(TABLE.replace("\n", line_end)))
    assert [row.number for row in sheet.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \r\n\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x00\x01\x02",
        b"MPN,Qty\nA\x02,1\n",
        b"\xff\xfeM",
        b"%PDF-1.7 MPN",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x03\x04 and then nothing of a workbook",
        b'MPN,Qty\n"A,1\nB,2\nC,3\n',
        b'MPN,Qty\n"' + b"A,1\n" * 50_000,
    ],
    ids=[
        "empty",
        "blank",
        "picture",
        "binary",
        "control",
        "half utf-16",
        "pdf",
        "xls",
        "zip",
        "open quote",
        "long open quote",
    ],
)
def test_what_is_no_table_is_told_with_a_way_out(desk: Desk, content: bytes) -> None:
    with pytest.raises(ImportFault) as caught:
        read_sheet(desk.file(content))
    assert caught.value.hint


def test_long_text_without_a_delimiter_is_one_column() -> None:
    sheet = read_delimited(b"PN\n" + b"2027-01-0110B1" * 5000, "t.csv")
    assert [len(row.cells) for row in sheet.rows] == [1, 1]


def test_an_open_quote_is_told_with_its_row(desk: Desk) -> None:
    with pytest.raises(ImportFault, match="from row 3 on"):
        read_sheet(desk.file('MPN,Qty\nA,1\n"B,2\nC,3\nD,4'))


def test_a_closed_quote_over_the_last_lines_is_no_open_one(desk: Desk) -> None:
    assert cells(read_sheet(desk.file('MPN,Note\nA,"one\ntwo"')))[1] == ("A", "one\ntwo")


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="is a folder"):
        read_sheet(tmp_path)
    with pytest.raises(ImportFault, match="does not exist"):
        read_sheet(tmp_path / "none.csv")
    with pytest.raises(ImportFault, match="cannot be read"):
        read_sheet(Path("nul\x00.csv"))


def test_workbook_cells_read_as_a_person_sees_them(desk: Desk) -> None:
    table: Table = [
        ["MPN", "Qty", "Expires", "Note"],
        [878342019, 2.5, date(2027, 3, 31), True],
        ["0042", 0.1 + 0.2, MIDNIGHT, None],
        [1e3, 3.0, MIDNIGHT.replace(hour=12, minute=30), " x "],
    ]
    sheet = read_sheet(desk.workbook(table))
    assert cells(sheet)[1:] == [
        ("878342019", "2.5", "2027-03-31", "TRUE"),
        ("0042", "0.3", "2027-03-31"),
        ("1000", "3", "2027-03-31 12:30:00", " x "),
    ]


def test_leading_zeros_that_excel_shows_are_kept(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["MPN", "Qty"])
    sheet.append([878342019, 1])
    sheet["A2"].number_format = "0000000000"
    book.save(desk.folder / "zeros.xlsx")
    assert read_sheet(desk.folder / "zeros.xlsx").rows[1].cells[0] == "0878342019"


def test_a_formula_without_a_saved_value_is_unreadable_and_an_error_too(desk: Desk) -> None:
    sheet = read_sheet(desk.workbook([["MPN", "Qty"], ["A", "=1+1"], ["B", "#N/A"], ["C", 3]]))
    assert [[index for index, _why in row.unreadable] for row in sheet.rows] == [[], [1], [1], []]
    assert "no saved value" in sheet.rows[1].unreadable[0][1]
    assert "#N/A" in sheet.rows[2].unreadable[0][1]


def test_a_formula_with_a_saved_value_is_that_value(desk: Desk) -> None:
    path = with_saved_value(desk.workbook([["MPN", "Qty"], ["A", "=1+1"]]), b"<v></v>", b"<v>2</v>")
    assert read_sheet(path).rows[1].cells == ("A", "2")
    assert read_sheet(path).rows[1].unreadable == ()


def with_saved_value(path: Path, old: bytes, new: bytes) -> Path:
    """Put a formula's value into a workbook, as a spreadsheet program does when it saves."""
    content = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if "sheet1" in name:
                assert old in data or b"<v />" in data or b"<v/>" in data
                for empty in (old, b"<v />", b"<v/>"):
                    data = data.replace(empty, new)
            target.writestr(name, data)
    path.write_bytes(content.getvalue())
    return path


def test_the_first_visible_worksheet_is_read_and_the_others_are_remarked(desk: Desk) -> None:
    sheet = read_sheet(desk.workbook([["MPN", "Qty"], ["A", 1]], [["Other"]]))
    assert sheet.worksheet == "Sheet"
    assert "Sheet1" in sheet.remarks[0]


def test_blank_rows_of_a_workbook_are_counted_and_left_out(desk: Desk) -> None:
    sheet = read_sheet(desk.workbook([["MPN", "Qty"], [], [None, " "], ["A", 1]]))
    assert [row.number for row in sheet.rows] == [1, 4]


@given(st.data())
def test_a_damaged_workbook_never_raises_anything_but_a_fault(data: st.DataObject) -> None:
    damaged = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ImportFault):
        assert read_workbook(bytes(damaged), "t.xlsx").worksheet


@given(st.binary(max_size=400) | st.text(alphabet='a1,;\t|"\n\r µ', max_size=200).map(str.encode))
def test_random_bytes_never_raise_anything_but_a_fault(content: bytes) -> None:
    with suppress(ImportFault):
        sheet = read_delimited(content, "t.csv")
        assert all(any(cell.strip() for cell in row.cells) for row in sheet.rows)
