"""Reading ^GFA back, written from the ZPL II Programming Guide and independent of what writes it."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from kitstation.labels.bitmap import Bitmap

_LABEL = re.compile(r"\^XA\^PW(\d+)\^LL(\d+)\^LH0,0\^FO0,0\^GFA,(\d+),(\d+),(\d+),([^^]*)\^FS\^PQ(\d+)\^XZ\n")


def labels_of(job: bytes) -> list[tuple[Bitmap, int]]:
    """Return the labels of a job, each with its number of copies."""
    text = job.decode("ascii")
    found = list(_LABEL.finditer(text))
    assert "".join(match[0] for match in found) == text
    return [_label(match) for match in found]


def _label(match: re.Match[str]) -> tuple[Bitmap, int]:
    width, height, given, total, stride = (int(match[number]) for number in range(1, 6))
    content = _z64(match[6]) if match[6].startswith(":Z64:") else _ascii(match[6], stride)
    assert len(content) == given == total == stride * height
    return Bitmap(width, height, content), int(match[7])


def _z64(written: str) -> bytes:
    _, _, packed, check = written.split(":")
    assert f"{binascii.crc_hqx(packed.encode(), 0):04X}" == check
    return zlib.decompress(base64.b64decode(packed))


def _ascii(written: str, stride: int) -> bytes:
    rows: list[str] = []
    row, repeat = "", 0
    for sign in written:
        if "G" <= sign <= "Y":
            repeat += ord(sign) - ord("F")
        elif "g" <= sign <= "z":
            repeat += (ord(sign) - ord("f")) * 20
        elif sign == ":":
            assert not row
            rows.append(rows[-1])
        else:
            row += {",": "0" * (2 * stride - len(row)), "!": "F" * (2 * stride - len(row))}.get(
                sign, sign * (repeat or 1)
            )
            repeat = 0
        if len(row) == 2 * stride:
            rows.append(row)
            row = ""
    assert not row
    assert not repeat
    return bytes.fromhex("".join(rows))
