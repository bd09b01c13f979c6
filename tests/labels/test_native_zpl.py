"""Shops' own ZPL: values are put in so that the printer takes none of them for a command."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from kitstation.labels.faults import LabelFault, TemplateFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.native_zpl import escape, to_native_zpl
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from tests.labels.samples import HEAD, template_of

ZPL = """^XA^CI28^PW400^LL200
^FO20,20^A0N,30,30^FH^FD{part_number}^FS
^FO20,60^A0N,20,20^FH^FDQty {quantity} {unit}^FS
^FO20,90^BCN,60,N,N,N,A^FH^FD{code}^FS
^XZ"""


def _template(folder: Path, zpl: str = ZPL) -> Template:
    return template_of(folder, f"{HEAD}\nzpl = '''\n{zpl}\n'''\n")


def _unescaped(text: str) -> str:
    """Return what a printer makes of a field with ^FH."""
    return re.sub(
        b"_([0-9A-F]{2})", lambda match: bytes.fromhex(match[1].decode()), text.encode("ascii")
    ).decode()


def test_values_are_put_in(tmp_path: Path) -> None:
    data = label_data(
        RecordKind.ITEM,
        {"part_number": "RC0603", "quantity": Decimal(5), "unit": "pcs", "serial_number": "SN-1"},
    )
    job = to_native_zpl(_template(tmp_path), data, copies=2).decode()
    assert job.startswith("^XA^CI28")
    assert "^FDRC0603^FS" in job
    assert "^FDQty 5 pcs^FS" in job
    assert "^FDSN-1^FS" in job
    assert job.endswith("^PQ2^XZ\n")


@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_no_value_can_end_a_label_or_begin_a_command(text: str) -> None:
    written = escape(text)
    assert not set("^~\\>") & set(written)
    assert written.isascii()
    assert _unescaped(written) == text


def test_an_injected_label_stays_a_value(tmp_path: Path) -> None:
    data = label_data(RecordKind.ITEM, {"part_number": "A^XZ^XA^FDbad^FS~JR"})
    job = to_native_zpl(_template(tmp_path), data).decode()
    assert job.count("^XA") == job.count("^XZ") == 1
    assert "~" not in job


def test_the_escape_sign_of_a_data_matrix_is_doubled(tmp_path: Path) -> None:
    zpl = "^XA^CI28^FO9,9^BXN,4,200,,,,|^FH^FD{code}^FS^XZ"
    data = label_data(RecordKind.ITEM, {"code": "A|1"})
    assert "^FDA||1^FS" in to_native_zpl(_template(tmp_path, zpl), data).decode()


def test_a_sign_that_a_barcode_takes_for_a_command_is_refused(tmp_path: Path) -> None:
    zpl = ZPL.replace(",N,N,N,A", ",N,N,N")
    with pytest.raises(LabelFault, match="cannot be printed by this template"):
        to_native_zpl(_template(tmp_path, zpl), label_data(RecordKind.ITEM, {"code": "A>5"}))
    assert b"A_3E5" in to_native_zpl(_template(tmp_path), label_data(RecordKind.ITEM, {"code": "A>5"}))


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("^FH^FD{part", "^FD{part", "Write ^FH before ^FD{part_number}"),
        ("^FH^FD{part", "^FH\\^FD{part", "Write ^FH before ^FD{part_number}"),
        ("{part_number}", "{serial}", "There is no field “serial”"),
        ("{part_number}", "{part_number:^9}", "must not contain ^ or ~"),
        ("{part_number}", "{part_number", "brace"),
        ("^PW400", "^PW{quantity}", "in ^FD ... ^FS alone"),
        ("^XA^CI28", "^CI28", "from ^XA to ^XZ"),
        ("^XZ", "^XZ^XA^XZ", "from ^XA to ^XZ"),
        ("^PW400", "^PW400^PQ2", "Take out ^PQ"),
        ("^PW400", "^PW400^CC+", "Take out ^CC"),
        ("^CI28", "", "Write ^CI28"),
        ("^BCN,60,N,N,N,A", "^BXN,4,200", "Give ^BX its escape sign"),
    ],
)
def test_a_template_that_could_go_wrong_is_a_fault(
    tmp_path: Path, wrong: str, right: str, words: str
) -> None:
    assert wrong in ZPL
    with pytest.raises(TemplateFault) as raised:
        _template(tmp_path, ZPL.replace(wrong, right, 1))
    assert words in raised.value.detail


def test_a_template_in_zpl_is_not_drawn_here(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="only the printer can draw"):
        render(_template(tmp_path), sample_data(RecordKind.ITEM))


def test_a_number_of_copies_that_is_a_slip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 to 9999 times"):
        to_native_zpl(_template(tmp_path), sample_data(RecordKind.ITEM), copies=0)
