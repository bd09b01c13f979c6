from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.station.importing.bench import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.at(tmp_path)
    yield desk
    desk.store.close()
