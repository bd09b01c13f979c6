"""About: versions, where everything is kept, and the licence."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kitstation.ui.pages.settings.section import Section
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins

if TYPE_CHECKING:
    from kitstation.ui.services import Services


class AboutSection(Section):
    """Nothing to set."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("AboutSection", "About"))
        self._versions = Facts(services.appearance)
        self._versions.show_facts(
            (
                Fact(self.tr("Kitstation"), _version("kitstation")),
                Fact(self.tr("Python"), platform.python_version()),
                Fact(self.tr("Qt"), f"{qVersion()} (PySide6 {_version('PySide6-Essentials')})"),
                Fact(self.tr("System"), platform.platform()),
                Fact(self.tr("Licence"), self.tr("Apache License 2.0")),
            )
        )
        self._folder = Facts(services.appearance)
        profile = services.profile
        self._folder.show_facts(
            (
                Fact(self.tr("Profile"), str(profile.folder)),
                Fact(self.tr("Database"), profile.database.name),
                Fact(self.tr("Settings"), profile.settings.name),
                Fact(self.tr("Log"), profile.log.name),
            )
        )
        self.copy_versions = Button(services.appearance, self.tr("Copy"), icon="copy")
        self.copy_versions.setAccessibleName(self.tr("Copy the versions"))
        self.copy_folder = Button(services.appearance, self.tr("Copy path"), icon="copy")
        self.open_folder = Button(services.appearance, self.tr("Open folder"), icon="location")
        self.copy_versions.clicked.connect(self._copy_versions)
        self.copy_folder.clicked.connect(self._copy_folder)
        self.open_folder.clicked.connect(self._open_folder)
        self.add_card(self._versions, self._buttons(self.copy_versions))
        self.add_card(self._folder, self._buttons(self.copy_folder, self.open_folder))
        self.finish()

    def _buttons(self, *buttons: Button) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        set_margins(row, 0, self.services.appearance.sizes.unit * 2)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        return held

    def _copy_versions(self) -> None:
        QGuiApplication.clipboard().setText(self._versions.text)

    def _copy_folder(self) -> None:
        QGuiApplication.clipboard().setText(str(self.services.profile.folder))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.services.profile.folder)))


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
