from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.devices.identity import PortIdentity
from kitstation.domain.errors import DeviceFault

_NAMES = st.text(max_size=20)
_IDS = st.integers(0, 0xFFFF)
_USB = st.builds(PortIdentity, _IDS, _IDS, _NAMES, _NAMES, _NAMES)
_PATHS = st.builds(PortIdentity.of_path, st.text(min_size=1, max_size=40))


@given(_USB | _PATHS)
def test_an_identity_is_read_back_from_its_short_form(identity: PortIdentity) -> None:
    assert PortIdentity.parse(str(identity)) == identity


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        (PortIdentity(0x05E0, 0x1701, "SN123", "1-1.2"), "usb:05e0:1701:SN123:1-1.2"),
        (PortIdentity(0x05E0, 0x1701, "SN123"), "usb:05e0:1701:SN123"),
        (PortIdentity(0x05E0, 0x1701, "", "1-1.2"), "usb:05e0:1701::1-1.2"),
        (PortIdentity(0x05E0, 0x1701, "00:1B", "1-1:1.0"), "usb:05e0:1701:00%3A1B:1-1%3A1.0"),
        (PortIdentity(0x0C2E, 0x0720, "", "", "usb-H_S-if00"), "usb:0c2e:0720:::usb-H_S-if00"),
        (PortIdentity.of_path("/dev/pts/7"), "path:/dev/pts/7"),
        (PortIdentity.of_path("COM3"), "path:COM3"),
    ],
)
def test_the_short_form_is_as_written_in_the_settings(identity: PortIdentity, text: str) -> None:
    assert str(identity) == text
    assert PortIdentity.parse(text) == identity


@pytest.mark.parametrize(
    "text",
    ["", "path:", "path", "/dev/ttyACM0", "usb:", "usb:05e0", "usb:zebra:1701", "usb:1:2:3:4:5:6", "hid:1:2"],
)
def test_a_damaged_short_form_says_what_to_do(text: str) -> None:
    with pytest.raises(DeviceFault, match="Choose the scanner again") as caught:
        PortIdentity.parse(text)
    assert repr(text) in caught.value.detail
