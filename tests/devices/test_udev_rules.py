"""The rules for Linux that keep ModemManager off scanners."""

from __future__ import annotations

import re
from pathlib import Path

from kitstation.devices.vendors import SCANNER_VENDORS

RULES = Path(__file__).parents[2] / "packaging" / "60-kitstation-scanners.rules"
RULE = re.compile(r'ATTRS\{idVendor\}=="([0-9a-f]{4})", ENV\{ID_MM_DEVICE_IGNORE\}="1", TAG\+="uaccess"')


def test_every_maker_of_scanners_is_kept_from_modem_manager() -> None:
    found = RULE.findall(RULES.read_text("utf-8"))
    assert [int(vendor, 16) for vendor in found] == list(SCANNER_VENDORS)
