"""The last step: what would happen, or every reason why nothing does; then what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.station.importing.report import WHOLE_FILE, ImportReport
from kitstation.ui.importing.work import Finding, FindingKind, counts, findings, report_text
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.services import Services


class ReportStep(QWidget):
    """Shows a report; it can be copied. `name` is the settings' word for its table."""

    def __init__(self, services: Services, name: str) -> None:
        super().__init__()
        appearance = services.appearance
        self._appearance = appearance
        self._source = ""
        self._report = ImportReport(rows=0)
        self._icon = IconView(appearance, "accepted", 32)
        self._headline = Text(appearance, role=TextRole.TITLE, lines=2)
        self._counts = Text(appearance, ink=Ink.MUTED, lines=3)
        self.copy_button = Button(appearance, self.tr("Copy report"), icon="copy")
        self.copy_button.clicked.connect(self.copy)
        self.model = RowTableModel(self._columns(), _identity, parent=self)
        self._table = side_table(services, name, self.tr("Findings"), self.model)
        self._findings = Card()
        self._lay_out()

    @property
    def headline(self) -> str:
        """What the report comes to."""
        return self._headline.text()

    @property
    def summary(self) -> str:
        """The counts."""
        return self._counts.text()

    def show_report(self, source: str, report: ImportReport) -> None:
        """Show what an import of the file `source` would do or has done."""
        self._source, self._report = source, report
        icon, ink = self._sign(report)
        self._icon.set_icon(icon, ink.of)
        self._headline.setText(self._said(report))
        self._headline.set_ink(Ink.NORMAL if ink is Ink.ACCENT else ink)
        self._counts.setText(" · ".join(counts(report, self.tr)))
        found = findings(report, self.tr)
        self.model.set_rows(found)
        self._findings.setVisible(bool(found))
        for at in range(self.model.columnCount() - 1):
            self._table.resizeColumnToContents(at)
        self.setAccessibleName(f"{self.headline}. {self.summary}")

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(report_text(self._source, self.headline, self._report, self.tr))

    def _said(self, report: ImportReport) -> str:
        if report.problems:
            count = len(report.problems)
            what = (
                self.tr("1 problem") if count == 1 else self.tr("{count} problems").format(count=f"{count:,}")
            )
            return self.tr("{what}: nothing is imported. Correct the file, then check it again.").format(
                what=what
            )
        if report.applied:
            return self.tr("Imported")
        if not counts(report, self.tr):
            return self.tr("There is nothing to change")
        return self.tr("Ready to import. Nothing has been changed yet.")

    @staticmethod
    def _sign(report: ImportReport) -> tuple[str, Ink]:
        if report.problems:
            return "refused", Ink.REFUSED
        return ("accepted", Ink.ACCEPTED) if report.applied else ("import", Ink.ACCENT)

    def _columns(self) -> tuple[Column[Finding], ...]:
        pills = {
            FindingKind.PROBLEM: PillContent(self.tr("Problem"), Tone.REFUSED),
            FindingKind.SKIPPED: PillContent(self.tr("Left out"), Tone.ATTENTION),
            FindingKind.NOTE: PillContent(self.tr("Note"), Tone.IDLE),
        }

        def kind(found: Finding) -> str:
            return pills[found.kind].text

        def pill(found: Finding) -> PillContent:
            return pills[found.kind]

        return (
            Column(key="kind", title="", value=kind, drawn=pill),
            Column(key="row", title=self.tr("Row"), value=_row, align=Align.TRAILING, sort_key=_row_number),
            Column(key="column", title=self.tr("Column"), value=_column),
            Column(key="value", title=self.tr("Cell"), value=_value, muted=True, tooltip=_value),
            Column(
                key="message", title=self.tr("What to know"), value=_message, tooltip=_message, stretch=True
            ),
        )

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        words = QVBoxLayout()
        words.setSpacing(sizes.unit)
        words.addWidget(self._headline)
        words.addWidget(self._counts)
        top = Card()
        row = QHBoxLayout(top)
        set_margins(row, sizes.gap, sizes.gap)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.copy_button)
        inside = QVBoxLayout(self._findings)
        set_margins(inside, 0, 0)
        inside.addWidget(self._table)
        column = QVBoxLayout(self)
        set_margins(column, 0, sizes.gap)
        column.addWidget(top)
        column.addWidget(self._findings, 1)
        column.addStretch(0)


def _identity(found: Finding) -> int:
    return found.ordinal


def _row(found: Finding) -> str:
    return "" if found.row == WHOLE_FILE else str(found.row)


def _row_number(found: Finding) -> int:
    return found.row


def _column(found: Finding) -> str:
    return found.column


def _value(found: Finding) -> str:
    return found.value


def _message(found: Finding) -> str:
    return found.message
