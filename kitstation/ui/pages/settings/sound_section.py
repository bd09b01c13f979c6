"""Sound: how loud, whether at all, and what each sound means."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSlider, QWidget

from kitstation.station.verdicts import Sound
from kitstation.ui.pages.settings.row import CONTROL_WIDTH
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.widgets.button import Button

if TYPE_CHECKING:
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services

_IN_A_ROW = 3


class SoundSection(Section):
    """`play` plays a verdict's sound as loud as the settings say."""

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services, QCoreApplication.translate("SoundSection", "Sound"))
        self._play = play
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setTracking(False)
        self.volume.setFixedWidth(services.appearance.sizes.scaled(CONTROL_WIDTH))
        self.mute = QCheckBox()
        self.flash = QCheckBox()
        self._volume_row = self.row(self.tr("Volume"), self.tr("How loud the bench beeps."), self.volume)
        self._mute_row = self.row(
            self.tr("Mute"), self.tr("Nothing is heard; everything is shown."), self.mute
        )
        self._flash_row = self.row(
            self.tr("Flash"),
            self.tr("The screen flashes with each verdict, for those who do not hear it."),
            self.flash,
        )
        self.volume.valueChanged.connect(self._save_volume)
        self.mute.clicked.connect(self._save_mute)
        self.flash.clicked.connect(self._save_flash)
        self.add_card(self._volume_row, self._mute_row, self._flash_row)
        self.add_card(self._tests())
        self.finish()

    def show_settings(self, settings: Settings) -> None:
        """Show the sound in force."""
        self.volume.setValue(settings.volume)
        self.mute.setChecked(settings.mute)
        self.flash.setChecked(settings.flash)

    def _tests(self) -> QWidget:
        names = {
            Sound.ACCEPTED: self.tr("Accepted"),
            Sound.RETURNED: self.tr("Returned"),
            Sound.REFUSED: self.tr("Refused"),
            Sound.ATTENTION: self.tr("Attention"),
            Sound.LINE_COMPLETE: self.tr("Line complete"),
            Sound.KIT_COMPLETE: self.tr("Kit complete"),
        }
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.services.appearance.sizes.unit * 2)
        for at, (sound, name) in enumerate(names.items()):
            button = Button(self.services.appearance, name, icon="play")
            button.setAccessibleName(self.tr("Play the sound: {name}").format(name=name))
            button.clicked.connect(partial(self._play_sound, sound))
            grid.addWidget(button, at // _IN_A_ROW, at % _IN_A_ROW)
        return held

    def _play_sound(self, sound: Sound, _checked: object = None) -> None:
        self._play(sound)

    def _save_volume(self, volume: int) -> None:
        if volume != self.services.settings.now.volume and self.change(self._volume_row, "", volume=volume):
            self._play(Sound.ACCEPTED)

    def _save_mute(self) -> None:
        self.change(self._mute_row, "", mute=self.mute.isChecked())

    def _save_flash(self) -> None:
        self.change(self._flash_row, "", flash=self.flash.isChecked())
