"""Scans into a session: each is answered, also the one that could not be saved."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kitstation.cli.session_scans import answer_all
from kitstation.domain.errors import StoreFault
from kitstation.scanning.scan import Scan
from kitstation.station.verdicts import Sound, Tone, Verdict


class OnAFullDisk:
    """A session whose second scan cannot be saved."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def scan(self, scan: Scan) -> Verdict:
        self.heard.append(scan.text)
        if len(self.heard) == 2:
            raise StoreFault("The disk is full", detail="kitstation.db", hint="Make room, then scan again.")
        return Verdict(
            accepted=True,
            code="RECEIVED",
            tone=Tone.NEUTRAL,
            sound=Sound.NONE,
            headline=f"Received {scan.text}",
            sentence="",
            scan=scan.text,
        )


def test_a_scan_that_cannot_be_saved_is_answered_and_the_next_one_is_read(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    session = OnAFullDisk()
    scans = [
        Scan(text, text.encode(), "test", datetime(2026, 3, 2, tzinfo=UTC), 0) for text in ("1", "2", "3")
    ]
    with caplog.at_level("CRITICAL"):
        assert not answer_all(session, scans, as_json=True)
    told = capsys.readouterr()
    answers = [json.loads(line) for line in told.out.splitlines()]
    assert [answer["code"] for answer in answers] == ["RECEIVED", "FAULT", "RECEIVED"]
    assert answers[1]["scan"] == "2"
    assert answers[1]["message"] == "The disk is full. Nothing was done. Make room, then scan again."
    assert "The disk is full" in told.err
