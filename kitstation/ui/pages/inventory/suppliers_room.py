"""The suppliers, and what each of them sells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.commands import Command, CreateSupplier, UpdateSupplier
from kitstation.station.sentences import amount
from kitstation.store.queries.suppliers import SoldPart, SupplierRow, all_suppliers, sold_by
from kitstation.ui.forms import FlagField, FormPane, TextField
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.inventory.detail import scrolling
from kitstation.ui.pages.inventory.item_forms import tr
from kitstation.ui.pages.inventory.list_room import ListRoom
from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task
    from kitstation.ui.theme.apply import Appearance

_PANE_WIDTH = 360


class SuppliersRoom(ListRoom[SupplierRow]):
    """Lists suppliers; makes, renames and archives them."""

    key = "suppliers"
    label = "Suppliers"

    def __init__(self, services: Services) -> None:
        self._looking: Task | None = None
        self.change = QAction(tr("Change"))
        self.change.setShortcut(QKeySequence("F2"))
        self.change.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.detail = SupplierDetail(services.appearance, (self.change,))
        super().__init__(services, supplier_columns(), _uid, self.detail, pane_width=_PANE_WIDTH)
        self.table.addAction(self.change)
        self.table.row_activated.connect(self._change)
        self.change.triggered.connect(self._change)

    def read(self, store: Store) -> tuple[SupplierRow, ...]:
        """Return the suppliers, on the core thread."""
        with store.reading() as reader:
            return all_suppliers(reader)

    def name_of(self, row: SupplierRow) -> str:
        """Return the supplier's name."""
        return row.name

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of what is selected."""
        return (KeyHint("F2", tr("Change")),)

    def start_new(self) -> None:
        """Open the form for a new supplier."""
        form = FormPane(
            self.services,
            tr("New supplier"),
            (TextField("name", tr("Name"), required=True),),
            submit=tr("Make the supplier"),
        )

        def commands(values: Values) -> Sequence[Command]:
            return (CreateSupplier(uid=self.services.ids.new(), name=values["name"]),)

        self.open_form(Planned(form, commands, lambda values: tr("Made {what}").format(what=values["name"])))

    def empty_state(self) -> EmptyState:
        """Return what is said while there are no suppliers."""
        state = EmptyState(
            self.services.appearance,
            icon="receive",
            title=tr("No suppliers yet"),
            sentence=tr("Suppliers come with an import of inventory, or are made here."),
            action=tr("New supplier"),
        )
        state.acted.connect(self.start_new)
        return state

    def remark(self, shown: int, total: int) -> str:
        """Return how many suppliers there are."""
        if shown != total:
            return tr("{found} of {all} suppliers").format(found=shown, all=total)
        return tr("{count} suppliers").format(count=total) if total != 1 else tr("1 supplier")

    def show_row(self, row: SupplierRow | None) -> None:
        """Read and show what the selected supplier sells."""
        self.change.setEnabled(row is not None)
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        if row is None:
            self.detail.show_nothing()
            return
        self._looking = self.services.tasks.submit(
            partial(_read_sold, uid=row.uid),
            partial(self.detail.show_supplier, row),
            self.services.navigator.show_fault,
        )

    def _change(self, _id: object = None) -> None:
        row = self.selected()
        if row is None:
            return
        form = FormPane(
            self.services,
            tr("Change {what}").format(what=row.name),
            (
                TextField("name", tr("Name"), value=row.name, required=True),
                FlagField("archived", tr("Archived: delivers no more"), value=row.archived),
            ),
            submit=tr("Save"),
        )

        def commands(values: Values) -> Sequence[Command]:
            return (UpdateSupplier(uid=row.uid, etag=row.etag, **values),)

        self.open_form(
            Planned(form, commands, lambda values: tr("Changed {what}").format(what=values["name"]))
        )


class SupplierDetail(QWidget):
    """Shows one supplier, or asks to select one."""

    def __init__(self, appearance: Appearance, actions: Sequence[QAction]) -> None:
        super().__init__()
        sizes = appearance.sizes
        self._name = Text(appearance, role=TextRole.TITLE, lines=2)
        self.buttons = ActionButtons(appearance, actions, 1)
        self._sells = Text(appearance, tr("What it sells"), role=TextRole.STRONG)
        self._sells_nothing = Text(
            appearance,
            tr("No part is known that it sells. Say so on the part."),
            ink=Ink.MUTED,
            lines=3,
        )
        self.sold = Facts(appearance)
        self._stack = QStackedWidget(self)
        nothing = EmptyState(
            appearance,
            icon="receive",
            title=tr("No supplier is selected"),
            sentence=tr("Select one to see what it sells."),
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        for widget in (self._name, self.buttons, self._sells, self.sold, self._sells_nothing):
            column.addWidget(widget)
        column.addStretch()
        self._stack.addWidget(nothing)
        self._stack.addWidget(scrolling(contents))
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)

    def show_nothing(self) -> None:
        """Ask to select a supplier."""
        self._stack.setCurrentIndex(0)

    def show_supplier(self, row: SupplierRow, sold: tuple[SoldPart, ...]) -> None:
        """Show a supplier and what it sells."""
        self._name.setText(row.name)
        self._sells.setVisible(bool(sold))
        self._sells_nothing.setVisible(not sold)
        self.sold.show_facts(tuple(Fact(one.part_number, _sale(one)) for one in sold))
        self._stack.setCurrentIndex(1)


def supplier_columns() -> tuple[Column[SupplierRow], ...]:
    """Return the columns of the list of suppliers."""
    return (
        Column(key="name", title=tr("Supplier"), value=lambda row: row.name, bold=True, stretch=True),
        Column(
            key="parts",
            title=tr("Parts"),
            value=lambda row: str(row.parts) if row.parts else "",
            align=Align.TRAILING,
            sort_key=lambda row: row.parts,
        ),
        Column(key="archived", title=tr("Archived"), value=lambda row: tr("yes") if row.archived else ""),
    )


def _sale(one: SoldPart) -> str:
    words = tr("{number} · a {purchase_unit} is {factor}").format(
        number=one.supplier_part_number,
        purchase_unit=one.purchase_unit,
        factor=amount(one.factor, one.unit),
    )
    return words.strip(" ·")


def _uid(row: SupplierRow) -> str:
    return row.uid


def _read_sold(store: Store, uid: str) -> tuple[SoldPart, ...]:
    with store.reading() as reader:
        return sold_by(reader, uid)
