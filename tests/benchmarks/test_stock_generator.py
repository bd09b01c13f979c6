"""The stock that benchmarks work on is one that commands could have made."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kitstation.domain.clock import SystemClock
from kitstation.store.audit import audit
from kitstation.store.queries import inventory, kits
from kitstation.store.store import Store
from tests.benchmarks.stock_generator import LARGE_KIT, LARGE_KIT_LINES, Stock, generate, serials_for

ITEMS, JOURNAL = 2_000, 15_000


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small generated stock."""
    path = tmp_path_factory.mktemp("generated") / "stock.db"
    generate(path, Stock(ITEMS, JOURNAL))
    return path


def test_it_passes_the_audit(generated: Path) -> None:
    with closing(Store(generated)) as store:
        assert audit(store).differences == ()


def test_it_has_as_many_items_and_lines_as_were_asked_for(generated: Path) -> None:
    with closing(Store(generated)) as store, store.reading() as reader:
        kit = kits.kit_by_number(reader, LARGE_KIT)
        assert kit is not None
        lines = kits.kit_lines(reader, kit.uid, SystemClock().now().date())
        assert inventory.count(reader) == ITEMS
        assert len(lines) == LARGE_KIT_LINES
        assert all(line.take for line in lines)


def test_every_serial_that_it_offers_is_in_stock(generated: Path) -> None:
    serials = list(serials_for(60, Stock(ITEMS, JOURNAL)))
    with closing(Store(generated)) as store, store.reading() as reader:
        found = [
            inventory.matching(reader, inventory.InventoryFilter(serial_number=serial)) for serial in serials
        ]
    assert [[row.quantity for row in rows] for rows in found] == [[1]] * len(serials)
