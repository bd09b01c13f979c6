"""A table within a pane: small, without a search of its own, and remembered as every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitstation.ui.remembering import TableMemory
from kitstation.ui.tables.table_view import TableView

if TYPE_CHECKING:
    from kitstation.ui.services import Services
    from kitstation.ui.tables.export_strip import ExportStrip
    from kitstation.ui.tables.row_model import RowTableModel


def side_table(
    services: Services, name: str, title: str, model: RowTableModel[Any], strip: ExportStrip | None = None
) -> TableView:
    """Return a table that shows a model; `name` is the settings' word for how it is left.

    With a strip its rows can be exported from their menu.
    """
    table = TableView(services.appearance, title)
    table.show_rows_of(model)
    TableMemory(services.settings, name, table)
    if strip is not None:
        strip.offer(table, name)
    return table
