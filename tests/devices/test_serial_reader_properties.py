"""However the bytes of scans are cut into reads, the scans are the same."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkState
from kitstation.devices.ports import Port
from kitstation.devices.serial_reader import SerialReader

from .fakes import QUICK, TIMEOUT_S, Listener, NoonClock, ScriptedPort

IDENTITY = PortIdentity.of_path("/dev/ttyACM0")

_FRAMES = st.lists(
    st.tuples(
        st.binary(min_size=1, max_size=30).filter(lambda raw: not set(raw) & set(b"\r\n")),
        st.sampled_from([b"\r", b"\n", b"\r\n"]),
    ),
    max_size=8,
)


def delivered(chunks: list[bytes]) -> list[bytes]:
    """Return what a reader delivers of these reads, in which b"" is a time-out."""
    listener, port = Listener(), ScriptedPort(chunks)
    reader = SerialReader(
        IDENTITY,
        on_scan=listener.scans.put,
        on_link=listener.on_link,
        clock=NoonClock(),
        settings=QUICK,
        find_port=lambda identity: Port(identity.path, identity),
        open_port=port.open,
    )
    reader.start()
    assert port.exhausted.wait(TIMEOUT_S)
    assert reader.stop()
    assert listener.states()[-1] is LinkState.STOPPED
    found = []
    while not listener.scans.empty():
        found.append(listener.scans.get().raw)
    return found


@settings(max_examples=60, deadline=None)
@given(_FRAMES, st.data())
def test_the_scans_do_not_depend_on_how_the_bytes_are_cut(
    frames: list[tuple[bytes, bytes]], data: st.DataObject
) -> None:
    stream = b"".join(raw + terminator for raw, terminator in frames)
    # Two equal cuts make an empty chunk, a read that timed out.
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=12)))
    chunks = [stream[begin:end] for begin, end in pairwise([0, *cuts, len(stream)])]
    assert delivered(chunks) == [raw for raw, _ in frames]
