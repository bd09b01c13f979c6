"""Labels for Zebra printers and those that understand ZPL II: as bitmaps, which print what the screen shows."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum

from kitstation.labels.bitmap import Bitmap
from kitstation.labels.ready import ReadyLabel

MOST_COPIES = 9999
"""What ^PQ takes is more; so many labels are a slipped key."""


class Compression(StrEnum):
    """How a bitmap is written. Every printer with ZPL II understands ASCII; Z64 needs firmware x.10 or later."""

    ASCII = "ascii"
    Z64 = "z64"


def to_zpl(
    labels: Iterable[ReadyLabel], *, copies: int = 1, compression: Compression = Compression.ASCII
) -> bytes:
    """Return one job with `copies` of each label, to be sent to the printer as it is.

    Raises ValueError for a number of copies that no printer takes.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"A label is printed 1 to {MOST_COPIES} times, not {copies}.")
    return "".join(_one(label.bitmap, copies, compression) for label in labels).encode("ascii")


def _one(bitmap: Bitmap, copies: int, compression: Compression) -> str:
    size = len(bitmap.content)
    written = _z64(bitmap.content) if compression is Compression.Z64 else "".join(_ascii_rows(bitmap))
    return (
        f"^XA^PW{bitmap.width}^LL{bitmap.height}^LH0,0"
        f"^FO0,0^GFA,{size},{size},{bitmap.stride},{written}^FS^PQ{copies}^XZ\n"
    )


def _z64(content: bytes) -> str:
    packed = base64.b64encode(zlib.compress(content, 9))
    return f":Z64:{packed.decode('ascii')}:{binascii.crc_hqx(packed, 0):04X}"


_REPEATED = re.compile(r"(.)\1{2,}")
_ENDS_BLANK = re.compile("0+$")
_ENDS_BLACK = re.compile("F+$")


def _ascii_rows(bitmap: Bitmap) -> Iterator[str]:
    """Yield the rows in hexadecimal digits, repeated ones counted (ZPL II, "Alternative Data Compression Scheme").

    A colon is the row above again; a comma fills the row with blank dots, an exclamation mark with black ones.
    """
    previous = b""
    for at in range(0, len(bitmap.content), bitmap.stride):
        row = bitmap.content[at : at + bitmap.stride]
        if row == previous:
            yield ":"
            continue
        previous = row
        digits = row.hex().upper()
        digits = _ENDS_BLACK.sub("!", _ENDS_BLANK.sub(",", digits))
        yield _REPEATED.sub(_counted, digits)


def _counted(run: re.Match[str]) -> str:
    digit, left = run[1], len(run[0])
    counts = ""
    while left:
        part = min(left, 419)
        twenties, ones = divmod(part, 20)
        counts += ("" if not twenties else chr(ord("f") + twenties)) + (
            "" if not ones else chr(ord("F") + ones)
        )
        counts += digit
        left -= part
    return counts
